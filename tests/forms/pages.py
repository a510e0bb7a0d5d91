"""Pages for tests, drawn as text: one line of text is one line of the page, columns stay where they stand.

`[x]` and `[ ]` become ticked and empty boxes. Both readers see the same words, unless `second`
says otherwise.
"""

from __future__ import annotations

import re
from datetime import date

from forms.definition import Definition
from forms.load import load_all
from forms.papers import Paper, PaperReader
from ocr.page import Box, Mark, PageReading, Word

TODAY = date(2026, 6, 20)
_LEFT, _TOP, _WIDE, _HIGH, _PITCH = 0.06, 0.05, 0.0085, 0.012, 0.02


def page(text: str, number: int = 1, second: str | None = None, typed: bool = False) -> PageReading:
    """A page that holds `text`; an image that both readers saw, or with `typed` a text layer."""
    words, marks = _drawn(text)
    other = () if typed else tuple(_drawn(text if second is None else second)[0])
    return PageReading(
        number=number,
        source="text" if typed else "image",
        width=1728,
        height=2236,
        words=tuple(words),
        second=other,
        marks=tuple(marks),
    )


def _drawn(text: str) -> tuple[list[Word], list[Mark]]:
    words, marks = [], []
    for row, line in enumerate(text.strip("\n").splitlines()):
        for hit in re.finditer(r"\[[x ]\]|\S+", line):
            y = _TOP + row * _PITCH
            box = Box(_LEFT + hit.start() * _WIDE, y, _LEFT + hit.end() * _WIDE, y + _HIGH)
            if hit[0] in ("[x]", "[ ]"):
                marks.append(Mark(box, hit[0] == "[x]", 0.97))
            else:
                words.append(Word(hit[0], box, 0.99, row))
    return words, marks


class Desk:
    """The packaged definitions, loaded once for all tests of a module."""

    def __init__(self) -> None:
        self.definitions: dict[str, Definition] = load_all()
        self.reader = PaperReader(self.definitions)

    def read(self, *pages: PageReading) -> list[Paper]:
        return self.reader.read(pages, today=TODAY)

    def one(self, *texts: str) -> Paper:
        """The only paper on pages with these texts."""
        (paper,) = self.read(*(page(text, number) for number, text in enumerate(texts, 1)))
        return paper
