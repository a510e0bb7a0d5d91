"""Is the paper signed? Ink where a signature belongs: at a form's signature line, or under a letter's
closing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from forms.cues import Shape
from forms.fuse import text_of
from forms.grammar.names import looks_like_name, plain
from forms.labels import Label
from forms.layout import Layout
from forms.material import Material
from forms.values import Source, State, Value
from ocr.page import Box, Word

_DATE_LIKE = re.compile(r"^[\d/.,-]+$")
_NOT_INK = re.compile(r"^(?:x|_+|date|signed?)\W*$", re.IGNORECASE)


def read_signature(field: str, paper: Material) -> Value | None:
    """True or False; None where the paper has no place for a signature."""
    if paper.extract.shape is Shape.LETTER:
        return _letter_signature(paper)
    for layout in paper.layouts:
        for label in layout.of(field):
            return _at_line(layout, label)
    return _by_a_misread_label(field, paper)


_LIKE_A_LABEL = 80
"""A word of a label over which the signature runs is still so much like itself, in hundredths."""


def _by_a_misread_label(field: str, paper: Material) -> Value | None:
    """Ink on a line that begins with words of the label, if the strokes over it made it unreadable."""
    words = {word for one in paper.readers(field).labels for word in plain(one).split() if len(word) > 6}
    for sheet in paper.sheets:
        for ink in sheet.signature_ink:
            beside = [w for line in sheet.lines for w in line.words[:3] if _is_left_of(w.box, ink)]
            if any(fuzz.ratio(plain(w.text), word) >= _LIKE_A_LABEL for w in beside for word in words):
                return _value(True, sheet.page, ink, sheet.typed, "")
    return None


def _is_left_of(box: Box, ink: Box) -> bool:
    return box.x0 < ink.x0 < box.x1 + 0.2 and ink.y0 - 0.01 < box.middle[1] < ink.y1 + 0.01


def _at_line(layout: Layout, label: Label) -> Value:
    """On a form: words that no label explains, or ink, above, beside or below the words "signature"."""
    sheet, box = layout.sheet, _room(layout, label)
    printed = {id(word) for other in layout.labels for word in other.words}
    short = {line.words[0].line for line in sheet.lines if len(line.words) <= 5} | {label.words[0].line}
    words = [w for w in sheet.within(box) if id(w) not in printed and _can_be_ink(w) and w.line in short]
    ink = [spot for spot in sheet.signature_ink if spot.overlap(box) > 0.4]
    signed = bool(ink) or sum(len(word.text) for word in words) >= 2
    return _value(
        signed,
        sheet.page,
        Box.around([*(w.box for w in words), *ink]) if signed else box,
        sheet.typed,
        text_of(words),
    )


def _room(layout: Layout, label: Label) -> Box:
    """Where the signature may be: around its label, up to labels of other fields above, below and to
    the right.
    """
    high = layout.sheet.line_height
    right = min(
        (
            o.box.x0
            for o in layout.labels
            if o.box.x0 > label.box.x1 and abs(o.box.middle[1] - label.box.middle[1]) < 3 * high
        ),
        default=min(label.box.x0 + 0.5, 1.0),
    )
    overlapping = [
        o for o in layout.labels if o is not label and o.box.x0 < right and o.box.x1 > label.box.x0
    ]
    top = max((o.box.y1 for o in overlapping if o.box.y1 <= label.box.y0 + 0.2 * high), default=0.0)
    bottom = min((o.box.y0 for o in overlapping if o.box.y0 >= label.box.y1 - 0.2 * high), default=1.0)
    above, below = max(top, label.box.y0 - 3.2 * high), min(bottom, label.box.y1 + 2.6 * high)
    return Box(label.box.x0 - 0.02, above, right - 0.005, below)


def _can_be_ink(word: Word) -> bool:
    return (
        not _DATE_LIKE.match(word.text)
        and not _NOT_INK.match(word.text)
        and any(c.isalnum() for c in word.text)
    )


def _letter_signature(paper: Material) -> Value | None:
    """In a letter: ink, or a scrawl that was read as words, between the closing and the printed name."""
    rows = paper.letter.signature
    if not rows:
        return _value(False, paper.sheets[-1].page, None, paper.sheets[-1].typed, "", doubtful=True)
    page, first = rows[0]
    sheet = paper.sheet(page)
    end = next(
        (line.box.y1 for at, line in rows[1:] if at == page and looks_like_name(_name_part(line.words))), 1.0
    )
    ink = [spot for spot in sheet.signature_ink if spot.y1 > first.box.y0 - 0.03 and spot.y0 < end + 0.02]
    names = [
        line
        for at, line in rows
        if at == page and line is not first and any(len(w.text) > 2 for w in line.words)
    ]
    scrawl = len(names) >= 2 and not sheet.typed
    signed = bool(ink) or scrawl
    box = Box.around(ink) if ink else names[0].box if names else first.box
    return _value(signed, page, box, sheet.typed, "", doubtful=not ink and not scrawl)


def _name_part(words: Sequence[Word]) -> str:
    return text_of(words).split(",")[0]


def _value(signed: bool, page: int, box: Box | None, typed: bool, raw: str, doubtful: bool = False) -> Value:
    return Value(
        signed,
        State.PRESENT,
        raw=raw,
        confidence=0.6 if doubtful else 0.95,
        needs_review=doubtful,
        source=Source.TEXT if typed else Source.PPOCR,
        page=page,
        box=box,
    )
