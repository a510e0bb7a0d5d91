"""A PDF page with a text layer: its own words, exactly where they stand, and the values in its fields."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pdfplumber

from ocr.agreement import mark_spans, off_marks
from ocr.drawn import Drawn, look_at
from ocr.engines import Engines
from ocr.form_fields import Widget, form_fields, widgets
from ocr.lines import as_words
from ocr.page import Box, Mark, PageReading
from ocr.pdf import PdfFile
from ocr.plain_text import plain
from ocr.raster import Grey
from ocr.sender import sender_spans
from ocr.spans import Span
from ocr.typed import typed_spans

_GAP = 0.2
"""A gap of this share of the letters' size parts two words; pages often hold no space characters."""


def read_text(file: PdfFile, number: int, engines: Engines) -> PageReading:
    """What stands on the page."""
    found = widgets(file.page(number))
    wide, high, text = _printed(file.path, number)
    stamp = sender_spans(text, high)
    text = [span for span in text if span not in stamp] + typed_spans(found, wide, high)
    drawn = _drawn(file.drawn(number), wide, text + stamp, found, engines)
    boxes = mark_spans(drawn.marks, wide, high)
    buttons = tuple(Mark(one.box, one.ticked, 1.0) for one in found if one.is_button)
    signed = tuple(one.box for one in found if one.is_signature)
    return PageReading(
        number=number,
        source="text",
        width=round(wide),
        height=round(high),
        words=as_words(off_marks(text + drawn.spans, boxes), wide, high),
        marks=buttons + tuple(mark for mark in drawn.marks if not _is_known(mark, buttons)),
        codes=drawn.codes,
        form_fields=form_fields(found),
        signature_ink=signed + drawn.signature_ink,
        sender_line=" ".join(span.text for span in stamp),
        readers={"text": f"pdfplumber {version('pdfplumber')}"} | (engines.versions if drawn.spans else {}),
    )


def _drawn(grey: Grey, wide: float, text: list[Span], found: list[Widget], engines: Engines) -> Drawn:
    """What the page's picture shows beside its text, in points."""
    pixels = grey.shape[1] / wide
    fields = [_of_box(one.box, grey) for one in found if not one.is_signature]
    drawn = look_at(grey, [span.scaled(pixels) for span in text], fields, engines.first)
    return replace(drawn, spans=[span.scaled(1 / pixels) for span in drawn.spans])


def _of_box(box: Box, grey: Grey) -> Span:
    high, wide = grey.shape
    return Span("", box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high, 1.0)


def _is_known(mark: Mark, buttons: tuple[Mark, ...]) -> bool:
    return any(mark.box.overlap(button.box) > 0.2 for button in buttons)


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
