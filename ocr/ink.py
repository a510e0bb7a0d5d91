"""The ink of a page as a mask, and the straight rules in it."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from ocr.raster import Grey
from ocr.spans import Span

_DARK = 150
_USUAL_SHORT = 1700
_DASH_GAP, _DASHED, _DASH_HIGH = 9, 300, 8
"""Pixels at 200 dots an inch: between dashes, of a whole rule, and of its thickness, fax wobble included."""


def scale_of(grey: Grey) -> float:
    """Pixels of this page for one pixel of a letter page at 200 dots an inch."""
    return float(min(grey.shape) / _USUAL_SHORT)


def ink_of(grey: Grey) -> Grey:
    """255 where there is ink, 0 where there is paper."""
    return np.where(grey < _DARK, 255, 0).astype(np.uint8)


def rules_of(ink: Grey, shortest: int) -> Grey:
    """Horizontal and vertical strokes at least so many pixels long: boxes' sides, table rules, underlines."""
    return np.asarray(runs(ink, shortest, 1) | runs(ink, 1, shortest), dtype=np.uint8)


def dashed_rules_of(ink: Grey, scale: float) -> Grey:
    """Level rules made of dashes or dots, on a page so many times as fine as 200 dots an inch."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(round(_DASH_GAP * scale), 1)), np.uint8))
    long = runs(np.asarray(joined, dtype=np.uint8), round(_DASHED * scale), 1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(long)
    thin = stats[:, cv2.CC_STAT_HEIGHT] <= _DASH_HIGH * scale
    thin[0] = False
    return np.where(thin[labels], 255, 0).astype(np.uint8)


def runs(ink: Grey, wide: int, high: int) -> Grey:
    """What is left of the ink where a bar of that size fits."""
    bar = np.ones((max(high, 1), max(wide, 1)), np.uint8)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar), dtype=np.uint8)


def without(ink: Grey, spans: Iterable[Span], margin: float = 0.0) -> Grey:
    """The ink with rectangles taken out of it, each grown by that share of its height."""
    return _filled(ink, spans, margin, 0)


def blanked(grey: Grey, spans: Iterable[Span]) -> Grey:
    """The page with white paper where the spans stood."""
    return _filled(grey, spans, 0.2, 255)


def _filled(picture: Grey, spans: Iterable[Span], margin: float, value: int) -> Grey:
    left = picture.copy()
    for span in spans:
        grow = margin * span.height
        top, start = max(int(span.y0 - grow), 0), max(int(span.x0 - grow), 0)
        left[top : int(span.y1 + grow) + 1, start : int(span.x1 + grow) + 1] = value
    return left
