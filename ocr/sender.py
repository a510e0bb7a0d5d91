"""The line that a fax machine prints along the edge of each page: whose machine, when, which page."""

from __future__ import annotations

import re

from ocr.lines import in_lines
from ocr.spans import Span

_TOP, _FOOT = 0.06, 0.955
_TIME = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}(?!\d)|\b\d{1,2}\.\d{2}\s?[ap]\.?m", re.I)
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    rf"|\b{_MONTH}[-. ]{{1,2}}\d{{1,2}}[-., ]+(19|20)?\d{{2}}\b"
    rf"|\b\d{{1,2}}[- ]{_MONTH}[-., ]+(19|20)?\d{{2}}\b",
    re.I,
)
_PAGE = re.compile(r"\bP(age|g|a)?\s?[.:#]?\s?\d+\b|\b\d{1,3}\s?(/|of)\s?\d{1,3}\b(?![-/.]\d)", re.I)
_MACHINE = re.compile(r"\b(fax|from|to|tel|tx|rx|id)\b\s?[:#.]?|\+?\d[\d\s().-]{8,}\d", re.I)


def sender_spans(spans: list[Span], high: float) -> list[Span]:
    """The spans of the line that the sender's machine printed on a page so high; [] if there is none.

    A letterhead names phone numbers too, and a form counts its pages: only a
    line with the time of sending, or with date, page and machine together, counts.
    """
    edge = [span for span in spans if span.middle < _TOP * high or span.middle > _FOOT * high]
    for line in in_lines(edge):
        if _is_stamp(" ".join(span.text for span in line), at_top=line[0].middle < high / 2):
            return line
    return []


def _is_stamp(text: str, *, at_top: bool) -> bool:
    time, date = _TIME.search(text), _DATE.search(text)
    page, machine = _PAGE.search(text), _MACHINE.search(text)
    signs = sum(bool(sign) for sign in (time, date, page, machine))
    return bool(signs >= 3 and (time or at_top)) or bool(time and page)
