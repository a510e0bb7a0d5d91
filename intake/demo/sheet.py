"""A page as a list of strokes, so that it can be drawn again with one element left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from PIL import Image, ImageChops, ImageDraw

from intake.demo.fonts import Face

WIDTH: Final = 1700
HEIGHT: Final = 2200
"""Letter paper at 200 dots an inch."""

Pixels = tuple[int, int, int, int]
"""x0, y0, x1, y1 of a rectangle on the page, the far edges outside it."""


class Stroke(Protocol):
    """Something on the page that can draw itself and knows where it stands."""

    @property
    def box(self) -> Pixels: ...

    def draw(self, page: Image.Image) -> None: ...


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text from its left end and baseline, turned by `slant` degrees for a hand's unrest."""

    text: str
    x: float
    baseline: float
    face: Face
    size: float
    ink: int = 0
    slant: float = 0.0

    @property
    def box(self) -> Pixels:
        x0, y0, x1, y1 = self.face.at(self.size).getbbox(self.text, anchor="ls")
        lean = round(abs(self.slant) / 50 * (x1 - x0)) + 2
        x, y = round(self.x), round(self.baseline)
        return x + int(x0) - 2, y + int(y0) - lean, x + int(x1) + 3, y + int(y1) + lean + 1

    def draw(self, page: Image.Image) -> None:
        font = self.face.at(self.size)
        if not self.slant:
            ImageDraw.Draw(page).text(
                (round(self.x), round(self.baseline)), self.text, self.ink, font, anchor="ls"
            )
            return
        x0, y0, x1, y1 = self.box
        patch = Image.new("L", (x1 - x0, y1 - y0), 255)
        origin = (round(self.x) - x0, round(self.baseline) - y0)
        ImageDraw.Draw(patch).text(origin, self.text, self.ink, font, anchor="ls")
        turned = patch.rotate(self.slant, Image.Resampling.BICUBIC, fillcolor=255)
        _darken(page, turned, (x0, y0))


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points: a rule of a form, a tick, a pen's scrawl."""

    points: Sequence[tuple[float, float]]
    width: int = 2
    ink: int = 0

    @property
    def box(self) -> Pixels:
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        pad = self.width
        return int(min(xs)) - pad, int(min(ys)) - pad, int(max(xs)) + pad + 1, int(max(ys)) + pad + 1

    def draw(self, page: Image.Image) -> None:
        ImageDraw.Draw(page).line(
            [(round(x), round(y)) for x, y in self.points], self.ink, self.width, "curve"
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle's outline, or a filled one."""

    box: Pixels
    width: int = 2
    ink: int = 0
    fill: int | None = None

    def draw(self, page: Image.Image) -> None:
        x0, y0, x1, y1 = self.box
        ImageDraw.Draw(page).rectangle((x0, y0, x1 - 1, y1 - 1), self.fill, self.ink, self.width)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stroke, the words it writes if any, and the elements it states."""

    stroke: Stroke
    text: str = ""
    of: frozenset[str] = frozenset()


@dataclass(slots=True)
class Sheet:
    """One page in the making. Strokes are drawn in the order they were added."""

    drawn: list[Drawn] = field(default_factory=list)

    def add(self, stroke: Stroke, *, text: str = "", of: Collection[str] = ()) -> None:
        """Put a stroke on the page."""
        self.drawn.append(Drawn(stroke, text, frozenset(of)))

    def picture(self, without: Collection[str] = ()) -> Image.Image:
        """The page in grey, all strokes that state one of `without` left out."""
        page = Image.new("L", (WIDTH, HEIGHT), 255)
        for drawn in self.drawn:
            if drawn.of.isdisjoint(without):
                drawn.stroke.draw(page)
        return page

    def boxes(self, element: str) -> list[Pixels]:
        """Where on the page the element is stated."""
        return [drawn.stroke.box for drawn in self.drawn if element in drawn.of]

    def text(self, without: Collection[str] = ()) -> str:
        """The words on the page in the order they were written."""
        return " ".join(d.text for d in self.drawn if d.text and d.of.isdisjoint(without))


def _darken(page: Image.Image, patch: Image.Image, at: tuple[int, int]) -> None:
    area = (*at, at[0] + patch.width, at[1] + patch.height)
    page.paste(ImageChops.darker(page.crop(area), patch), at)
