"""Bar codes and QR codes on a page."""

from __future__ import annotations

import zxingcpp

from ocr.page import Code
from ocr.raster import Grey
from ocr.spans import Span

_MOST = 16
_LONGEST = 500


def find_codes(grey: Grey) -> tuple[Code, ...]:
    """The codes that can be read, at most `_MOST` of them."""
    high, wide = grey.shape
    found = zxingcpp.read_barcodes(grey)
    return tuple(
        Code(one.text[:_LONGEST], str(one.format.name), _span(one.position).box(wide, high))
        for one in found[:_MOST]
        if one.text
    )


def _span(position: zxingcpp.Position) -> Span:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    return Span("", min(across), min(down), max(across), max(down), 1.0)
