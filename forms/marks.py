"""Which boxes of a form are ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.cues import Phrases
from forms.grammar.names import plain
from forms.labels import Label, Meaning
from forms.layout import Layout
from forms.material import Material
from forms.values import Source, State, Value
from ocr.page import Box, Mark, Word

_CROSS = re.compile(r"^[\[({|]?\s?[xX×✓✔☒☑√]\s?[\])}|]?$")
_EMPTY_BOX = re.compile(r"^(?:[\[({|]\s*[\])}|]?|[\])}|]|□|☐|o|O|0)$")
_REACH = 0.085
"""How far from its words a box may stand, as a share of the page's width."""


@dataclass(frozen=True)
class Choice:
    """One printed choice and the box that belongs to it, if one was found."""

    key: str
    label: Label
    mark: Mark | None
    crossed: bool

    @property
    def ticked(self) -> bool:
        return self.crossed or (self.mark is not None and self.mark.ticked)


def read_boxes(field: str, paper: Material) -> Value | None:
    """The ticked choices of a field. None where the form prints no such boxes; UNREADABLE where boxes
    cannot be seen.
    """
    phrases = paper.readers(field).marked
    found = [
        (layout, choice)
        for layout in paper.layouts
        for choice in (*choices(field, layout), *worded(phrases, layout))
    ]
    known = {(choice.key, layout.sheet.page) for layout, choice in found if choice.label.meaning.field}
    found = [
        (at, one) for at, one in found if one.label.meaning.field or (one.key, at.sheet.page) not in known
    ]
    seen = [(layout, choice) for layout, choice in found if choice.mark or choice.crossed]
    if not found or (len(found) < 2 and not seen):
        return None
    page, box = found[0][0].sheet.page, Box.around(choice.label.box for _, choice in found)
    if not seen:
        return Value(
            None,
            State.UNREADABLE,
            raw="",
            confidence=0.0,
            needs_review=True,
            source=Source.MARK,
            page=page,
            box=box,
        )
    ticked = [(layout, choice) for layout, choice in seen if choice.ticked]
    sure = min((choice.mark.confidence for _, choice in seen if choice.mark), default=0.8)
    doubtful = sure < 0.6 or len(seen) < 0.6 * len(found)
    if not ticked:
        state = State.UNREADABLE if doubtful else State.ABSENT
        return Value(
            None, state, confidence=sure, needs_review=doubtful, source=Source.MARK, page=page, box=box
        )
    return Value(
        list(dict.fromkeys(choice.key for _, choice in ticked)),
        raw="; ".join(choice.label.phrase for _, choice in ticked),
        confidence=sure,
        needs_review=doubtful,
        source=Source.MARK,
        page=ticked[0][0].sheet.page,
        box=Box.around(choice.label.box for _, choice in ticked),
    )


def choices(field: str, layout: Layout) -> Iterator[Choice]:
    """Every printed choice of a field on a sheet, with its box."""
    labels = [(key, label) for key, found in layout.parts_of(field).items() for label in found]
    right = _stands_right(layout, [label for _, label in labels])
    for key, label in labels:
        mark = _nearest(layout.sheet.marks, label, right)
        yield Choice(key, label, mark, _crossed(layout, label))


def worded(phrases: Mapping[str, Phrases], layout: Layout) -> Iterator[Choice]:
    """Choices in wordings of their own: a box whose words, up to the next box, hold the phrase of just
    one choice.
    """
    taken = {id(word) for label in layout.labels if label.meaning.choice for word in label.words}
    for mark in layout.sheet.marks if phrases else ():
        words = _words_after(mark, layout)
        text = plain(" ".join(word.text.replace("-", " ").replace("/", " ") for word in words))
        keys = [key for key, found in phrases.items() if any(phrase.search(text) for phrase in found)]
        if len(keys) == 1 and not any(id(word) in taken for word in words):
            yield Choice(keys[0], Label(Meaning(), tuple(words), text, closed=False), mark, crossed=False)


def _words_after(mark: Mark, layout: Layout) -> list[Word]:
    """The words right of a box on its line, up to the next box or a wide gap."""
    middle = mark.box.middle[1]
    ends = min(
        (
            m.box.x0
            for m in layout.sheet.marks
            if m.box.x0 > mark.box.x1 and abs(m.box.middle[1] - middle) < 0.01
        ),
        default=1.0,
    )
    row = [
        word
        for word in layout.sheet.words
        if abs(word.box.middle[1] - middle) < 0.6 * max(word.box.height, mark.box.height)
        and mark.box.x0 - 0.01 <= word.box.x0 < ends - 0.005
    ]
    row.sort(key=lambda word: word.box.x0)
    for place in range(1, len(row)):
        if layout.sheet.gap(row[place - 1], row[place]) > 3:
            return row[:place]
    return row


def _stands_right(layout: Layout, labels: Sequence[Label]) -> bool:
    """Whether this form sets its boxes behind the words."""
    marks = layout.sheet.marks
    left = sum(_nearest(marks, label, False) is not None for label in labels)
    return sum(_nearest(marks, label, True) is not None for label in labels) > left


def _nearest(marks: Sequence[Mark], label: Label, right: bool) -> Mark | None:
    near = [(abs(_distance(mark, label, right)), mark) for mark in marks if _beside(mark, label, right)]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _beside(mark: Mark, label: Label, right: bool) -> bool:
    first = label.words[-1 if right else 0].box
    level = abs(mark.box.middle[1] - first.middle[1]) < 0.75 * max(first.height, mark.box.height)
    return level and -0.02 <= _distance(mark, label, right) <= _REACH


def _distance(mark: Mark, label: Label, right: bool) -> float:
    """From the box to its words; below zero where a reader took the box for a part of the words."""
    return mark.box.x0 - label.box.x1 if right else label.box.x0 - mark.box.x0


def _crossed(layout: Layout, label: Label) -> bool:
    """Whether a cross stands before the words as a character."""
    before = _before(layout, label)
    return bool(before) and bool(_CROSS.match(before[-1].text))


def _before(layout: Layout, label: Label) -> list[Word]:
    line = [word for word in layout.sheet.words if word.line == label.words[0].line]
    return [
        word for word in line if word.box.x1 <= label.box.x0 + 0.004 and label.box.x0 - word.box.x1 < _REACH
    ]
