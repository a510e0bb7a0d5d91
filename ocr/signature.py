"""Ink that is neither print nor ruling: where a hand may have signed."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.agreement import mark_spans
from ocr.ink import dashed_rules_of, ink_of, rules_of, scale_of, without
from ocr.page import Box, Mark
from ocr.raster import Grey
from ocr.spans import Span

_RULE = 90
_REACH = (34, 12)
"""Pixels at 200 dots an inch that a pen may jump, across and down, within one signature."""
_WIDE = (90, 1000)
_HIGH = (22, 330)
"""A signature's size in pixels at 200 dots an inch: half an inch to five across."""
_LEAST_INK = 250
_THINNEST, _DENSEST = 0.04, 0.45
_MOST = 40


def find_signature_ink(grey: Grey, print_: list[Span], marks: tuple[Mark, ...]) -> tuple[Box, ...]:
    """Boxes of handwriting-like ink on the upright page, largest first: all but print, rules and marks."""
    high, wide = grey.shape
    groups = _groups(unexplained(grey, print_, marks), scale_of(grey))
    return tuple(span.box(wide, high) for span in groups[:_MOST])


def unexplained(grey: Grey, print_: list[Span], marks: tuple[Mark, ...]) -> Grey:
    """The ink that is no print, no long rule and no checkbox."""
    high, wide = grey.shape
    ink = ink_of(grey)
    scale = scale_of(grey)
    rules = rules_of(ink, round(_RULE * scale)) | dashed_rules_of(ink, scale)
    ink[cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0] = 0
    return without(without(ink, print_, 0.1), mark_spans(marks, wide, high), 0.15)


def _groups(ink: Grey, scale: float) -> list[Span]:
    reach = np.ones((max(round(_REACH[1] * scale), 1), max(round(_REACH[0] * scale), 1)), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, reach)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    inked = np.bincount(labels[ink > 0], minlength=count)
    found = [
        Span("", x, y, x + wide, y + high, float(inked[index]))
        for index, (x, y, wide, high, _area) in enumerate(stats.tolist())
        if index and _is_pen(wide / scale, high / scale, float(inked[index]) / scale**2)
    ]
    return sorted(found, key=lambda one: -one.width * one.height)


def _is_pen(wide: float, high: float, ink: float) -> bool:
    """As large as a signature, and thin as a pen's line."""
    fits = _WIDE[0] <= wide <= _WIDE[1] and _HIGH[0] <= high <= _HIGH[1]
    return fits and ink >= _LEAST_INK and _THINNEST <= ink / (wide * high) <= _DENSEST
