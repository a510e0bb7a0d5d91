"""Does a PDF page say what stands on it, or only show it?"""

from __future__ import annotations

import ctypes
from math import degrees
from typing import Any

import pypdfium2.raw as pdfium

from ocr.plain_text import plain

_LEAST_CHARS = 40
_PICTURE_SHARE = 0.5
_GARBAGE_SHARE = 0.15
_SAMPLE = 300
_UPRIGHT = 20
_EDGE = 0.05
"""Fax gear stamps its line into this much of the page's top or foot: it is not the page's text."""


def has_text_layer(page: Any) -> bool:
    """True if the page's own text can be believed to be all that a person sees on it.

    A scan is a picture with, at most, text that somebody's reader laid under it
    or a machine stamped on it: such a page is read anew from the picture. So is
    one whose text lies on its side, since pictures can be turned.
    """
    textpage = page.get_textpage()
    text = _visible_text(page, textpage)
    if len(text) < _LEAST_CHARS or _garbage(text) > _GARBAGE_SHARE:
        return False
    return _is_upright(page, textpage) and _picture_share(page) < _PICTURE_SHARE


def _is_upright(page: Any, textpage: Any) -> bool:
    """Most of the letters stand upright on the page as it is shown."""
    count = textpage.count_chars()
    sample = range(0, count, max(count // _SAMPLE, 1))
    angles = (degrees(pdfium.FPDFText_GetCharAngle(textpage.raw, index)) for index in sample)
    leans = [float(angle + page.get_rotation()) % 360 for angle in angles]
    upright = sum(lean < _UPRIGHT or lean > 360 - _UPRIGHT for lean in leans)
    return upright > len(leans) / 2


def _visible_text(page: Any, textpage: Any) -> str:
    """Characters that are drawn, away from the page's edges."""
    high = page.get_height()
    found = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        invisible = pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        if not invisible and _EDGE * high < _middle(item) < (1 - _EDGE) * high:
            found.append(_text_of(item, textpage))
    return "".join("".join(found).split())


def _middle(item: Any) -> float:
    _, bottom, _, top = item.get_bounds()
    return float(bottom + top) / 2


def _text_of(item: Any, textpage: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(
        item.raw, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _garbage(text: str) -> float:
    """Share of characters that fonts without a proper code table leave behind."""
    bad = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or not plain(char))
    return bad / len(text)


def _picture_share(page: Any) -> float:
    """How much of the page pictures cover; scanners cut one page into many strips, so they add up."""
    wide, high = page.get_size()
    covered = sum(_area(image) for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    return float(covered / max(wide * high, 1))


def _area(image: Any) -> float:
    left, bottom, right, top = image.get_bounds()
    return float(abs(right - left) * abs(top - bottom))
