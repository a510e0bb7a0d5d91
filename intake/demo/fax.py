"""What fax machines, scanners and telephones do to a page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from time import gmtime
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from pillow_heif import from_pillow

from intake.demo.fonts import TYPEWRITER

FAX_WIDTH: Final = 1728
_DARK: Final = 180
"""What a machine's eye takes for ink: less, and the thin colons of a light hand would be lost."""
_NEVER: Final = gmtime(0)


class Resolution(Enum):
    """Dots an inch across and down; the height of a letter page in dots."""

    STANDARD = (204, 98, 1078)
    FINE = (204, 196, 2156)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How a fax goes through: skew in degrees, share of stray dots, and the machine's own line at the top."""

    skew: float = 0.0
    speckle: float = 0.0003
    header: str = ""
    upside_down: bool = False
    resolution: Resolution = Resolution.FINE
    compression: str = "group4"
    seed: int = 0


def as_fax(pages: Sequence[Image.Image], line: Line) -> bytes:
    """The pages as a black-and-white multi-page TIFF with true resolution tags.

    The noise depends on the line's seed alone, so that the same page with less on
    it comes through the same.
    """
    across, down, _ = line.resolution.value
    faxed = [_fax_page(page, line, number, len(pages)) for number, page in enumerate(pages, 1)]
    file = io.BytesIO()
    faxed[0].save(
        file,
        "TIFF",
        save_all=True,
        append_images=faxed[1:],
        compression=line.compression,
        dpi=(across, down),
    )
    return file.getvalue()


def _fax_page(page: Image.Image, line: Line, number: int, count: int) -> Image.Image:
    _, _, height = line.resolution.value
    noise = np.random.default_rng(line.seed + number)
    turned = page.rotate(line.skew, Image.Resampling.BICUBIC, fillcolor=255)
    sized = turned.resize((FAX_WIDTH, height), Image.Resampling.LANCZOS)
    dots = np.asarray(sized) < _DARK
    flips = noise.random(dots.shape) < line.speckle
    faxed = Image.fromarray(np.where(dots ^ flips, 0, 255).astype(np.uint8))
    if line.upside_down:
        faxed = faxed.rotate(180)
    if line.header:
        _print_header(faxed, f"{line.header}   P. {number:02d}/{count:02d}", height)
    return faxed.convert("1", dither=Image.Dither.NONE)


def _print_header(page: Image.Image, text: str, height: int) -> None:
    strip = Image.new("L", (FAX_WIDTH, 40), 255)
    ImageDraw.Draw(strip).text((40, 30), text, 0, TYPEWRITER.regular.at(26), anchor="ls")
    page.paste(strip.resize((FAX_WIDTH, round(40 * height / 2156))), (0, 0))


def as_photo(page: Image.Image, rng: Random) -> Image.Image:
    """The page as a telephone sees it: on a table, at an angle, in uneven light."""
    corners = _corners(page, rng)
    table = 90 + 30 * rng.random()
    wide, high = page.width + 200, page.height + 260
    flat = np.array([[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    seen = cv2.warpPerspective(
        np.asarray(page), matrix, (wide, high), borderValue=table, flags=cv2.INTER_AREA
    )
    shaded = seen * _shade(wide, high, rng)
    photo = Image.fromarray(np.clip(shaded, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))
    return Image.merge(
        "RGB", (photo, photo.point(lambda v: int(v * 0.98)), photo.point(lambda v: int(v * 0.93)))
    )


def _corners(page: Image.Image, rng: Random) -> NDArray[np.float32]:
    def near(x: float, y: float) -> list[float]:
        return [x + rng.uniform(-35, 35), y + rng.uniform(-35, 35)]

    right, bottom = page.width + 100, page.height + 130
    return np.array([near(100, 130), near(right, 130), near(right, bottom), near(100, bottom)], np.float32)


def _shade(wide: int, high: int, rng: Random) -> NDArray[np.float64]:
    across = np.linspace(rng.uniform(0.75, 1.0), rng.uniform(0.75, 1.0), wide)
    down = np.linspace(rng.uniform(0.8, 1.0), rng.uniform(0.8, 1.0), high)
    return np.outer(down, across)


def as_jpeg(photo: Image.Image) -> bytes:
    """The photo as a JPEG file."""
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=82)
    return file.getvalue()


def as_heic(photo: Image.Image) -> bytes:
    """The photo as a HEIC file, the kind that some telephones make."""
    file = io.BytesIO()
    from_pillow(photo).save(file, quality=70)
    return file.getvalue()


def as_scan(pages: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """The pages as a PDF of pictures, as an office's scanner makes it; it bears no date of its own."""
    file = io.BytesIO()
    scanned = [page.filter(ImageFilter.GaussianBlur(0.5)) for page in pages]
    scanned[0].save(
        file,
        "PDF",
        save_all=True,
        append_images=scanned[1:],
        resolution=dpi,
        creationDate=_NEVER,
        modDate=_NEVER,
    )
    return file.getvalue()
