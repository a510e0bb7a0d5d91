"""Checkboxes on a picture: small squares with four drawn sides, ticked if there is ink inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ink import ink_of, rules_of, runs, scale_of
from ocr.page import Mark
from ocr.raster import Grey
from ocr.spans import Span

_SMALLEST, _LARGEST = 16, 62
"""A checkbox's side in pixels at 200 dots an inch: 6 to 22 points."""
_SIDE = 0.78
"""The least share of each side that must be drawn: faxes lose parts of thin lines."""
_STROKE = 0.35
_SQUARE = 1.35
_OVERSHOOT = 2.2
_INSET = 0.2
_TICKED = 0.055
_SURE_EMPTY, _SURE_TICKED = 0.02, 0.11
_SOLID = 0.93
_ROW = 3
_WORD = 3


@dataclass(frozen=True, slots=True)
class _Square:
    x: int
    y: int
    wide: int
    high: int


def find_marks(grey: Grey, print_: Sequence[Span] = ()) -> tuple[Mark, ...]:
    """The checkboxes of an upright page, from top to bottom; none of them is a letter of the words in `print_`."""
    scale = scale_of(grey)
    ink = ink_of(grey)
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    high, wide = grey.shape
    trimmed = (_trimmed(one, closed) for one in _candidates(closed, scale))
    squares = [one for one in trimmed if _is_small_square(one, scale) and _has_sides(one, closed)]
    squares = [one for one in _apart(squares) if not any(_is_letter(one, word) for word in print_)]
    marks = [_mark(one, ink, wide, high) for one in squares]
    return tuple(sorted((one for one in marks if one), key=lambda one: (one.box.y0, one.box.x0)))


def _candidates(ink: Grey, scale: float) -> list[_Square]:
    """Small groups of short straight strokes; table rules are too long to be a side and are taken out first."""
    long = round(_LARGEST * scale * 1.3)
    rules = cv2.dilate(rules_of(ink, long), np.ones((3, 3), np.uint8))
    strokes = rules_of(ink, round(_SMALLEST * scale * 0.8)) & ~rules
    joined = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = [_Square(*(int(value) for value in stats[index][:4])) for index in range(1, count)]
    return [one for one in found if min(one.wide, one.high) >= _SMALLEST * scale and _is_compact(one, scale)]


def _is_compact(one: _Square, scale: float) -> bool:
    """A box, perhaps with the strokes of a tick that leaves it."""
    short, long = sorted((one.wide, one.high))
    return long <= _LARGEST * scale * _OVERSHOOT and long <= short * _OVERSHOOT


def _trimmed(one: _Square, ink: Grey) -> _Square:
    """The box without the strokes that leave it: from its first long straight side to its last, both ways."""
    part = ink[one.y : one.y + one.high, one.x : one.x + one.wide]
    bar = max(min(one.wide, one.high) // 2, 1)
    top, bottom = _ends(runs(part, bar, 1).sum(axis=1, dtype=np.int64))
    left, right = _ends(runs(part, 1, bar).sum(axis=0, dtype=np.int64))
    return _Square(one.x + left, one.y + top, right - left, bottom - top)


def _ends(strength: NDArray[np.int64]) -> tuple[int, int]:
    """Where the strong values begin and end."""
    strong = np.flatnonzero(strength >= max(float(strength.max()) * 0.7, 1.0))
    return (int(strong[0]), int(strong[-1]) + 1) if len(strong) else (0, 0)


def _is_small_square(one: _Square, scale: float) -> bool:
    short, long = sorted((one.wide, one.high))
    return short >= _SMALLEST * scale and long <= _LARGEST * scale and long <= short * _SQUARE


def _has_sides(one: _Square, ink: Grey) -> bool:
    """Each of the four edges is drawn straight along most of its length: letters are round at the corners."""
    part = ink[one.y : one.y + one.high, one.x : one.x + one.wide]
    level = runs(part, round(one.wide * _STROKE), 1) > 0
    steep = runs(part, 1, round(one.high * _STROKE)) > 0
    deep, broad = max(one.high // 5, 4), max(one.wide // 5, 4)
    sides = (level[:deep].any(0), level[-deep:].any(0), steep[:, :broad].any(1), steep[:, -broad:].any(1))
    return min(float(side.mean()) for side in sides) >= _SIDE


def _apart(squares: list[_Square]) -> list[_Square]:
    """Squares in a row that share their sides are a comb for letters, not boxes to tick."""
    return [one for one in squares if sum(_touch(one, other) for other in squares) < _ROW - 1]


def _touch(one: _Square, other: _Square) -> bool:
    level = abs(one.y - other.y) < one.high / 3
    return one is not other and level and abs(abs(one.x - other.x) - one.wide) < 0.45 * one.wide


def _is_letter(one: _Square, word: Span) -> bool:
    """The square lies within a printed word of about its own height."""
    if len(word.text) < _WORD or one.high > 1.3 * word.height:
        return False
    across = min(one.x + one.wide, word.x1) - max(one.x, word.x0)
    down = min(one.y + one.high, word.y1) - max(one.y, word.y0)
    return across > 0.6 * one.wide and down > 0.6 * one.high


def _mark(one: _Square, ink: Grey, wide: int, high: int) -> Mark | None:
    """The mark with its state, None for a solid square, which is a bullet."""
    across, down = round(one.wide * _INSET), round(one.high * _INSET)
    inside = ink[one.y + down : one.y + one.high - down, one.x + across : one.x + one.wide - across]
    share = float((inside > 0).mean()) if inside.size else 0.0
    if share > _SOLID:
        return None
    span = Span("", one.x, one.y, one.x + one.wide, one.y + one.high, 1.0)
    return Mark(span.box(wide, high), share >= _TICKED, _sureness(share))


def _sureness(share: float) -> float:
    """Low between a speck and a stroke."""
    if share <= _SURE_EMPTY or share >= _SURE_TICKED:
        return 0.97
    nearest = min(share - _SURE_EMPTY, _SURE_TICKED - share)
    return round(0.97 - 0.4 * nearest / ((_SURE_TICKED - _SURE_EMPTY) / 2), 3)
