"""A page that is a picture: made upright, then read by both readers."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.engines import Engines
from ocr.lines import as_words
from ocr.page import PageReading
from ocr.parting import parted
from ocr.raster import Grey, Raster


@dataclass(frozen=True, slots=True)
class Sheet:
    """The upright page: grey pixels and the quarter turn (degrees clockwise) that made it so."""

    grey: Grey
    rotated: int = 0


def straighten(raster: Raster) -> Sheet:
    return Sheet(raster.grey)


def read_image(raster: Raster, number: int, engines: Engines) -> PageReading:
    """What stands on the page."""
    sheet = straighten(raster)
    high, wide = sheet.grey.shape
    first = [word for line in engines.first.lines(sheet.grey) for word in parted(line, sheet.grey)]
    return PageReading(
        number=number,
        source="image",
        width=wide,
        height=high,
        words=as_words(first, wide, high),
        second=as_words(engines.second.words(sheet.grey), wide, high),
        rotated=sheet.rotated,
        ink=round(float((sheet.grey < 128).mean()), 5),
        readers=engines.versions,
    )
