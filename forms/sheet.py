"""One page as a form reader sees it: words parted where readers glue them, filled fields set in their
places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from ocr.page import Box, Line, Mark, PageReading, Word, lines_of

_GLUED = re.compile(
    r"(?<=[A-Za-z]):(?=[A-Za-z0-9(])"  # DOB:07/22/1959
    r"|(?<=[A-Za-z]{2})(?=[(\[]?\d{3}[)-]?[ -]?\d{3})"  # Fax831-555-0134
    r"|(?<=^\d[.:])(?=\d{1,2}[/-])"  # 2.02/10/2026
    r"|(?<=/20\d\d)(?=\d{1,2}/)"  # 09/10/202502/19/2026
    r"|(?<=\d)(?=\(\d{3}\)$)"  # 93901(831)
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z])|(?<=[a-z]{3},)(?=[A-Z][a-z])"  # door.The
)
_CHARACTER_WIDTH, _LINE_HEIGHT = 0.0085, 0.016
"""The size of typed characters in a fillable field, as shares of a letter page; only their order matters."""


@dataclass(frozen=True)
class Sheet:
    """A page's words and boxes; `words` in reading order, `second` the other reader's."""

    page: int
    words: tuple[Word, ...]
    second: tuple[Word, ...]
    marks: tuple[Mark, ...]
    signature_ink: tuple[Box, ...]
    typed: bool
    height_per_width: float
    filled: tuple[Word, ...] = ()

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.words)

    @cached_property
    def line_height(self) -> float:
        """The height of a usual line, as a share of the page's."""
        return median([word.box.height for word in self.words] or [0.012])

    def gap(self, left: Word, right: Word) -> float:
        """The room between two words of a line, in line heights."""
        return (right.box.x0 - left.box.x1) / self.height_per_width / self.line_height

    def within(self, box: Box, words: Iterable[Word] | None = None) -> list[Word]:
        """The words whose middle lies in `box`, in reading order."""
        inside = self.words if words is None else words
        return [word for word in inside if _holds(box, word.box)]


def _holds(box: Box, inner: Box) -> bool:
    x, y = inner.middle
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def sheet_of(reading: PageReading) -> Sheet:
    """The sheet of a page, with the values of fillable fields as words and marks in their places."""
    filled = tuple(word for field in reading.form_fields if isinstance(field.value, str) and field.box
                   for word in _typed_into(field.value, field.box))  # fmt: skip
    ticks = tuple(
        Mark(f.box, f.value, 1.0) for f in reading.form_fields if isinstance(f.value, bool) and f.box
    )
    free = [word for word in reading.words if not any(_holds(other.box, word.box) for other in filled)]
    words = _renumbered([*(part for word in free for part in _parted(word)), *filled]) if filled else [
        part for word in free for part in _parted(word)
    ]  # fmt: skip
    return Sheet(
        page=reading.number,
        words=tuple(words),
        second=tuple(part for word in reading.second for part in _parted(word)),
        marks=ticks
        + tuple(mark for mark in reading.marks if not any(mark.box.overlap(t.box) > 0.5 for t in ticks)),
        signature_ink=reading.signature_ink,
        typed=reading.source == "text",
        height_per_width=reading.height / reading.width if reading.width else 1.29,
        filled=filled,
    )


def _parted(word: Word) -> Iterator[Word]:
    """The word, or the words that the reader wrote as one, each with its share of the box."""
    cuts = [
        0,
        *sorted({hit.end() for hit in _GLUED.finditer(word.text)} - {0, len(word.text)}),
        len(word.text),
    ]
    for start, end in zip(cuts, cuts[1:], strict=False):
        share = word.box.width / len(word.text)
        box = replace(word.box, x0=word.box.x0 + start * share, x1=word.box.x0 + end * share)
        yield replace(word, text=word.text[start:end], box=box)


def _typed_into(value: str, box: Box) -> Iterator[Word]:
    """The words of a filled field, set line by line from the upper left corner of its box."""
    room = max(int(box.width / _CHARACTER_WIDTH), 8)
    tall = box.height > 2 * _LINE_HEIGHT
    height = min(_LINE_HEIGHT, box.height) if tall else box.height
    column, row = 0, 0
    for word in value.split():
        if tall and column and column + len(word) > room:
            column, row = 0, row + 1
        y0 = min(box.y0 + row * height, box.y1 - height)
        x0 = box.x0 + min(column * _CHARACTER_WIDTH, box.width * 0.95)
        yield Word(word, Box(x0, y0, min(x0 + len(word) * _CHARACTER_WIDTH, 1.0), y0 + height), 1.0, -1)
        column += len(word) + 1


def _renumbered(words: list[Word]) -> list[Word]:
    """Words grouped into lines by height, top to bottom, left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        if rows and word.box.middle[1] - rows[-1][0].box.middle[1] < 0.007:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        replace(word, line=number)
        for number, row in enumerate(rows)
        for word in sorted(row, key=lambda word: word.box.x0)
    ]
