"""What a reading of one page holds: plain data, known to everybody above.

Boxes are fractions of the upright page (0..1, y grows downwards), so that a
picture of any size can be lit. Confidences are 0..1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the upright page, in fractions of its width and height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """The smallest box that holds all of `boxes` (at least one)."""
        found = list(boxes)
        return cls(
            min(b.x0 for b in found),
            min(b.y0 for b in found),
            max(b.x1 for b in found),
            max(b.y1 for b in found),
        )

    def overlap(self, other: Box) -> float:
        """Shared area as a share of the smaller of the two boxes."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        smaller = min(self.width * self.height, other.width * other.height)
        return max(wide, 0.0) * max(high, 0.0) / smaller if smaller > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word as one reader saw it. `line` counts lines in reading order within that reader's words."""

    text: str
    box: Box
    confidence: float
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line, left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @property
    def confidence(self) -> float:
        return min(word.confidence for word in self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """A checkbox found on the page."""

    box: Box
    ticked: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Code:
    """A bar code's text and its kind (`QRCode`, `DataMatrix`, `Code128`, ...)."""

    text: str
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class FormField:
    """A filled field of a fillable PDF. A ticked checkbox has the value `True`, an empty one `False`."""

    name: str
    value: str | bool
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that was read from one page.

    `words` is the reading to work with; `second` is the other reader's, empty
    where there was no need of one (a text layer). `readers` names the engine and
    version behind each. `ink` is the share of dark pixels, None for a text layer.
    """

    number: int
    source: str  # "text", "image"
    width: int
    height: int
    words: tuple[Word, ...] = ()
    second: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()
    codes: tuple[Code, ...] = ()
    form_fields: tuple[FormField, ...] = ()
    signature_ink: tuple[Box, ...] = ()
    sender_line: str = ""
    rotated: int = 0
    ink: float | None = None
    readers: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """The lines of `words`, in reading order."""
        return lines_of(self.words)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        """Plain data that `from_json` takes back unchanged."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The reading that `as_json` wrote."""
        plain = dict(data)
        plain["words"] = tuple(_words(plain.get("words", ())))
        plain["second"] = tuple(_words(plain.get("second", ())))
        plain["marks"] = tuple(
            Mark(_box(m["box"]), m["ticked"], m["confidence"]) for m in plain.get("marks", ())
        )
        plain["codes"] = tuple(Code(c["text"], c["kind"], _box(c["box"])) for c in plain.get("codes", ()))
        plain["form_fields"] = tuple(
            FormField(f["name"], f["value"], _box(f["box"]) if f.get("box") else None)
            for f in plain.get("form_fields", ())
        )
        plain["signature_ink"] = tuple(_box(b) for b in plain.get("signature_ink", ()))
        return cls(**plain)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Group words that stand in reading order by their line number."""
    return [Line(tuple(group)) for _, group in groupby(words, key=lambda word: word.line)]


def _box(data: Mapping[str, float]) -> Box:
    return Box(data["x0"], data["y0"], data["x1"], data["y1"])


def _words(rows: Iterable[Mapping[str, Any]]) -> Iterator[Word]:
    for row in rows:
        yield Word(row["text"], _box(row["box"]), row["confidence"], row["line"])
