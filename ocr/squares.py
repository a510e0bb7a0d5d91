"""Small squares drawn with four straight sides, as forms print them to be ticked."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ink import rules_of, runs
from ocr.raster import Grey

_SMALLEST, _LARGEST = 16, 62
"""A checkbox's side in pixels at 200 dots an inch: 6 to 22 points."""
_SQUARE = 1.35
_ALIGNED = 0.35
_PIECE = 0.35
"""A drawn piece of a side is at least this share of it long: faxes break thin lines, letters are round."""
_DRAWN, _WORST_SIDE = 3.65, 0.45
"""So much of the four sides must be drawn in all, and of each: one may have suffered from a tick."""
_NEAR, _RIM = 3, 0.3
_CROWDED = 0.3
_ROW = 3
_MOST_BARS, _MOST = 4000, 500
"""A page of text has some hundred strokes; a page of hatching must not cost minutes."""

Segments = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Square:
    """A square in pixels, and how completely its sides are drawn (0..4)."""

    x: int
    y: int
    wide: int
    high: int
    drawn: float = 0.0

    def shared(self, other: Square) -> float:
        """Common area as a share of the smaller of the two."""
        wide = min(self.x + self.wide, other.x + other.wide) - max(self.x, other.x)
        high = min(self.y + self.high, other.y + other.high) - max(self.y, other.y)
        return max(wide, 0) * max(high, 0) / max(min(self.wide * self.high, other.wide * other.high), 1)


def find_squares(ink: Grey, scale: float) -> list[Square]:
    """The squares on a page of ink whose pixels are `scale` times as fine as 200 dots an inch.

    Two parallel strokes of like length, as far apart as they are long, may be two
    sides; so a tick that leaves the box, or hides a side of it, does no harm.
    """
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    short = closed.copy()
    rules = rules_of(closed, round(_LARGEST * scale * 1.3))
    short[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    level = [Square(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in _pairs(short, scale)]
    steep = [Square(y0, x0, y1 - y0, x1 - x0) for x0, y0, x1, y1 in _pairs(_turned(short), scale)]
    likely = (level + steep)[: 20 * _MOST]
    found = [_measured(_trimmed(one, closed), closed) for one in likely]
    kept = [one for one in found if one.drawn and _is_small_square(one, scale) and _stands_free(one, ink)]
    return _apart(_distinct(kept)[:_MOST])


def _turned(ink: Grey) -> Grey:
    return np.ascontiguousarray(ink.T)


def _pairs(ink: Grey, scale: float) -> list[list[int]]:
    """Rectangles (x0, y0, x1, y1) between level strokes that could be the top and the foot of a square."""
    bars = _bars(ink, round(_SMALLEST * scale * 0.8))[:_MOST_BARS]
    left, top, right, bottom = (bars[:, column] for column in range(4))
    wide = np.maximum(right - left, 1)
    apart = bottom[None, :] - top[:, None]
    fits = (apart >= wide[:, None] / _SQUARE) & (apart <= wide[:, None] * _SQUARE)
    for edge in (left, right):
        fits &= np.abs(edge[:, None] - edge[None, :]) <= _ALIGNED * wide[:, None]
    upper, lower = np.nonzero(fits)
    found = np.stack(
        [
            np.minimum(left[upper], left[lower]),
            top[upper],
            np.maximum(right[upper], right[lower]),
            bottom[lower],
        ],
        axis=1,
    )
    return [[int(value) for value in row] for row in found]


def _bars(ink: Grey, shortest: int) -> Segments:
    """Level strokes (left, top, right, bottom) at least so long."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs(ink, shortest, 1))
    boxes = stats[1:, :4].astype(np.int64)
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def _trimmed(one: Square, ink: Grey) -> Square:
    """The square without strokes that leave it: from its first long straight side to its last, both ways."""
    part = ink[one.y : one.y + one.high, one.x : one.x + one.wide]
    bar = max(min(one.wide, one.high) // 2, 1)
    top, bottom = _ends(runs(part, bar, 1).sum(axis=1, dtype=np.int64))
    left, right = _ends(runs(part, 1, bar).sum(axis=0, dtype=np.int64))
    return Square(one.x + left, one.y + top, right - left, bottom - top)


def _ends(strength: NDArray[np.int64]) -> tuple[int, int]:
    """Where the strong values begin and end."""
    strong = np.flatnonzero(strength >= max(float(strength.max(initial=0)) * 0.6, 1.0))
    return (int(strong[0]), int(strong[-1]) + 1) if len(strong) else (0, 0)


def _measured(one: Square, ink: Grey) -> Square:
    """The square with its sides measured; 0 if they are not enough for a box."""
    if min(one.wide, one.high) < 4:
        return one
    part = ink[one.y : one.y + one.high, one.x : one.x + one.wide]
    level = runs(part, round(one.wide * _PIECE), 1) > 0
    steep = runs(part, 1, round(one.high * _PIECE)) > 0
    deep, broad = max(one.high // 5, 4), max(one.wide // 5, 4)
    edges = (level[:deep].any(0), level[-deep:].any(0), steep[:, :broad].any(1), steep[:, -broad:].any(1))
    sides = [float(edge.mean()) for edge in edges]
    whole = min(sides) >= _WORST_SIDE and sum(sides) >= _DRAWN
    return Square(one.x, one.y, one.wide, one.high, sum(sides) if whole else 0.0)


def _is_small_square(one: Square, scale: float) -> bool:
    short, long = sorted((one.wide, one.high))
    return short >= _SMALLEST * scale and long <= _LARGEST * scale and long <= short * _SQUARE


def _stands_free(one: Square, ink: Grey) -> bool:
    """There is paper on its left and right, with at most a tick's stroke on it: a letter has neighbours."""
    near, far = _NEAR, _NEAR + max(round(one.wide * _RIM), 2)
    before = ink[one.y : one.y + one.high, max(one.x - far, 0) : max(one.x - near, 0)]
    after = ink[one.y : one.y + one.high, one.x + one.wide + near : one.x + one.wide + far]
    return all(float((side > 0).mean()) <= _CROWDED for side in (before, after) if side.size)


def _distinct(squares: list[Square]) -> list[Square]:
    """Of squares that overlap, the one that is drawn best."""
    kept: list[Square] = []
    for one in sorted(squares, key=lambda square: -square.drawn):
        if not any(one.shared(other) > 0.3 for other in kept):
            kept.append(one)
    return kept


def _apart(squares: list[Square]) -> list[Square]:
    """Squares in a row that share their sides are a comb for letters, not boxes to tick."""
    return [one for one in squares if sum(_touch(one, other) for other in squares) < _ROW - 1]


def _touch(one: Square, other: Square) -> bool:
    level = abs(one.y - other.y) < one.high / 3
    return one is not other and level and abs(abs(one.x - other.x) - one.wide) < 0.45 * one.wide
