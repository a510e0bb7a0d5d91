"""What two readers of one page make of each other's words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from ocr.page import Mark
from ocr.spans import Span

_LEAST_GLUED = 5
_UNEQUAL = 0.8
SAME_LENGTH = 0.85
"""Alike enough, and so many letters on both sides that no box was taken for one of them."""
_BRACKETS = frozenset("[](){}|")
_BOX_LOOKALIKES = frozenset("[](){}|/\\OoDXxVvLUJCuQ0.,-_=7ZIlnr")


def printed(first: list[Span], second: list[Span], *, alike: float = 0.75) -> list[Span]:
    """The words of `second` that `first` reads alike (1.0: letter by letter) in the same place.

    The neural reader reads hands too, so its word alone does not make ink print.
    """
    return [
        word
        for word in second
        if any(_stands_on(word, other) and _likeness(word, other) >= alike for other in first)
    ]


def reconciled(first: list[Span], second: list[Span]) -> list[Span]:
    """The first reader's words, parted where it glued two and plain where a speck gave a letter an accent.

    Both only where the second reader saw the same letters; its own mistakes stay its own.
    """
    return [better for word in first for better in _reconciled(word, second)]


def off_marks(words: list[Span], boxes: Iterable[Span]) -> list[Span]:
    """`words` without those that are only a checkbox in a reader's eyes."""
    held = list(boxes)
    return [word for word in words if not any(_is_of_box(word, box) for box in held)]


def mark_spans(marks: Iterable[Mark], wide: float, high: float) -> list[Span]:
    """The rectangles of marks in pixels of a page of that size."""
    boxes = (mark.box for mark in marks)
    return [Span("", box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high, 1.0) for box in boxes]


def _is_of_box(word: Span, box: Span) -> bool:
    """A letter on the box, or a bracket right beside it: the reader's cut between them is a guess."""
    if len(word.text) > 3 or not set(word.text) <= _BOX_LOOKALIKES:
        return False
    beside = replace(box, x0=box.x0 - 0.7 * box.width, x1=box.x1 + 0.7 * box.width)
    return _stands_on(word, box) or (set(word.text) <= _BRACKETS and _stands_on(word, beside))


def _reconciled(word: Span, second: list[Span]) -> Iterator[Span]:
    if word.text.isascii() and len(word.text) < _LEAST_GLUED:
        yield word
        return
    seen = (other for other in second if _folded(other.text) and _stands_on(other, word))
    others = sorted(seen, key=lambda other: other.x0)
    glued = len(others) > 1 and any(map(str.isalpha, word.text))  # dates and numbers are one word
    if glued and "".join(_folded(other.text) for other in others) == _folded(word.text):
        yield from (replace(other, confidence=word.confidence) for other in others)
    elif len(others) == 1 and not word.text.isascii() and _folded(others[0].text) == _folded(word.text):
        yield replace(word, text=others[0].text)
    else:
        yield word


def _folded(text: str) -> str:
    """Letters and digits only, small and without accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in apart if char.isalnum())


def _stands_on(word: Span, other: Span) -> bool:
    beside = min(word.x1, other.x1) - max(word.x0, other.x0)
    over = min(word.y1, other.y1) - max(word.y0, other.y0)
    return beside > 0.4 * min(word.width, other.width) and over > 0.4 * min(word.height, other.height)


def _likeness(word: Span, other: Span) -> float:
    """1 for the same letters, up to 0.99 for as many letters, up to `_UNEQUAL` where one reader saw more."""
    one, two = word.text.lower(), other.text.lower()
    if one == two:
        return 1.0
    if min(len(one), len(two)) > 1 and (one in two or two in one):
        return _UNEQUAL
    return min(SequenceMatcher(None, one, two).ratio(), 0.99 if len(one) == len(two) else _UNEQUAL)
