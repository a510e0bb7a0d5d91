"""PDF pages: how many there are, and what they look like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ocr.errors import FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.raster import Grey

_POINTS = 72
_DPI = 200
_LEAST_DPI, _MOST_DPI = 150, 300


class PdfFile:
    """An opened PDF. Close it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self._limits = limits
        try:
            self.document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(_fault(error)) from None
        self.pages = len(self.document)
        if self.pages > limits.max_pages:
            raise UnreadableFile(FileFault.TOO_MANY_PAGES)
        if self.pages and self.document.get_formtype():
            self.document.init_forms()

    def close(self) -> None:
        self.document.close()

    def page(self, number: int) -> Any:
        """pdfium's page, counted from 1. Raises `UnreadableFile`."""
        if not 1 <= number <= self.pages:
            raise UnreadableFile(FileFault.BROKEN)
        try:
            return self.document[number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            raise UnreadableFile(FileFault.BROKEN) from None

    def drawn(self, number: int, dpi: float | None = None) -> Grey:
        """The page drawn with its form fields, as /Rotate says, at its pictures' own resolution or `dpi`."""
        page = self.page(number)
        scale = (dpi or native_dpi(page)) / _POINTS
        wide, high = page.get_size()
        scale = min(scale, (self._limits.max_pixels / max(wide * high, 1)) ** 0.5 / 2)
        if not wide * scale >= 1 or not high * scale >= 1:
            raise UnreadableFile(FileFault.BROKEN)
        return _drawn(page, scale)


def native_dpi(page: Any) -> float:
    """The resolution of the page's widest picture, within what readers like; 200 where there is none."""
    found = [_dpi(image) for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
    return min(max([_LEAST_DPI, *found]), _MOST_DPI) if any(found) else _DPI


def _dpi(image: Any) -> float:
    left, bottom, right, top = image.get_bounds()
    wide, high = image.get_px_size()
    if right - left < _POINTS or top - bottom < _POINTS:
        return 0.0  # a logo says nothing about the page
    return float(max(wide, high) * _POINTS / max(right - left, top - bottom))


def _drawn(page: Any, scale: float) -> Grey:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    return pixels[:, :, 0] if pixels.ndim == 3 else pixels


def _fault(error: pypdfium2.PdfiumError) -> FileFault:
    locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
    return FileFault.ENCRYPTED if locked else FileFault.BROKEN
