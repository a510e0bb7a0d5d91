"""How far a page leans, and setting it straight."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.raster import Grey

_WIDEST = 8.0
_LEAST = 0.15
"""Turning a page blurs it a little, so a lean that no reader minds is left alone."""
_LOOK = 900
_POINTS = 30_000


def lean(grey: Grey) -> float:
    """Degrees by which the page's lines lean (positive: they sink to the right), 0 where nothing tells.

    Lines of text, upright or sideways, pile their ink onto few rows (or columns)
    when the page is straight: the angle with the sharpest pile is taken.
    """
    down, across = _ink(grey)
    if len(down) < 200:
        return 0.0
    coarse = np.arange(-_WIDEST, _WIDEST + 0.01, 0.5)
    along = _sharpest(down, across, coarse)
    sideways = _sharpest(across, -down, coarse)
    first, second = (down, across) if along[1] >= sideways[1] else (across, -down)
    rough = max(along, sideways, key=lambda found: found[1])[0]
    return _sharpest(first, second, np.arange(rough - 0.5, rough + 0.51, 0.05))[0]


def straightened(grey: Grey, degrees: float) -> Grey:
    """The page with that lean taken out, on white paper, nothing cut off."""
    if abs(degrees) < _LEAST:
        return grey
    high, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    new_wide, new_high = round(high * sin + wide * cos), round(high * cos + wide * sin)
    turn[:, 2] += ((new_wide - wide) / 2, (new_high - high) / 2)
    turned = cv2.warpAffine(grey, turn, (new_wide, new_high), flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(turned, dtype=np.uint8)


def _ink(grey: Grey) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows and columns of a fair sample of dark pixels of the shrunken page."""
    shrink = _LOOK / max(grey.shape)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    rim = max(small.shape) // 50  # scanners and cameras leave dark edges that lean their own way
    down, across = np.nonzero(small[rim:-rim, rim:-rim] < 150)
    every = max(len(down) // _POINTS, 1)
    return down[::every].astype(np.float64), across[::every].astype(np.float64)


def _sharpest(
    down: NDArray[np.float64], across: NDArray[np.float64], angles: NDArray[np.float64]
) -> tuple[float, float]:
    found = [(float(angle), _sharpness(down, across, angle)) for angle in angles]
    return max(found, key=lambda one: (one[1], -abs(one[0])))


def _sharpness(down: NDArray[np.float64], across: NDArray[np.float64], angle: float) -> float:
    radians = np.deg2rad(angle)
    rows = down * np.cos(radians) - across * np.sin(radians)
    pile = np.bincount((rows - rows.min()).astype(np.int64))
    return float((np.diff(pile).astype(np.float64) ** 2).sum())
