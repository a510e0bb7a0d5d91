"""Draws forms: headings, labelled cells, check boxes, ruled areas, a signature line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from intake.demo.fonts import HANDS, HUMANIST, SANS, SERIF, TYPEWRITER, VERA, Family
from intake.demo.pen import Align, Pen, sign
from intake.demo.sayings import Text, words
from intake.demo.sheet import WIDTH, Frame, Path, Sheet


class Cells(StrEnum):
    """Where a label stands to its blank."""

    BESIDE = "beside"
    ABOVE = "above"
    BOXED = "boxed"


class Headings(StrEnum):
    """How a section is headed."""

    BAR = "bar"
    RULE = "rule"
    PLAIN = "plain"


class TickShape(StrEnum):
    """How a person ticks a box."""

    CROSS = "cross"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStyle:
    """A plan's printed layout and the pen that fills it in."""

    family: Family
    cells: Cells
    headings: Headings
    numbering: str
    columns: int
    fill: Pen
    tick: TickShape
    margin: int = 130

    @property
    def is_handwritten(self) -> bool:
        return self.fill.unrest is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """A label with what is filled in, and its share of the row's width."""

    label: str
    value: Text
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick and the element that a tick states. `note` is written on the line after the label."""

    label: str
    ticked: bool
    of: str
    note: Text = ()


def random_style(rng: Random, *, by_hand: bool) -> FormStyle:
    """A layout of its own, filled in by one of the hands or typed."""
    hand = Pen(rng.choice(HANDS), rng.uniform(34, 39), rng.choice((0, 20, 50)), 1.3, Random(rng.random()))
    typed = Pen(rng.choice((SANS, TYPEWRITER, VERA)).regular, 29)
    return FormStyle(
        family=rng.choice((SANS, SERIF, HUMANIST, VERA)),
        cells=rng.choice(list(Cells)),
        headings=rng.choice(list(Headings)),
        numbering=rng.choice(
            ("{text}", "{text}", "{number}. {text}", "{letter}. {text}", "Section {number}: {text}")
        ),
        columns=rng.choice((1, 2)),
        fill=hand if by_hand else typed,
        tick=rng.choice(list(TickShape)),
    )


_LABEL: Final = 23
_PRINT: Final = 26
_BOX: Final = 30


class FormSheet:
    """Fills a sheet from top to bottom; `y` is where the next part goes."""

    def __init__(self, style: FormStyle, rng: Random) -> None:
        self.style, self.rng = style, rng
        self.sheet = Sheet()
        self.sections = 0
        self.y = 120.0
        self.left = float(style.margin)
        self.width = WIDTH - 2.0 * style.margin

    def title(self, *rows: str) -> None:
        """The form's name large, the other rows small around it; the largest is the second."""
        sizes = (_PRINT + 2, 44, _LABEL, _LABEL)
        for row, size in zip(rows, sizes, strict=False):
            bold = size > 30
            pen = Pen(self.style.family.bold if bold else self.style.family.regular, size)
            self.y = pen.set(self.sheet, row, self.left, self.y, self.width, Align.CENTRE)
        self.y += 16

    def heading(self, text: str) -> None:
        """A section's head, numbered if the layout numbers its sections."""
        self.y += 14
        self.sections += 1
        letter = "ABCDEFGHI"[self.sections - 1]
        text = self.style.numbering.format(text=text, number=self.sections, letter=letter)
        pen = Pen(self.style.family.bold, 29)
        if self.style.headings is Headings.BAR:
            self._frame(self.left, self.y, self.width, 44, fill=215)
        pen.write(self.sheet, text, self.left + 10, self.y + 33)
        self.y += 50
        if self.style.headings is Headings.RULE:
            self._rule(self.left, self.left + self.width, self.y - 6, 3)
        self.y += 6

    def row(self, *cells: Cell) -> None:
        """Labelled cells side by side."""
        x, total = self.left, sum(cell.share for cell in cells)
        for cell in cells:
            wide = self.width * cell.share / total
            _CELLS[self.style.cells](self, cell, x, wide)
            x += wide
        self.y += {Cells.BESIDE: 62, Cells.ABOVE: 90, Cells.BOXED: 88}[self.style.cells]

    def _beside(self, cell: Cell, x: float, wide: float) -> None:
        pen = Pen(self.style.family.regular, _PRINT)
        start = pen.write(self.sheet, cell.label, x, self.y + 42) + 14
        self._rule(start, x + wide - 24, self.y + 48)
        self._fill(cell.value, start + 8, self.y + 42, x + wide - 40 - start)

    def _above(self, cell: Cell, x: float, wide: float) -> None:
        Pen(self.style.family.regular, _LABEL).write(self.sheet, cell.label, x, self.y + 24)
        self._rule(x, x + wide - 30, self.y + 78)
        self._fill(cell.value, x + 8, self.y + 70, wide - 46)

    def _boxed(self, cell: Cell, x: float, wide: float) -> None:
        self._frame(x, self.y, wide, 88)
        Pen(self.style.family.regular, _LABEL - 2).write(self.sheet, cell.label, x + 10, self.y + 26)
        self._fill(cell.value, x + 16, self.y + 73, wide - 30)

    def choices(self, choices: Sequence[Choice], columns: int | None = None) -> None:
        """Boxes to tick, column by column."""
        columns = columns or self.style.columns
        pen = Pen(self.style.family.regular, _PRINT)
        if max(pen.width(choice.label) for choice in choices) + 90 > self.width / columns:
            columns = 1
        rows = -(-len(choices) // columns)
        for i, choice in enumerate(choices):
            column, row = divmod(i, rows)
            self._choice(choice, self.left + 10 + column * self.width / columns, self.y + row * 48)
        self.y += rows * 48 + 8

    def _choice(self, choice: Choice, x: float, y: float) -> None:
        self._frame(x, y + 4, _BOX, _BOX)
        pen = Pen(self.style.family.regular, _PRINT)
        end = pen.write(self.sheet, choice.label, x + _BOX + 16, y + 30)
        if choice.ticked:
            self._tick(x, y + 4, choice.of)
        if choice.note:
            self._rule(end + 12, self.left + self.width, y + 36)
            self._fill(choice.note, end + 20, y + 31)

    def _tick(self, x: float, y: float, of: str) -> None:
        def near(dx: float, dy: float) -> tuple[float, float]:
            unrest = 3 if self.style.is_handwritten else 0
            return x + dx + self.rng.uniform(-unrest, unrest), y + dy + self.rng.uniform(-unrest, unrest)

        lines = [[near(4, 5), near(26, 26)], [near(26, 4), near(4, 27)]]
        if self.style.tick is TickShape.CHECK:
            lines = [[near(5, 15), near(13, 26), near(33, -6)]]
        for points in lines:
            self.sheet.add(Path(points, 4, self.style.fill.ink), of=(of,))

    def area(self, label: str, value: Text, rows: int) -> None:
        """A label over a ruled or framed area that a few sentences are written into."""
        Pen(self.style.family.bold, _PRINT).write(self.sheet, label, self.left, self.y + 30)
        self.y += 42
        lines = self.style.fill.wrap(value, self.width - 40) if value else []
        top, step = self.y, 52.0
        count = max(rows, len(lines))
        for i in range(count):
            if self.style.cells is not Cells.BOXED:
                self._rule(self.left, self.left + self.width, top + (i + 1) * step, 1)
        if self.style.cells is Cells.BOXED:
            self._frame(self.left, top, self.width, count * step + 14)
        pen = self.style.fill
        Pen(pen.face, pen.size, pen.ink, step / pen.size, pen.unrest).set(
            self.sheet, value, self.left + 14, top + step - pen.size - 9, self.width - 40
        )
        self.y = top + count * step + 26

    def slots(self, label: str, values: Sequence[Text], count: int) -> None:
        """A row of short blanks, such as for dates."""
        end = Pen(self.style.family.regular, _PRINT).write(self.sheet, label, self.left, self.y + 36) + 20
        if end > self.left + self.width * 0.45:
            self.y += 52
            end = self.left
        wide = min(300.0, (self.left + self.width - end) / count)
        for i in range(count):
            x = end + i * wide
            self._rule(x, x + wide - 24, self.y + 46)
            if i < len(values):
                self._fill(values[i], x + 6, self.y + 38, wide - 34)
        self.y += 66

    def signature(
        self, label: str, date_label: str, signed_on: Text, *, signed: bool, of: str = "signature"
    ) -> None:
        """The line to sign on and the date beside it; a signature states the element `of`."""
        self.y += 40
        pen = Pen(self.style.family.regular, _PRINT)
        start = pen.write(self.sheet, label, self.left, self.y + 50) + 14
        middle = self.left + self.width * 0.66
        self._rule(start, middle - 40, self.y + 56)
        if signed:
            sign(self.sheet, self.rng, start + 20, self.y + 46, of=of, ink=self.style.fill.ink)
        start = pen.write(self.sheet, date_label, middle, self.y + 50) + 14
        self._rule(start, self.left + self.width, self.y + 56)
        self._fill(signed_on, start + 10, self.y + 48)
        self.y += 84

    def paragraph(self, text: str) -> None:
        """A printed paragraph."""
        pen = Pen(self.style.family.regular, _PRINT)
        self.y = pen.set(self.sheet, text, self.left, self.y + 8, self.width) + 8

    def note(self, text: str) -> None:
        """Small print."""
        self.y = Pen(self.style.family.italic, _LABEL - 2).set(
            self.sheet, text, self.left, self.y + 6, self.width
        )

    def _fill(self, value: Text, x: float, baseline: float, room: float = 10_000) -> None:
        """Write into a blank, smaller where there is little room."""
        pen = self.style.fill
        wide = pen.line_width(words(value))
        if value:
            pen.sized(pen.size * min(1.0, room / wide)).write(self.sheet, value, x, baseline)

    def _rule(self, x0: float, x1: float, y: float, width: int = 2) -> None:
        self.sheet.add(Path([(x0, y), (x1, y)], width))

    def _frame(self, x: float, y: float, wide: float, high: float, fill: int | None = None) -> None:
        box = (round(x), round(y), round(x + wide), round(y + high))
        self.sheet.add(Frame(box, 2, 0 if fill is None else fill, fill))


_CELLS: Final = {
    Cells.BESIDE: FormSheet._beside,
    Cells.ABOVE: FormSheet._above,
    Cells.BOXED: FormSheet._boxed,
}
