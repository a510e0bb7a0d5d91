"""Pictures out of files: TIFF, PNG, JPEG and HEIC pages, grey, pixels square, upright as their tags say."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from ocr.errors import FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.sniff import FileKind

Grey = NDArray[np.uint8]

_FORMATS = {
    FileKind.TIFF: "TIFF",
    FileKind.PNG: "PNG",
    FileKind.JPEG: "JPEG",
    FileKind.HEIC: "HEIF",
}
_ORIENTATION_TAG = 274
_LYING_ORIENTATIONS = frozenset({5, 6, 7, 8})
_FAX_WIDTHS = frozenset({1728, 2048, 2432})
"""ITU-T T.4 line lengths: A4, B4 and A3 at 204 dots an inch."""
_DRAFTS = (1, 2, 4, 8)
_DRAFT_FACTOR = 8
"""JPEG pictures can be loaded at a half, a quarter or an eighth, so they may be opened with more pixels."""


def set_up_pillow(limits: Limits) -> None:
    """Make Pillow refuse bombs and know HEIC. For the reading child, once."""
    Image.MAX_IMAGE_PIXELS = limits.max_pixels * _DRAFT_FACTOR
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    pillow_heif.register_heif_opener()


class RasterFile:
    """An opened picture file. Close it."""

    def __init__(self, path: Path, kind: FileKind, limits: Limits) -> None:
        self._limits = limits
        try:
            self._image: Any = Image.open(path, formats=[_FORMATS[kind]])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise UnreadableFile(FileFault.TOO_MANY_PIXELS) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError):
            raise UnreadableFile(FileFault.BROKEN) from None
        self.pages = self._count() if kind is FileKind.TIFF else 1

    def close(self) -> None:
        self._image.close()

    def drawn(self, number: int) -> Grey:
        """One page, counted from 1: grey pixels, 0 is black. Raises `UnreadableFile`."""
        image = self._image
        if not 1 <= number <= self.pages:
            raise UnreadableFile(FileFault.BROKEN)
        try:
            if self.pages > 1:
                image.seek(number - 1)
            self._fit_budget(image)
            return _as_grey(image)
        except (OSError, ValueError, SyntaxError, TypeError, EOFError):
            raise UnreadableFile(FileFault.BROKEN) from None

    def _count(self) -> int:
        """Step through the pages, since counting them all would follow a list of any length."""
        pages = 1
        try:
            while True:
                self._image.seek(pages)
                pages += 1
                if pages > self._limits.max_pages:
                    raise UnreadableFile(FileFault.TOO_MANY_PAGES)
        except (EOFError, OSError, ValueError, SyntaxError, TypeError):
            return pages  # pages after a break in the file are lost, those before it are not

    def _fit_budget(self, image: Any) -> None:
        wide, high = image.size
        shrink = next((by for by in _DRAFTS if wide * high <= self._limits.max_pixels * by**2), 1)
        if shrink > 1:
            image.draft("L", (wide // shrink, high // shrink))  # only JPEG heeds it
        if image.size[0] * image.size[1] > self._limits.max_pixels:
            raise UnreadableFile(FileFault.TOO_MANY_PIXELS)


def _as_grey(image: Any) -> Grey:
    across, down = _dots_an_inch(image)
    image.load()
    upright = ImageOps.exif_transpose(image)
    grey = np.asarray(_flat(upright).convert("L"), dtype=np.uint8)
    return square(grey, across, down)


def _flat(image: Any) -> Any:
    """Transparent pictures on white paper: black would swallow the ink."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.point(lambda value: value / 257).convert("L")
    return image


def _dots_an_inch(image: Any) -> tuple[float, float]:
    """Resolution across and down the page as it will lie once its orientation tag is obeyed."""
    across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    if image.format != "TIFF" or not (across > 1 and down > 1):
        across, down = _guessed(*image.size)
    if image.getexif().get(_ORIENTATION_TAG) in _LYING_ORIENTATIONS:
        return down, across
    return across, down


def _guessed(wide: int, high: int) -> tuple[float, float]:
    """A fax line's width with too few lines for a page is a standard fax that lost its tags."""
    return (204.0, 98.0) if wide in _FAX_WIDTHS and high < wide * 0.8 else (1.0, 1.0)


def square(grey: Grey, across: float, down: float) -> Grey:
    """Stretch the coarser direction until pixels are square (fax: 204 x 98, 204 x 196, 204 x 391)."""
    ratio = across / down
    if not 0.2 < ratio < 5 or 0.98 < ratio < 1.02:
        return grey
    high, wide = grey.shape
    size = (wide, round(high * ratio)) if ratio > 1 else (round(wide / ratio), high)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
