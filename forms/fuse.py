"""From a reading to a value: ask the second reader, and say how sure it is.

A value is taken without a person only if both readers agree, a check digit confirms it, or it is
typed text; a repaired one never is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from forms.grammar.names import plain
from forms.grammar.parsed import Parsed
from forms.sheet import Sheet
from forms.values import FieldValue, Source, State, Value
from ocr.page import Box, Word

Parse = Callable[[str], list[Parsed]]
"""What a text can stand for, the likeliest first; nothing if it cannot be one."""

Alike = Callable[[str, str], bool]
"""Whether two normalised values are the same."""

AGREED, CHECKED, TYPED, ALONE, REPAIRED = 0.985, 0.975, 0.995, 0.85, 0.6
CLEAR = 0.965
"""A reader this sure of every word was right in all numbers and dates of the papers it was tried on."""


def same_value(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def same_words(one: str, other: str) -> bool:
    """The same words, whatever their capitals, accents and commas."""
    return plain(one) == plain(other)


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def settle(
    sheet: Sheet,
    words: Sequence[Word],
    parse: Parse,
    *,
    same: Alike = same_value,
    checked: bool = False,
    strict: bool = False,
) -> Value | None:
    """The value that stands in `words`; None if they cannot be parsed.

    `checked`: a check digit vouches for it. `strict`: its grammar tells it from other text, so that a
    clear reading counts even where the second reader saw nothing.
    """
    raw = text_of(words)
    found = parse(raw)
    box = Box.around(word.box for word in words)
    other = parse(text_of(seen_by_second(sheet, box)))
    if not found:
        return _from_second(other, raw, sheet, box)
    best = _agreed(found, other, same) or found[0]
    clear = min(word.confidence for word in words) >= CLEAR
    agree = bool(other) and same(best.value, other[0].value) and (clear or not other[0].repaired)
    vouched = (
        checked
        or (clear and not other and strict)
        or (clear and bool(other) and _near(best.value, other[0].value))
    )
    value = replace(
        Value(best.value, raw=raw, page=sheet.page, box=box, repaired=best.repaired),
        **_sureness(sheet, words, best, agree, vouched and (strict or checked or not best.repaired)),
    )
    rivals = tuple(dict.fromkeys(p.value for p in (*found, *other[:1]) if not same(p.value, best.value)))
    return replace(value, candidates=(best.value, *rivals)[:3]) if value.needs_review else value


def _near(one: str, other: str) -> bool:
    """Whether two readings of words, not of numbers, differ by a slip only."""
    return (
        not any(character.isdigit() for character in one)
        and fuzz.ratio(one.casefold(), other.casefold()) >= 88
    )


def _agreed(found: list[Parsed], other: list[Parsed], alike: Alike) -> Parsed | None:
    """The first reading that the second reader confirms; a plain one confirms a repaired one."""
    return next((one for one in found for two in other[:1] if alike(one.value, two.value)), None)


def _sureness(
    sheet: Sheet, words: Sequence[Word], best: Parsed, agree: bool, checked: bool
) -> dict[str, Any]:
    if all(word in sheet.filled for word in words):
        return {"confidence": 1.0, "needs_review": best.repaired, "source": Source.FORM_FIELD}
    if sheet.typed:
        return {
            "confidence": REPAIRED if best.repaired else TYPED,
            "needs_review": best.repaired,
            "source": Source.TEXT,
        }
    if best.repaired:
        return {"confidence": 0.75 if agree else REPAIRED, "needs_review": True, "source": Source.PPOCR}
    if agree:
        return {"confidence": AGREED, "needs_review": False, "source": Source.PPOCR_AND_TESSERACT}
    if checked:
        return {"confidence": CHECKED, "needs_review": False, "source": Source.PPOCR}
    return {
        "confidence": ALONE * min(word.confidence for word in words),
        "needs_review": True,
        "source": Source.PPOCR,
    }


def _from_second(other: list[Parsed], raw: str, sheet: Sheet, box: Box) -> Value | None:
    if not other:
        return None
    best = other[0]
    value = Value(
        best.value, raw=raw, page=sheet.page, box=box, repaired=best.repaired, candidates=(best.value,)
    )
    doubt = replace(value, confidence=REPAIRED, needs_review=True, source=Source.TESSERACT)
    return replace(doubt, candidates=(best.value,))


def seen_by_second(sheet: Sheet, box: Box, aside: float = 0.006) -> list[Word]:
    """What the other reader saw in a box and just around it: `aside` of it, since the places of words
    within a line are estimates. A line is in order even where that reader took it for two.
    """
    wide = Box(box.x0 - aside, box.y0 - 0.006, box.x1 + aside, box.y1 + 0.006)
    seen = sheet.within(wide, sheet.second)
    one_line = bool(seen) and all(
        abs(w.box.middle[1] - seen[0].box.middle[1]) < 0.5 * box.height for w in seen
    )
    return sorted(seen, key=lambda word: word.box.x0) if one_line else seen


def surely_told(value: Value, words: Sequence[Word], enough: int = 4) -> Value:
    """Free text is surely there if `enough` words of it were read well; a reviewer reads it on the paper."""
    clear = sum(word.confidence >= 0.8 and len(word.text) > 1 for word in words)
    return replace(value, needs_review=False, candidates=()) if clear >= enough else value


def unreadable(sheet: Sheet, words: Sequence[Word], guess: FieldValue | None = None) -> Value:
    """There is something, but nobody can say what."""
    return Value(
        guess, State.UNREADABLE, raw=text_of(words), confidence=0.0, needs_review=True, source=Source.PPOCR,
        page=sheet.page, box=Box.around(word.box for word in words),
    )  # fmt: skip


def confirmed(value: Value) -> Value:
    """The same value, seen a second time elsewhere on the papers."""
    if value.repaired or not value.needs_review:
        return value
    return replace(value, confidence=max(value.confidence, AGREED), needs_review=False, candidates=())
