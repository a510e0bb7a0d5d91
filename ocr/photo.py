"""Photographs of paper: the sheet cut out of its surroundings, flattened, and its shadows taken away."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.raster import Grey

_LOOK = 800
_GREYS = 0.12
"""A scan or fax is nearly all white and black; a picture with more greys than this was lit unevenly."""
_SMALLEST, _LARGEST = 0.2, 0.97
_TILES = 48

Corners = NDArray[np.float32]


def is_shaded(grey: Grey) -> bool:
    """The picture holds greys that are neither paper nor ink."""
    sample = grey[::4, ::4]
    return bool(((sample > 40) & (sample < 215)).mean() > _GREYS)


def flattened(grey: Grey) -> Grey:
    """The sheet of paper alone, as if it lay flat; the whole picture where no sheet stands out."""
    corners = _sheet(grey)
    return grey if corners is None else _warped(grey, corners)


def evenly_lit(grey: Grey) -> Grey:
    """The picture divided by its own lighting: paper becomes white, ink keeps its darkness."""
    high, wide = grey.shape
    small = cv2.resize(grey, (max(wide // 4, 1), max(high // 4, 1)), interpolation=cv2.INTER_AREA)
    reach = max(max(small.shape) // _TILES, 3) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, min(reach, 255)), (0, 0), reach / 2)
    lighting = cv2.resize(paper, (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(lighting, 30), scale=245), dtype=np.uint8)


def _sheet(grey: Grey) -> Corners | None:
    """The corners of the one bright quadrangle, from the top left clockwise, in pixels of `grey`."""
    shrink = min(_LOOK / max(grey.shape), 1.0)
    small = cv2.GaussianBlur(
        cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), (7, 7), 0
    )
    _, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = np.asarray(cv2.convexHull(max(outlines, key=cv2.contourArea)), dtype=np.int32)
    share = cv2.contourArea(hull) / small.size
    corners = _four_corners(hull) if _SMALLEST < share < _LARGEST else None
    return None if corners is None else (_in_turn(corners) / shrink).astype(np.float32)


def _four_corners(hull: NDArray[np.int32]) -> Corners | None:
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        found = cv2.approxPolyDP(hull, share * around, True)
        if len(found) == 4:
            corners = found.reshape(4, 2).astype(np.float32)
            fits = cv2.contourArea(corners) > 0.9 * cv2.contourArea(hull)
            return corners if fits else None
    return None


def _in_turn(corners: Corners) -> Corners:
    """Top left, top right, bottom right, bottom left."""
    sums, differences = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return np.asarray(corners[order], dtype=np.float32)


def _warped(grey: Grey, corners: Corners) -> Grey:
    left_top, right_top, right_bottom, left_bottom = corners
    wide = round(max(_far(left_top, right_top), _far(left_bottom, right_bottom)))
    high = round(max(_far(left_top, left_bottom), _far(right_top, right_bottom)))
    if min(wide, high) < 100 or len(np.unique(corners, axis=0)) < 4:
        return grey
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    view = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(grey, view, (wide, high), flags=cv2.INTER_CUBIC), dtype=np.uint8)


def _far(one: Corners, other: Corners) -> float:
    return float(np.linalg.norm(one - other))
