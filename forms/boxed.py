"""Read the boxes of a form: the value beside a label, or below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.cues import Readers, Shape
from forms.definition import Field, FieldType
from forms.fuse import Alike, Parse, same_value, same_words, settle, surely_told, unreadable
from forms.grammar.ids import is_npi
from forms.labels import Label
from forms.layout import Layout
from forms.material import Material, in_box
from forms.parsers import parser_of
from forms.values import Source, State, Value
from ocr.page import Box, Word

STRICT = (
    FieldType.DATE,
    FieldType.MEMBER_ID,
    FieldType.NPI,
    FieldType.US_PHONE,
    FieldType.TIME,
    FieldType.EMAIL,
)
"""Types whose grammar tells a value from any other text."""


def read_boxed(field: Field, readers: Readers, paper: Material) -> Value | None:
    """The value in the first box of this field that holds one; UNREADABLE if only scrawl was found;
    None if empty.
    """
    parse = parser_of(field, readers.grammar, paper.near)
    found = [
        value
        for layout in paper.layouts
        for value in _values(field, layout, parse, _where(paper), readers.after)
    ]
    if not found and field.type is FieldType.DATE:
        found = [value for layout in paper.layouts for value in _above(field, layout, parse)]
    if readers.parts and (joined := _joined(field, readers, paper, parse)):
        found.append(joined)
    return max(found, key=_worth, default=None)


def _worth(value: Value) -> tuple[bool, bool, float]:
    return value.state is State.PRESENT, not value.needs_review, value.confidence


def _where(paper: Material) -> frozenset[int] | None:
    """A letter has labels in its head only; a form has them everywhere (None)."""
    if paper.extract.shape is not Shape.LETTER:
        return None
    lines = (*paper.letter.head, *paper.letter.body[:6])
    return frozenset(
        id(word) for _, line in lines if len(line.words) < 12 or ":" in line.text for word in line.words
    )


def _values(
    field: Field, layout: Layout, parse: Parse, where: frozenset[int] | None, after: Sequence[str] = ()
) -> Iterator[Value]:
    owner = min((label.box.y0 for name in after for label in layout.of(name)), default=None)
    for label in sorted(layout.of(field.name), key=lambda label: label.box.y0 if after else 0):
        if where is not None and id(label.words[0]) not in where:
            continue
        if owner is not None and label.box.y1 < owner:
            continue
        if value := _value(field, layout, label, parse):
            yield value
            if after and value.is_present:
                return


def _value(field: Field, layout: Layout, label: Label, parse: Parse) -> Value | None:
    sheet, doubtful = layout.sheet, None
    for words in _places(field, layout, label):
        if not words:
            continue
        checked = field.type is FieldType.NPI and any(is_npi(word.text) for word in words)
        if value := settle(
            sheet, words, parse, checked=checked, strict=field.type in STRICT, same=_same(field)
        ):
            return surely_told(value, words) if field.type is FieldType.LONG_TEXT else value
        if field.type in STRICT and doubtful is None and _is_ink(words):
            doubtful = unreadable(sheet, words)
    return doubtful


def _places(field: Field, layout: Layout, label: Label) -> Iterator[Sequence[Word]]:
    """Where the value may stand, the likeliest place first; free text is not looked for against the
    form's habit.
    """
    beside, below = layout.beside(label), _one_row(layout.below(label))
    if field.type is FieldType.LONG_TEXT:
        yield in_box(layout, label)
    elif layout.is_beside(label):
        yield beside
        if field.type in STRICT and not beside:
            yield below
    else:
        yield below
        if field.type in STRICT or not below:
            yield beside


def _above(field: Field, layout: Layout, parse: Parse) -> Iterator[Value]:
    """A date over its label, as over a line to sign on, unless another label explains it."""
    explained = {
        id(word) for label in layout.labels for word in (*layout.beside(label), *layout.below(label))
    }
    for label in layout.of(field.name):
        box = label.box
        high = 3.2 * layout.sheet.line_height
        room = Box(box.x0 - 0.05, box.y0 - high, box.x1 + 0.2, box.y0)
        words = [word for word in layout.sheet.within(room) if id(word) not in explained]
        if words and (value := settle(layout.sheet, words, parse)):
            yield value


def _one_row(words: Sequence[Word]) -> list[Word]:
    """The words of the upper row only."""
    if not words:
        return []
    top = min(words, key=lambda word: word.box.y0)
    return [w for w in words if w.box.y0 < top.box.y1 - 0.3 * top.box.height]


def _is_ink(words: Sequence[Word]) -> bool:
    """Somebody's try at a number or a date, not a printed sentence."""
    if any(word.text.endswith(":") for word in words):
        return False
    return len(words) <= 5 and sum(character.isdigit() for word in words for character in word.text) >= 2


def _same(field: Field) -> Alike:
    return same_words if field.type in (FieldType.NAME, FieldType.TEXT, FieldType.LONG_TEXT) else same_value


def _joined(field: Field, readers: Readers, paper: Material, parse: Parse) -> Value | None:
    """First and last name from boxes of their own, in that order."""
    for layout in paper.layouts:
        labels = layout.parts_of(field.name)
        pieces = [_value(field, layout, labels[part][0], parse) for part in readers.parts if part in labels]
        if pieces and all(piece and piece.state is State.PRESENT for piece in pieces):
            return _one_value([piece for piece in pieces if piece])
    return None


def _one_value(pieces: list[Value]) -> Value:
    first = pieces[0]
    boxes = [piece.box for piece in pieces if piece.box]
    doubtful = any(piece.needs_review for piece in pieces)
    agreed = all(piece.source is first.source for piece in pieces)
    return replace(
        first,
        value=" ".join(str(piece.value) for piece in pieces),
        raw=" ".join(piece.raw for piece in pieces),
        confidence=min(piece.confidence for piece in pieces),
        needs_review=doubtful,
        repaired=any(piece.repaired for piece in pieces),
        source=first.source if agreed else Source.PPOCR,
        box=Box.around(boxes) if boxes else None,
        candidates=(),
    )
