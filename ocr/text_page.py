"""A PDF page with a text layer: its own words, exactly where they stand."""

from __future__ import annotations

from typing import Any

import pdfplumber

from ocr.lines import as_words
from ocr.page import PageReading
from ocr.pdf import PdfFile
from ocr.plain_text import plain
from ocr.spans import Span

_LEAST_CHARS = 40


def has_text_layer(file: PdfFile, number: int) -> bool:
    page = file.page(number)
    text = page.get_textpage().get_text_range()
    return len("".join(text.split())) >= _LEAST_CHARS


def read_text(file: PdfFile, number: int) -> PageReading:
    """What stands on the page."""
    with pdfplumber.open(file.path, pages=[number]) as document:
        page = document.pages[0]
        wide, high = float(page.width), float(page.height)
        spans = [_span(word) for word in page.extract_words(x_tolerance_ratio=0.2, keep_blank_chars=False)]
    return PageReading(
        number=number,
        source="text",
        width=round(wide),
        height=round(high),
        words=as_words([span for span in spans if span.text], wide, high),
        readers={"text": "pdfplumber"},
    )


def _span(word: dict[str, Any]) -> Span:
    return Span(plain(word["text"]), word["x0"], word["top"], word["x1"], word["bottom"], 1.0)
