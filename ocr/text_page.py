"""A PDF page with a text layer: its own words, exactly where they stand, and the values typed into its fields."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pdfplumber

from ocr.engines import Engines
from ocr.form_fields import form_fields, widgets
from ocr.lines import as_words
from ocr.page import Mark, PageReading
from ocr.pdf import PdfFile
from ocr.plain_text import plain
from ocr.spans import Span
from ocr.typed import typed_spans

_GAP = 0.2
"""A gap of this share of the letters' size parts two words; pages often hold no space characters."""


def read_text(file: PdfFile, number: int, engines: Engines) -> PageReading:
    """What stands on the page."""
    found = widgets(file.page(number))
    wide, high, printed = _printed(file.path, number)
    return PageReading(
        number=number,
        source="text",
        width=round(wide),
        height=round(high),
        words=as_words(printed + typed_spans(found, wide, high), wide, high),
        marks=tuple(Mark(one.box, one.ticked, 1.0) for one in found if one.is_button),
        form_fields=form_fields(found),
        signature_ink=tuple(one.box for one in found if one.is_signature),
        readers={"text": f"pdfplumber {version('pdfplumber')}"},
    )


def _printed(path: Any, number: int) -> tuple[float, float, list[Span]]:
    """The size of the page in points and the words of its text layer."""
    with pdfplumber.open(path, pages=[number]) as document:
        page = document.pages[0]
        left, top, right, bottom = (float(edge) for edge in page.cropbox)
        words = page.dedupe_chars().extract_words(x_tolerance_ratio=_GAP)
    spans = [_span(word, left, top) for word in words]
    return right - left, bottom - top, [span for span in spans if span.text]


def _span(word: dict[str, Any], left: float, top: float) -> Span:
    x0, y0, x1, y1 = word["x0"] - left, word["top"] - top, word["x1"] - left, word["bottom"] - top
    return Span(plain(word["text"]), x0, y0, x1, y1, 1.0)
