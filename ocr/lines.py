"""Reading order: spans that stand on one visual line, left to right, lines from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from ocr.page import Word
from ocr.spans import Span

_SAME_LINE = 0.5
"""Two spans share a line if their middles differ by less than this share of the smaller one's height."""


def in_lines(spans: Iterable[Span]) -> list[list[Span]]:
    """Spans by visual line. A label and its value stay together even if a column rule stands between them."""
    lines: list[list[Span]] = []
    for span in sorted(spans, key=lambda one: one.middle):
        line = _line_for(span, lines)
        if line is None:
            lines.append([span])
        else:
            line.append(span)
    ordered = sorted(lines, key=lambda line: median(one.middle for one in line))
    return [sorted(line, key=lambda one: one.x0) for line in ordered]


def as_words(spans: Iterable[Span], wide: float, high: float) -> tuple[Word, ...]:
    """Words in reading order with their line numbers, boxes as fractions of a page of that size."""
    return tuple(
        Word(span.text, span.box(wide, high), round(span.confidence, 4), number)
        for number, line in enumerate(in_lines(spans))
        for span in line
    )


def _line_for(span: Span, lines: list[list[Span]]) -> list[Span] | None:
    near = [line for line in lines[-12:] if _belongs(span, line)]
    return min(near, key=lambda line: abs(_nearest(span, line).middle - span.middle), default=None)


def _belongs(span: Span, line: list[Span]) -> bool:
    """Compare with the neighbour on the line, not with its first word: lines sag."""
    other = _nearest(span, line)
    if any(_stacked(span, one) for one in line):
        return False
    return abs(span.middle - other.middle) < _SAME_LINE * min(span.height, other.height)


def _nearest(span: Span, line: list[Span]) -> Span:
    return min(line, key=lambda one: max(one.x0 - span.x1, span.x0 - one.x1, 0.0))


def _stacked(one: Span, other: Span) -> bool:
    """One stands over the other: they share more than half of the narrower one's width."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.width, other.width)
