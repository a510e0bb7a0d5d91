"""Checkboxes on a picture: small squares, ticked if there is ink inside."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.ink import ink_of, scale_of
from ocr.page import Mark
from ocr.raster import Grey
from ocr.spans import Span
from ocr.squares import Square, find_squares

_INSET = 0.2
_TICKED = 0.055
_SURE_EMPTY, _SURE_TICKED = 0.02, 0.11
_SOLID = 0.93


def find_marks(grey: Grey, words: Sequence[Span] = ()) -> tuple[Mark, ...]:
    """The checkboxes of an upright page, from top to bottom; none of them is a letter of `words`."""
    ink = ink_of(grey)
    high, wide = grey.shape
    squares = find_squares(ink, scale_of(grey))
    boxes = [one for one in squares if not any(_is_letter(one, word) for word in words)]
    marks = [_mark(one, ink, wide, high) for one in boxes]
    return tuple(sorted((one for one in marks if one), key=lambda one: (one.box.y0, one.box.x0)))


def _is_letter(one: Square, word: Span) -> bool:
    """The square lies within a printed word of about its own height."""
    if one.high > 1.3 * word.height:
        return False
    across = min(one.x + one.wide, word.x1) - max(one.x, word.x0)
    down = min(one.y + one.high, word.y1) - max(one.y, word.y0)
    return across > 0.6 * one.wide and down > 0.6 * one.high


def _mark(one: Square, ink: Grey, wide: int, high: int) -> Mark | None:
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
