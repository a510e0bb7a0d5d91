"""The readers of one child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

from ocr.raster import Grey
from ocr.spans import Span


class LineReader(Protocol):
    """Gives lines."""

    name: str
    version: str

    def lines(self, grey: Grey) -> list[Span]:
        """Lines of text in pixels of `grey`."""
        ...


class WordReader(Protocol):
    """Gives words."""

    name: str
    version: str

    def words(self, grey: Grey) -> list[Span]:
        """Words in pixels of `grey`."""
        ...


class Blank:
    """A reader that sees nothing: for pictures and text layers alone, no models are loaded."""

    name = "blank"
    version = "blank"

    def lines(self, grey: Grey) -> list[Span]:
        return []

    def words(self, grey: Grey) -> list[Span]:
        return []


@dataclass(frozen=True, slots=True)
class Engines:
    """The reader of lines whose words are worked with, and the second opinion."""

    first: LineReader
    second: WordReader

    @classmethod
    def named(cls, name: str) -> Self:
        """ "real" or "none"."""
        if name == "none":
            return cls(Blank(), Blank())
        if name != "real":
            raise ValueError(name)
        # Loading them costs a second: not for those who want none.
        from ocr.ppocr import PpOcr
        from ocr.tesseract import Tesseract

        return cls(PpOcr(), Tesseract())

    @property
    def versions(self) -> dict[str, str]:
        return {reader.name: reader.version for reader in (self.first, self.second) if reader.name != "blank"}
