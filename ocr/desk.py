"""The child's work on one question: open the file, find out what a page is, read it or draw it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ocr.engines import Engines
from ocr.errors import FileFault, UnreadableFile
from ocr.image_page import Sheet, read_image, straighten
from ocr.limits import Limits
from ocr.page import PageReading
from ocr.pdf import PdfFile
from ocr.raster import RasterFile, set_up_pillow
from ocr.sniff import FileKind
from ocr.text_page import has_text_layer, read_text


class Desk:
    """Keeps the models warm and the last file open, since pages are asked for one after the other."""

    def __init__(self, limits: Limits, engines: str) -> None:
        set_up_pillow(limits)
        self._limits = limits
        self._engines = Engines.named(engines)
        self._open: tuple[Path, PdfFile | RasterFile] | None = None

    def inspect(self, path: Path, kind: FileKind) -> int:
        """How many pages the file has."""
        return self._file(path, kind).pages

    def read(self, path: Path, kind: FileKind, number: int) -> PageReading:
        """What stands on the page."""
        file = self._file(path, kind)
        if isinstance(file, PdfFile) and has_text_layer(file, number):
            return read_text(file, number)
        return read_image(file.page_raster(number), number, self._engines)

    def picture(self, path: Path, kind: FileKind, number: int, width: int) -> bytes:
        """The page as its reading saw it, as a PNG."""
        file = self._file(path, kind)
        sheet = (
            Sheet(file.page_raster(number).grey)
            if isinstance(file, PdfFile)
            else straighten(file.page_raster(number))
        )
        high, wide = sheet.grey.shape
        size = (width, max(round(high * width / wide), 1))
        done, data = cv2.imencode(".png", cv2.resize(sheet.grey, size, interpolation=cv2.INTER_AREA))
        if not done:
            raise UnreadableFile(FileFault.BROKEN)
        return bytes(np.asarray(data).tobytes())

    def _file(self, path: Path, kind: FileKind) -> PdfFile | RasterFile:
        if self._open and self._open[0] == path:
            return self._open[1]
        if self._open:
            self._open[1].close()
            self._open = None
        file = PdfFile(path, self._limits) if kind is FileKind.PDF else RasterFile(path, kind, self._limits)
        self._open = (path, file)
        return file
