"""Typed values as words on the page, where the viewer draws them: beside their labels."""

from __future__ import annotations

from collections.abc import Iterator

from ocr.form_fields import Widget
from ocr.spans import Span

_LETTER = 0.5
"""A letter's usual width as a share of its height, in the sans-serif that viewers use."""
_LEADING = 1.15


def typed_spans(widgets: list[Widget], wide: float, high: float) -> list[Span]:
    """Words of all typed values, in the units of a page `wide` and `high` points in size."""
    return [span for widget in widgets if widget.text for span in _spans(widget, wide, high)]


def _spans(widget: Widget, wide: float, high: float) -> Iterator[Span]:
    left, top = widget.box.x0 * wide, widget.box.y0 * high
    room, depth = widget.box.width * wide, widget.box.height * high
    lines = list(_wrapped(widget.text, max(int(room / (_LETTER * widget.size)), 1)))
    leading = min(widget.size * _LEADING, depth / len(lines))
    if len(lines) == 1:
        top += (depth - leading) / 2
    letter = min(_LETTER * widget.size, room / max(len(line) for line in lines))
    for number, line in enumerate(lines):
        yield from _line(line, left, top + number * leading, leading, letter)


def _wrapped(text: str, letters: int) -> Iterator[str]:
    """Lines of at most so many letters, broken at spaces as viewers break them."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > letters:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            yield line


def _line(line: str, left: float, top: float, high: float, letter: float) -> Iterator[Span]:
    at = 0
    for word in line.split():
        start = line.index(word, at)
        at = start + len(word)
        yield Span(word, left + start * letter, top, left + at * letter, top + high, 1.0)
