"""A page that is a picture: made upright and straight, then read by both readers."""

from __future__ import annotations

from ocr.agreement import SAME_LENGTH, mark_spans, off_marks, printed, reconciled
from ocr.codes import find_codes
from ocr.engines import Engines
from ocr.ink import blanked
from ocr.lines import as_words
from ocr.marks import find_marks
from ocr.page import PageReading
from ocr.parting import parted
from ocr.raster import Grey
from ocr.sender import sender_spans
from ocr.signature import find_signature_ink
from ocr.straighten import straighten
from ocr.upright import Sheet, upright

_WORD = 2
"""Both readers take an empty box for the same letter now and then; for the same word, never."""


def as_sheet(grey: Grey, engines: Engines) -> Sheet:
    """The page as it is read and shown."""
    return upright(straighten(grey), engines.first)


def read_image(sheet: Sheet, number: int, engines: Engines) -> PageReading:
    """What stands on the page."""
    high, wide = sheet.grey.shape
    stamp = sender_spans(sheet.lines, high)
    grey = blanked(sheet.grey, stamp)
    lines = [line for line in sheet.lines if line not in stamp]
    first = [word for line in lines for word in parted(line, grey)]
    second = engines.second.words(grey)
    sure = [word for word in printed(first, second, alike=SAME_LENGTH) if len(word.text) >= _WORD]
    marks = find_marks(grey, sure)
    boxes = mark_spans(marks, wide, high)
    return PageReading(
        number=number,
        source="image",
        width=wide,
        height=high,
        words=as_words(off_marks(reconciled(first, second), boxes), wide, high),
        second=as_words(off_marks(second, boxes), wide, high),
        marks=marks,
        codes=find_codes(grey),
        signature_ink=find_signature_ink(grey, printed(first, second), marks),
        sender_line=" ".join(span.text for span in stamp) or sheet.sender_line,
        rotated=sheet.rotated,
        ink=_inked(grey),
        readers=engines.versions,
    )


def _inked(grey: Grey) -> float:
    return round(float((grey < 128).mean()), 5)
