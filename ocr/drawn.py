"""What a page with a text layer shows beside its text: boxes, codes, pen strokes, pictures of words."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.codes import find_codes
from ocr.engines import LineReader
from ocr.ink import ink_of, scale_of
from ocr.marks import find_marks
from ocr.page import Box, Code, Mark
from ocr.parting import parted
from ocr.raster import Grey
from ocr.signature import find_signature_ink, unexplained
from ocr.spans import Span

_WORTH_READING = 1500
"""Pixels of ink at 200 dots an inch that the text does not account for: about three written words."""
_NEW = 0.4


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was found in the page's picture. `spans` are words that only the picture has, in its pixels."""

    marks: tuple[Mark, ...]
    codes: tuple[Code, ...]
    signature_ink: tuple[Box, ...]
    spans: list[Span]


def look_at(grey: Grey, text: list[Span], fields: list[Span], reader: LineReader) -> Drawn:
    """Look at a drawn page whose words and form fields are known, all in its pixels.

    The reader is asked only where there is ink that neither words, rules, boxes
    nor fields account for: a pasted picture, a stylus, a stamp.
    """
    marks = find_marks(grey, [span for span in text if _is_word(span.text)])
    known = text + fields
    left = unexplained(grey, known, marks)
    worth = float((left > 0).sum()) > _WORTH_READING * scale_of(grey) ** 2
    lines = reader.lines(grey) if worth else []
    words = [word for line in lines for word in parted(line, grey)]
    return Drawn(
        marks=marks,
        codes=find_codes(grey),
        signature_ink=find_signature_ink(grey, known, marks),
        spans=[word for word in words if _is_new(word, left, grey)],
    )


def _is_word(text: str) -> bool:
    """More than the single X that is typed into a box."""
    return len(text) > 1 and any(map(str.isalnum, text))


def _is_new(word: Span, left: Grey, grey: Grey) -> bool:
    """Most of the word's ink is ink that the text does not account for."""
    rows, columns = slice(int(word.y0), int(word.y1) + 1), slice(int(word.x0), int(word.x1) + 1)
    inked = int((ink_of(grey[rows, columns]) > 0).sum())
    return inked > 0 and int((left[rows, columns] > 0).sum()) > _NEW * inked
