"""The first reader: PP-OCR tiny in the faster-paddle package. It finds lines, and reads hands."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import cv2
from faster_paddle import OcrEngine

from ocr.plain_text import plain
from ocr.raster import Grey
from ocr.spans import Span


class PpOcr:
    """A loaded model; one thread, because the other cores read other pages."""

    name = "ppocr"

    def __init__(self) -> None:
        self._engine = OcrEngine(model_size="tiny", threads=1)
        self.version = f"faster-paddle {version('faster-paddle')} tiny"

    def lines(self, grey: Grey) -> list[Span]:
        """Lines of text as the model found them, in pixels of `grey`."""
        found = self._engine.ocr(_encoded(grey))["bounds"].values()
        spans = [_span(line) for line in found]
        return [span for span in spans if span.text and span.height > 1 and span.width > 1]


def _encoded(grey: Grey) -> bytes:
    """The package takes only encoded pictures; BMP costs neither time nor quality."""
    _, data = cv2.imencode(".bmp", grey)
    return data.tobytes()


def _span(line: dict[str, Any]) -> Span:
    left, top = line["topLeftCoord"]
    right, bottom = line["bottomRightCoord"]
    return Span(plain(line["text"]), left, top, right, bottom, line["confidence"])
