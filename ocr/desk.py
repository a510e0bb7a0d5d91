"""The child's work on one question: open the file, find out what a page is, read it or draw it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ocr.engines import Engines
from ocr.errors import FileFault, UnreadableFile
from ocr.image_page import as_sheet, read_image
from ocr.limits import Limits
from ocr.page import PageReading
from ocr.pdf import PdfFile
from ocr.raster import Grey, RasterFile, set_up_pillow
from ocr.sniff import FileKind
from ocr.straighten import straighten
from ocr.text_page import read_text
from ocr.triage import has_text_layer
from ocr.upright import Sheet, turned_by

_Key = tuple[Path, int, int]


class Desk:
    """Keeps the models warm, and the last file and page at hand: they are asked for again and again."""

    def __init__(self, limits: Limits, engines: str) -> None:
        set_up_pillow(limits)
        self._limits = limits
        self._engines = Engines.named(engines)
        self._open: tuple[_Key, PdfFile | RasterFile] | None = None
        self._seen: tuple[int, Sheet] | None = None

    def inspect(self, path: Path, kind: FileKind) -> int:
        """How many pages the file has."""
        return self._file(path, kind).pages

    def read(self, path: Path, kind: FileKind, number: int) -> PageReading:
        """What stands on the page."""
        file = self._file(path, kind)
        if isinstance(file, PdfFile) and has_text_layer(file.page(number)):
            return read_text(file, number, self._engines)
        return read_image(self._sheet(file, number), number, self._engines)

    def picture(self, path: Path, kind: FileKind, number: int, width: int, rotated: int | None) -> bytes:
        """The page as its reading saw it, as a PNG; `rotated` is the reading's, if the asker knows it."""
        file = self._file(path, kind)
        if isinstance(file, PdfFile) and has_text_layer(file.page(number)):
            return _png(file.drawn(number), width)
        if rotated is None or (self._seen and self._seen[0] == number):
            return _png(self._sheet(file, number).grey, width)
        return _png(turned_by(straighten(file.drawn(number)), rotated), width)

    def _sheet(self, file: PdfFile | RasterFile, number: int) -> Sheet:
        if self._seen is None or self._seen[0] != number:
            self._seen = (number, as_sheet(file.drawn(number), self._engines))
        return self._seen[1]

    def _file(self, path: Path, kind: FileKind) -> PdfFile | RasterFile:
        told = path.stat()
        key = (path, told.st_size, told.st_mtime_ns)
        if self._open and self._open[0] == key:
            return self._open[1]
        self._shut()
        file = PdfFile(path, self._limits) if kind is FileKind.PDF else RasterFile(path, kind, self._limits)
        self._open = (key, file)
        return file

    def _shut(self) -> None:
        self._seen = None
        if self._open:
            self._open[1].close()
            self._open = None


def _png(grey: Grey, width: int) -> bytes:
    high, wide = grey.shape
    size = (width, max(round(high * width / wide), 1))
    done, data = cv2.imencode(".png", cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
    if not done:
        raise UnreadableFile(FileFault.BROKEN)
    return np.asarray(data).tobytes()
