"""A page that is a picture: made upright and straight, then read by both readers."""

from __future__ import annotations

from ocr.engines import Engines
from ocr.lines import as_words
from ocr.page import PageReading
from ocr.parting import parted
from ocr.raster import Raster
from ocr.straighten import straighten
from ocr.upright import Sheet, upright


def as_sheet(raster: Raster, engines: Engines) -> Sheet:
    """The page as it is read and shown."""
    return upright(straighten(raster.grey), engines.first)


def read_image(sheet: Sheet, number: int, engines: Engines) -> PageReading:
    """What stands on the page."""
    high, wide = sheet.grey.shape
    first = [word for line in sheet.lines for word in parted(line, sheet.grey)]
    second = engines.second.words(sheet.grey)
    return PageReading(
        number=number,
        source="image",
        width=wide,
        height=high,
        words=as_words(first, wide, high),
        second=as_words(second, wide, high),
        rotated=sheet.rotated,
        ink=round(float((sheet.grey < 128).mean()), 5),
        readers=engines.versions,
    )
