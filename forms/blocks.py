"""The parts of a letter: letterhead, head, addressee, subject, body and signature block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.grammar.dates import find_dates
from forms.grammar.names import looks_like_name, plain
from forms.grammar.words import pattern
from forms.sheet import Sheet
from ocr.page import Box, Line, Word

Placed = tuple[int, Line]
"""A line with the page on which it stands."""

_SALUTATION = pattern(r"""
    ^\W*(?:dear\b|to\ whom|to\ the\b.{0,40}:|ladies\ and\ gentlemen|hello\b|hi\b|greetings|estimad
    |good\ (?:morning|afternoon)|(?:mr|mrs|ms|miss)\b\.?\s+\S+[,:]$)
""")
_SUBJECT = pattern(r"""
    ^\W*(?:in\s+)?(?:re|subject|regarding|member|patient|concerning|reference|enrollee|insured|beneficiary|client
    |cin|medi-?cal|id|dob|d\.?0?o?\.?b\.?|date\ of\ birth|birth\ ?date|born)\b(?!\s+services)
""")
_ADDRESSEE = pattern(r"""
    \b(?:health\ plan|health\ alliance|community\ health\b(?!\ cent)|member\ services|provider\ services
    |provider\ relations|non-?compliance\ unit|attn|attention|p\.?o\.?\ box|grievance|appeals
    |medical\ management)\b
    |^\W*to\b\W
""")
_CLOSING = pattern(r"""
    ^\W*(?:
        (?:very\ |yours\ |most\ )*(?:sincerely|respectfully|truly|faithfully|cordially)
        (?:\ yours|\ submitted)?
        |(?:very\ )?(?:best|kind|warm|with)?\ ?(?:kind\ |best\ |warm\ )?regards
        |thank(?:s|\ you)\b.{0,32}|with\ (?:thanks|appreciation|gratitude).{0,20}|many\ thanks
        |(?:from\ )?your\ .{0,16}team.{0,12}|in\ good\ health|signed|best\ wishes|wishing\ you.{0,24}
        |i\ wish\ you\ well|with\ respect|yours
    )\W*$
""")
_TOP = 0.42


@dataclass(frozen=True)
class Letter:
    """The lines of a letter by their part; `head` is all above the body."""

    letterhead: tuple[Placed, ...]
    head: tuple[Placed, ...]
    subject: tuple[Placed, ...]
    body: tuple[Placed, ...]
    signature: tuple[Placed, ...]
    addressee: tuple[Placed, ...] = ()


def letter_of(sheets: Sequence[Sheet]) -> Letter:
    """Take a letter apart. Parts that it does not have are empty."""
    every = [
        (sheet.page, line) for sheet in sheets for line in _without_running_head(sheet, sheet is sheets[0])
    ]
    lines = list(without_stamps(every))
    first = sheets[0].page
    start = _body_start(lines, first)
    closing = _closing(lines, start)
    end = closing if closing is not None else _unclosed_end(lines, start)
    head, body, tail = lines[:start], lines[start:end], lines[end:]
    letterhead = tuple(_letterhead(head))
    addressee = tuple(row for row in head[len(letterhead) :] if not _SUBJECT.search(row[1].text))
    subject = tuple(_subject(head, len(letterhead)))
    return Letter(letterhead, tuple(head), subject, tuple(body), tuple(tail), addressee)


def begins_letter(sheet: Sheet) -> bool:
    """Whether a letter starts on this page: a salutation, or a date on a line of its own, above all
    running text.
    """
    for line in sheet.lines:
        long = len(line.words) >= 10 and not re.search(r"\d{3}[)./ -]{1,2}\d{3}", line.text)
        if long or line.box.y0 > 0.5:
            return False
        if is_salutation(line) or any(_is_dated(cell) and cell.box.y0 > 0.05 for cell in cells(0.05, line)):
            return True
    return False


def _is_dated(line: Line) -> bool:
    """Whether the line is a date and little else."""
    hit = next(find_dates(line.text), None)
    return hit is not None and len(line.text) - (hit.end - hit.start) < 8 and not line.text.endswith(".")


def _without_running_head(sheet: Sheet, is_first: bool) -> Iterator[Line]:
    """The lines of a page; a later page's top line that only repeats whom the letter is about is left out."""
    for place, line in enumerate(sheet.lines):
        running = (
            place == 0
            and not is_first
            and re.search(r"\bpage\b|\b-\s?\d\s?-?$|\bCIN\b|\b2\b", line.text, re.IGNORECASE)
        )
        if not running or len(line.words) > 14:
            yield line


def _body_start(lines: list[Placed], first: int) -> int:
    """Behind the salutation; without one, behind the last line of the head."""
    for place, (page, line) in enumerate(lines):
        if page == first and line.box.y0 < 0.55 and is_salutation(line):
            return place + 1
    last = 0
    for place, (page, line) in enumerate(lines):
        if page != first or line.box.y0 > _TOP or (place > 3 and _is_running(line)):
            break
        if _is_head(line):
            last = place + 1
    return last


def is_salutation(line: Line) -> bool:
    """ "Dear ...", or a person's name alone with a comma or colon."""
    text = line.text
    return len(line.words) < 12 and bool(
        _SALUTATION.search(text)
        or (text.endswith((",", ":")) and text.count(",") < 2 and looks_like_name(text[:-1]))
    )


def _is_running(line: Line) -> bool:
    """Whether the line is part of a sentence and no entry of the head."""
    return len(line.words) >= 9 and not re.search(
        r":\s|\d{3}[)./ -]{1,2}\d{3}|^\W*re\b", line.text, re.IGNORECASE
    )


def _is_head(line: Line) -> bool:
    text = line.text
    if _is_running(line):
        return False
    return bool(
        _SUBJECT.search(text)
        or _ADDRESSEE.search(text)
        or (len(line.words) < 6 and next(find_dates(text), None))
    )


def _closing(lines: list[Placed], start: int) -> int | None:
    found = None
    for place in range(start, len(lines)):
        if _CLOSING.search(lines[place][1].text) and len(lines[place][1].words) < 9:
            found = place
    return found


def _unclosed_end(lines: list[Placed], start: int) -> int:
    """Without a closing, the signature block is what stands apart at the end: the last few short lines."""
    place = len(lines)
    while place > max(start, len(lines) - 5) and len(lines[place - 1][1].words) <= 9:
        place -= 1
        if _gap_above(lines, place) > 0.034:
            return place
    return len(lines)


def _gap_above(lines: list[Placed], place: int) -> float:
    if place == 0 or lines[place - 1][0] != lines[place][0]:
        return 0.0
    return lines[place][1].box.middle[1] - lines[place - 1][1].box.middle[1]


def _letterhead(head: Sequence[Placed]) -> Iterator[Placed]:
    """The lines above the date, the addressee and the subject."""
    for place, (page, line) in enumerate(head):
        text = line.text
        dated = next(find_dates(text), None) and not re.search(r"\bprinted\b|\brev\b", text, re.IGNORECASE)
        names_phone = re.search(r"\d{3}[-./\s)]{1,2}\d{4}|\d{3}[-.]$", text)
        if place and (_SALUTATION.search(text) or (_SUBJECT.search(text) and not names_phone)):
            return
        if place and not names_phone and (dated or _ADDRESSEE.search(text)):
            return
        if not (place == 0 and re.search(r"^\W*received\b", text, re.IGNORECASE)):
            yield page, line


def _subject(head: Sequence[Placed], start: int) -> Iterator[Placed]:
    """The subject and all that follows it in the head; lines that carry a label anywhere count."""
    begun = False
    for page, line in head[start:]:
        begun = (
            begun
            or bool(_SUBJECT.search(line.text))
            or bool(re.search(r"\b(?:patient|member|re|cin|subject)\s?:", line.text, re.IGNORECASE))
        )
        if begun and not _SALUTATION.search(line.text):
            yield page, line


def cells(sheet_gap: float, line: Line) -> list[Line]:
    """A line cut where the room between words is wider than `sheet_gap` of the page's width."""
    runs: list[list[Word]] = [[line.words[0]]]
    for left, right in zip(line.words, line.words[1:], strict=False):
        if right.box.x0 - left.box.x1 > sheet_gap:
            runs.append([])
        runs[-1].append(right)
    return [replace(line, words=tuple(run)) for run in runs]


def without_stamps(rows: Sequence[Placed]) -> Iterator[Placed]:
    """The lines without the words of the plan's own stamp: "RECEIVED" and the date below it."""
    stamps = [
        (page, word.box)
        for page, line in rows
        for word in line.words
        if plain(word.text) == "received" and word.text.isupper()
    ]
    for page, line in rows:
        words = tuple(
            word for word in line.words if not any(page == at and _stamped(word, box) for at, box in stamps)
        )
        if words:
            yield page, replace(line, words=words)


def _stamped(word: Word, stamp: Box) -> bool:
    x, y = word.box.middle
    return stamp.x0 - 0.03 < x < stamp.x1 + 0.05 and stamp.y0 - 0.01 < y < stamp.y1 + 0.035
