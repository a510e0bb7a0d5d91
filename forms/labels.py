"""Find the printed labels of a form on a sheet, whatever the reader's slips, and the words that belong
to each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz, process

from forms.cues import Phrases
from forms.grammar.names import plain
from forms.sheet import Sheet
from ocr.page import Box, Line, Word

_MOST_WORDS = 12
_SECTION = re.compile(r"^(?:section|part|step) [a-z0-9]{1,2}\b")
_LONE_CROSS = re.compile(r"^[\[(]?[xX×✓✔☒☑][\])]?$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for: a field, one part or choice of it, or (without a field) only the end of
    a value.
    """

    field: str = ""
    part: str = ""
    heading: bool = False
    choice: bool = False
    title: bool = False
    digits: bool = False


@dataclass(frozen=True)
class Label:
    """A label on a sheet."""

    meaning: Meaning
    words: tuple[Word, ...]
    phrase: str
    closed: bool

    @cached_property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)


class LabelBook:
    """All labels of one document type, ready to be looked up."""

    def __init__(
        self, phrases: Iterable[tuple[str, Meaning]], asks: Iterable[tuple[Phrases, Meaning]] = ()
    ) -> None:
        self._asks = list(asks)
        self._vocabulary = sorted(
            {
                word
                for found, _ in self._asks
                for phrase in found
                for word in re.findall(r"[a-z]{5,}", phrase.pattern)
            }
        )
        self._by_length: dict[int, list[tuple[str, Meaning]]] = defaultdict(list)
        for phrase, meaning in phrases:
            squeezed = plain(phrase).replace(" ", "")
            self._by_length[len(squeezed)].append((squeezed, meaning))

    def match(self, squeezed: str) -> tuple[str, Meaning] | None:
        """The label that `squeezed` text (no spaces) is, a few misread letters aside."""
        size = len(squeezed)
        slack = 0 if size < 6 else 1 if size < 12 else 2
        best, found = 0.0, None
        for length in range(size - slack, size + slack + 1):
            for phrase, meaning in self._by_length.get(length, ()):
                likeness = fuzz.ratio(squeezed, phrase)
                if likeness > best and likeness >= _enough(len(phrase)):
                    best, found = likeness, (phrase, meaning)
        return found

    def asked(self, text: str) -> tuple[int, Meaning] | None:
        """Where in plain `text` a question ends that opens it, and what it asks for; None if it asks
        nothing known.
        """
        text = " ".join(self._spelled(word) for word in text.split())
        for phrases, meaning in self._asks:
            for phrase in phrases:
                if (hit := phrase.search(text)) and len(text[: hit.start()].split()) <= 2:
                    return hit.end(), meaning
        return None

    def _spelled(self, word: str) -> str:
        """The word of a question that a misread one stands for; a slip keeps the number of letters."""
        if len(word) < 5:
            return word
        best = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=80)
        return best[0] if best and len(best[0]) == len(word) else word


def _enough(length: int) -> float:
    """Short words have many neighbours, so that they must be read right."""
    return 100 if length < 4 else 88 if length < 8 else 86


def find_labels(sheet: Sheet, book: LabelBook) -> list[Label]:
    """The labels on a sheet, in reading order; where two overlap, the longer one."""
    return [label for line in sheet.lines for label in _merged(sheet, _on_line(sheet, line, book))]


def _merged(sheet: Sheet, labels: Iterable[Label]) -> list[Label]:
    """Two labels side by side that ask for the same, such as "Practice / clinic name", are one."""
    found: list[Label] = []
    for label in labels:
        last = found[-1] if found else None
        if last and last.meaning == label.meaning and label.meaning.field and _close(sheet, last, label):
            found[-1] = replace(last, words=last.words + label.words, closed=label.closed)
        else:
            found.append(label)
    return found


def _close(sheet: Sheet, left: Label, right: Label) -> bool:
    return not left.meaning.choice and sheet.gap(left.words[-1], right.words[0]) < 1.9


def _on_line(sheet: Sheet, line: Line, book: LabelBook) -> Iterator[Label]:
    place = 0
    while place < len(line.words):
        size = _run_length(sheet, line, place)
        starts = place == 0 or sheet.gap(line.words[place - 1], line.words[place]) > 1.5
        label = _longest(sheet, line, place, book) or (
            _question(line.words[place : place + size], book) if starts else None
        )
        if label and label.meaning.heading and starts:
            label = _with_rest(label, line.words[place : place + size])
        if label:
            yield label
        place += len(label.words) if label else 1


def _question(run: Sequence[Word], book: LabelBook) -> Label | None:
    """The label that a run of words is by what it asks for, in whatever wording."""
    pieces = [plain(word.text) for word in run]
    text = " ".join(piece for piece in pieces if piece)
    found = book.asked(text)
    if not found and _is_heading(run, text):
        return Label(Meaning(heading=True), tuple(run), text, closed=False)
    if not found or (found[1].heading and (run[-1].text.endswith(".") or re.search(r"\d{2}", text))):
        return None
    end, meaning = found
    seen, size = 0, 0
    while size < len(run) and seen < end:
        seen += len(pieces[size]) + bool(pieces[size])
        size += 1
    return Label(meaning, tuple(run[:size]), text[:end], closed=run[size - 1].text.endswith(":"))


def _is_heading(run: Sequence[Word], text: str) -> bool:
    """Whether a run of words is the heading of a section in words that no definition knows: numbered,
    or a question.
    """
    numbered = len(run) > 1 and re.fullmatch(r"\d{1,2}[.:)]", run[0].text) and run[1].text[0].isupper()
    short = len(run) <= 10 and not any(character.isdigit() for word in run[1:] for character in word.text)
    return bool(_SECTION.match(text)) or (
        short and bool(numbered or run[-1].text.endswith("?")) and not run[-1].text.endswith(".")
    )


def _with_rest(label: Label, run: Sequence[Word]) -> Label:
    """A heading with the words that go on from it: up to its colon, and a few more in small letters."""
    size = len(label.words)
    while size < len(run) and not run[size - 1].text.endswith((":", "?")):
        size += 1
    rest = run[size:]
    if (
        0 < len(rest) <= 5
        and all(word.text[0].islower() for word in rest)
        and not rest[-1].text.endswith(".")
    ):
        size = len(run)
    return replace(label, words=tuple(run[:size]))


def _longest(sheet: Sheet, line: Line, place: int, book: LabelBook) -> Label | None:
    """The longest label that begins at a word; one that was read without a slip goes before a longer one."""
    found: list[tuple[bool, int, Label]] = []
    for size in range(1, _run_length(sheet, line, place) + 1):
        words = line.words[place : place + size]
        if not plain(words[-1].text) or _LONE_CROSS.match(words[0].text):
            continue
        squeezed = plain(" ".join(word.text for word in words)).replace(" ", "")
        if match := book.match(squeezed):
            phrase, meaning = match
            clean = fuzz.ratio(squeezed, phrase) >= 96
            if _stands_alone(sheet, line, place, size, clean, meaning):
                label = Label(meaning, words, phrase, closed=words[-1].text.rstrip().endswith(":"))
                found.append((clean, len(phrase), label))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _run_length(sheet: Sheet, line: Line, place: int) -> int:
    """How many words from this one on stand close together, at most as many as a label has."""
    size = 1
    while size < _MOST_WORDS and place + size < len(line.words):
        if sheet.gap(line.words[place + size - 1], line.words[place + size]) > 1.9:
            break
        size += 1
    return size


_SAME_SHAPE = "ckopsuvwxz"
"""Letters whose capital differs in size only, so that readers take one for the other."""


def _stands_alone(sheet: Sheet, line: Line, place: int, size: int, clean: bool, meaning: Meaning) -> bool:
    """Whether these words are set off like a label, not part of a sentence or a title."""
    words = line.words
    after = place + size
    last = words[after - 1].text
    if last.endswith((":", "?")):
        return True
    ends = (
        after == len(words)
        or sheet.gap(words[after - 1], words[after]) > 0.7
        or _before_ink(sheet, line, after)
    )
    starts = (
        place == 0
        or sheet.gap(words[place - 1], words[place]) > 0.7
        or _is_number(words[place - 1])
        or bool(_LONE_CROSS.match(words[place - 1].text))
    )
    if size > 1 and starts:
        is_stop = not (meaning.field or meaning.heading)
        return ends or not (is_stop or last.endswith("."))
    return (starts and ends) or (clean and _before_a_value(sheet, line, place, after, starts, meaning.digits))


def _before_a_value(sheet: Sheet, line: Line, place: int, after: int, starts: bool, of_digits: bool) -> bool:
    """Whether what follows closely on one word looks like its value: digits, or a capital in a line of
    boxes.
    """
    words = line.words
    first, following = words[place].text[0], words[after].text[0] if after < len(words) else "a"
    if starts and len(words[place].text) >= 5 and after < len(words) and _is_scrawl(words[after].text):
        return True
    if following.islower() or (first.islower() and first not in _SAME_SHAPE):
        return False
    if any(character.isdigit() for word in words[after : after + 2] for character in word.text):
        digits = any(character.isdigit() for character in words[after].text)
        follows_value = place > 0 and any(character.isdigit() for character in words[place - 1].text)
        long = sum(len(word.text) for word in words[place:after]) >= 8
        return starts or (digits and of_digits and (follows_value or long))
    length = len(words[place].text)
    return after == place + 1 and (
        length >= 11 or (_in_columns(sheet, line, after) and (starts or length >= 8))
    )


def _is_scrawl(text: str) -> bool:
    """A sign or two that are no small word: what a reader makes of a signature."""
    return len(text) == 1 or (len(text) == 2 and not text.islower())


def _before_ink(sheet: Sheet, line: Line, after: int) -> bool:
    """Whether the next word is what a reader made of the strokes of a signature."""
    return after < len(line.words) and any(
        line.words[after].box.overlap(ink) > 0.4 for ink in sheet.signature_ink
    )


def _in_columns(sheet: Sheet, line: Line, after: int) -> bool:
    """Whether a capital follows on a line with wide gaps, as in the boxes of a form."""
    gaps = (
        sheet.gap(left, right)
        for left, right in zip(line.words[after:], line.words[after + 1 :], strict=False)
    )
    return not line.words[after].text[0].islower() and (
        any(gap > 1.9 for gap in gaps) or len(line.words) <= 4
    )


def _is_number(word: Word) -> bool:
    return bool(re.fullmatch(r"[(\[]?\w{0,2}[.:)\]}|]+", word.text)) or not plain(word.text)
