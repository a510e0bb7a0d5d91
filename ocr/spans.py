"""Words and their boxes in pixels, before lines are numbered and boxes become fractions of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ocr.page import Box


@dataclass(frozen=True, slots=True)
class Span:
    """Text in a rectangle of pixels, as a reader gave it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    def scaled(self, by: float) -> Span:
        """The same on a page so many times as large."""
        return replace(self, x0=self.x0 * by, y0=self.y0 * by, x1=self.x1 * by, y1=self.y1 * by)

    def box(self, wide: float, high: float) -> Box:
        """The rectangle as fractions of a page of that size, within the page."""
        return Box(
            _share(self.x0, wide),
            _share(self.y0, high),
            _share(self.x1, wide),
            _share(self.y1, high),
        )


def _share(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0.0), 1.0), 5)
