"""All that can be known about one paper before its fields are read: sheets, layouts, letter parts,
sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from forms.blocks import Letter, letter_of
from forms.cues import Extract, Readers, Shape
from forms.definition import Definition, FieldType
from forms.grammar.dates import find_dates
from forms.labels import Label, LabelBook, Meaning
from forms.layout import Layout
from forms.prose import Sentence, sentences
from forms.sheet import Sheet
from ocr.page import FormField, Line, Word

_NOWHERE = Readers()


_OF_DIGITS = (FieldType.US_PHONE, FieldType.NPI, FieldType.MEMBER_ID, FieldType.DATE, FieldType.TIME)


def book_of(definition: Definition, extract: Extract) -> LabelBook:
    """The labels of all fields, their parts and choices, and those that only end a value."""
    told = extract.told_in
    asks = (
        (one.asks, Meaning(name, heading=name in told)) for name, one in extract.fields.items() if one.asks
    )
    digits = frozenset(field.name for field in definition.fields if field.type in _OF_DIGITS)
    return LabelBook(_phrases(extract, digits), asks)


def _phrases(extract: Extract, digits: Collection[str]) -> Iterator[tuple[str, Meaning]]:
    for name, readers in extract.fields.items():
        told = name in extract.told_in
        yield from ((phrase, Meaning(name, heading=told, digits=name in digits)) for phrase in readers.labels)
        for part, phrases in readers.parts.items():
            yield from ((phrase, Meaning(name, part)) for phrase in phrases)
        for key, phrases in readers.boxes.items():
            yield from ((phrase, Meaning(name, key, choice=True)) for phrase in phrases)
    yield from ((phrase, Meaning(heading=True, title=True)) for phrase in extract.recognise.titles)
    yield from ((phrase, Meaning()) for phrase in extract.other_labels)
    yield from ((phrase, Meaning(heading=True)) for phrase in extract.headings)


@dataclass(frozen=True)
class Material:
    """One paper, ready to be read."""

    definition: Definition
    extract: Extract
    book: LabelBook
    sheets: tuple[Sheet, ...]
    form_fields: tuple[tuple[int, FormField], ...]
    today: date
    _known: dict[str, date] = field(default_factory=dict)

    def readers(self, name: str) -> Readers:
        return self.extract.fields.get(name, _NOWHERE)

    def sheet(self, page: int) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.page == page)

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        return tuple(Layout(sheet, self.book) for sheet in self.sheets)

    @cached_property
    def letter(self) -> Letter:
        return letter_of(self.sheets)

    @cached_property
    def near(self) -> date:
        """About when the paper was written: a letter's own date, else the latest full date on it."""
        ends = self.today + timedelta(days=45)
        head = self.letter.head if self.extract.shape is Shape.LETTER else ()
        for found in (
            self._dates(line for _, line in head),
            self._dates(ln for s in self.sheets for ln in s.lines),
        ):
            recent = [day for day in found if ends - timedelta(days=4 * 366) < day <= ends]
            if recent:
                return recent[0] if found and head else max(recent)
        return self.today

    @staticmethod
    def _dates(lines: Iterator[Line]) -> list[date]:
        return [
            date.fromisoformat(hit.value)
            for line in lines
            for hit in find_dates(line.text)
            if not hit.repaired
        ]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The running text: a letter's body, or what is written in the boxes that tell what happened."""
        if self.extract.shape is Shape.LETTER:
            return sentences(self.sheets, self.letter.body)
        if self.extract.shape is Shape.PAGE:
            return sentences(
                self.sheets, [(sheet.page, line) for sheet in self.sheets for line in sheet.lines]
            )
        return [one for name in self.extract.told_in for one in self.told(name)]

    def told(self, name: str) -> list[Sentence]:
        """The sentences written into one box of a form."""
        lines = [(page, line) for page, words in self.written(name) for line in _as_lines(words)]
        return sentences(self.sheets, lines)

    def written(self, name: str) -> Iterator[tuple[int, list[Word]]]:
        """The words written into a large box, by page: beside its label, and all below it."""
        for layout in self.layouts:
            for label in layout.of(name):
                if words := in_box(layout, label):
                    yield layout.sheet.page, words


def in_box(layout: Layout, label: Label) -> list[Word]:
    """The words of the large box that a label heads."""
    words = [*layout.beside(label), *layout.below(label, rows=22)]
    unique = {id(word): word for word in words}
    return sorted(unique.values(), key=lambda word: (word.line, word.box.x0))


def _as_lines(words: Sequence[Word]) -> list[Line]:
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(word.line, []).append(word)
    return [Line(tuple(row)) for row in rows.values()]
