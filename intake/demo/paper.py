"""A paper that the project made: its sheets, and what a reader should find on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from intake.demo.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a paper: its type, sheets, and true field values as `casefax read` gives them."""

    doc_type: str
    sheets: Sequence[Sheet]
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """Documents that are sent together."""

    parts: Sequence[Part]

    @property
    def sheets(self) -> list[Sheet]:
        return [sheet for part in self.parts for sheet in part.sheets]

    def pictures(self, *, without: Collection[str] = ()) -> list[Image.Image]:
        """All pages in grey, the elements `without` left out."""
        return [sheet.picture(without) for sheet in self.sheets]

    def truth(self) -> list[dict[str, Any]]:
        """Its documents with their page numbers, types and fields."""
        found, first = [], 1
        for part in self.parts:
            pages = list(range(first, first + len(part.sheets)))
            found.append({"pages": pages, "doc_type": part.doc_type, "fields": part.fields})
            first = pages[-1] + 1
        return found
