"""Pens that write text onto sheets: printed, or by hand with a hand's unrest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from intake.demo.fonts import Face
from intake.demo.sayings import Fragments, Text, says, words
from intake.demo.sheet import Lettering, Path, Sheet


class Align(StrEnum):
    """Where a line stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Pen:
    """A face at a size in pixels. With `unrest` it is a hand, whose words tilt and jump a little."""

    face: Face
    size: float
    ink: int = 0
    leading: float = 1.35
    unrest: Random | None = None

    @property
    def line_height(self) -> float:
        return self.size * self.leading

    def sized(self, size: float) -> Pen:
        """The same pen at another size."""
        return replace(self, size=size)

    def width(self, text: str) -> float:
        """How many pixels wide the text is."""
        return self.face.at(self.size).getlength(text)

    def write(self, sheet: Sheet, text: Text | str, x: float, baseline: float) -> float:
        """Write one line and return where it ends."""
        for word in words(says(text)):
            x = self._word(sheet, word, x, baseline) + self.width(" ")
        return x - self.width(" ")

    def set(
        self, sheet: Sheet, text: Text | str, x: float, y: float, width: float, align: Align = Align.LEFT
    ) -> float:
        """Write a paragraph from its top `y`, wrapped to `width`; returns the top of what comes below it."""
        for line in self.wrap(says(text), width):
            start = x + _indent(align, width - self.line_width(line))
            for word in line:
                start = self._word(sheet, word, start, y + self.size) + self.width(" ")
            y += self.line_height
        return y

    def wrap(self, text: Text, width: float) -> list[list[Fragments]]:
        """The lines of a paragraph, as words."""
        lines: list[list[Fragments]] = [[]]
        for word in words(text):
            if word[0].text == "\n":
                lines.append([])
            elif lines[-1] and self.line_width([*lines[-1], word]) > width:
                lines.append([word])
            else:
                lines[-1].append(word)
        return lines

    def line_width(self, line: list[Fragments]) -> float:
        """The width of words with the spaces between them."""
        return sum(self.width(run.text) for word in line for run in word) + self.width(" ") * (len(line) - 1)

    def _word(self, sheet: Sheet, word: Fragments, x: float, baseline: float) -> float:
        slant, jump, size = self._mood()
        for run in word:
            stroke = Lettering(run.text, x, baseline + jump, self.face, size, self.ink, slant)
            sheet.add(stroke, text=run.text, of=run.of)
            x += self.width(run.text)
        return x

    def _mood(self) -> tuple[float, float, float]:
        if self.unrest is None:
            return 0.0, 0.0, self.size
        rng = self.unrest
        return (
            rng.uniform(-1.6, 1.6),
            rng.uniform(-0.05, 0.05) * self.size,
            self.size * rng.uniform(0.97, 1.03),
        )


def sign(sheet: Sheet, rng: Random, x: float, baseline: float, *, of: str = "", ink: int = 0) -> None:
    """Scrawl an illegible signature, which states the element `of` if one is given."""
    width = rng.uniform(260, 380)
    points, at = [], x
    while at < x + width:
        swing = rng.uniform(8, 42) if at < x + width * 0.55 else rng.uniform(3, 14)
        loop = rng.choice((-1, 1)) * rng.uniform(4, 20)
        points += [(at, baseline - swing * 1.3), (at + loop, baseline + swing * 0.35)]
        at += rng.uniform(12, 34)
    sheet.add(Path(_smooth(points), 3, ink), of=[of] if of else [])


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A Catmull-Rom curve through the points."""
    curve = []
    for p0, p1, p2, p3 in zip(points, points[1:], points[2:], points[3:], strict=False):
        for t in (i / 8 for i in range(8)):
            curve.append(tuple(_blend(*axis, t) for axis in zip(p0, p1, p2, p3, strict=True)))
    return [(x, y) for x, y in curve]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - 3 * c + d - a) * t**3)


def _indent(align: Align, spare: float) -> float:
    return {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[align]
