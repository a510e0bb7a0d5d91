"""Words out of lines: the first reader gives one box a line, and the ink says where its words part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ocr.raster import Grey
from ocr.spans import Span

_NARROW = frozenset("iljtfrI1.,:;'!|()[]-/ ")
_WIDE = frozenset("mwMW@%&")


def parted(line: Span, grey: Grey) -> list[Span]:
    """The words of one line, each with its share of the line's box."""
    words = line.text.split()
    if len(words) < 2:
        return [line]
    gaps = _gaps(line, grey)
    cuts = [_cut(guess, gaps, line.height) for guess in _guesses(words, line)]
    edges = [line.x0, *_rising(cuts), line.x1]
    return [
        Span(word, left, line.y0, right, line.y1, line.confidence)
        for word, (left, right) in zip(words, pairwise(edges), strict=True)
    ]


def _weight(text: str) -> float:
    return sum(0.55 if char in _NARROW else 1.5 if char in _WIDE else 1.0 for char in text)


def _guesses(words: Sequence[str], line: Span) -> list[float]:
    """Where the spaces would stand if every letter had its usual width."""
    whole = _weight(" ".join(words))
    seen, found = 0.0, []
    for word in words[:-1]:
        seen += _weight(word)
        found.append(line.x0 + line.width * (seen + _weight(" ") / 2) / whole)
        seen += _weight(" ")
    return found


def _gaps(line: Span, grey: Grey) -> list[tuple[float, float]]:
    """Runs of columns without ink inside the line: (left, right) in pixels of the page."""
    top, bottom = int(line.y0), int(line.y1) + 1
    left = max(int(line.x0), 0)
    strip = grey[max(top, 0) : bottom, left : int(line.x1) + 1]
    if strip.size == 0:
        return []
    inked = np.concatenate(([1], (strip < 128).any(axis=0).astype(np.int8), [1]))
    turns = np.flatnonzero(np.diff(inked))
    return [(left + float(a), left + float(b)) for a, b in zip(turns[::2], turns[1::2], strict=False)]


def _cut(guess: float, gaps: list[tuple[float, float]], height: float) -> float:
    """The middle of the widest gap near the guess, or the guess where the ink is closed."""
    near = [gap for gap in gaps if abs((gap[0] + gap[1]) / 2 - guess) < 1.2 * height]
    if not near:
        return guess
    left, right = max(near, key=lambda gap: (gap[1] - gap[0]) - 0.4 * abs((gap[0] + gap[1]) / 2 - guess))
    return (left + right) / 2


def _rising(cuts: list[float]) -> list[float]:
    return list(np.maximum.accumulate(cuts)) if cuts else []
