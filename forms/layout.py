"""A sheet with its labels: which words stand beside and below each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from forms.labels import Label, LabelBook, find_labels
from forms.sheet import Sheet
from ocr.page import Box, Word

_TITLE_ABOVE = 0.2
"""The title of a form stands in this upper part of the page; what is above it or beside it is the plan's."""


class Layout:
    """A sheet with its labels: which words stand beside and below each of them."""

    def __init__(self, sheet: Sheet, book: LabelBook) -> None:
        self.sheet = sheet
        self.labels = _meant_as_labels(sheet, find_labels(sheet, book))
        self._taken = {id(word) for label in self.labels for word in label.words}
        self._beside = {id(label): self._words_beside(label) for label in self.labels}
        self._claimed = (
            {id(word) for label in self.labels for word in self._beside[id(label)]}
            if self.is_inline
            else set()
        )

    @cached_property
    def is_inline(self) -> bool:
        """Whether this form has most values beside their labels, not below."""
        asking = [label for label in self.labels if label.meaning.field and not label.meaning.heading]
        beside = sum(bool(self._beside[id(label)]) for label in asking)
        return 2 * beside > len(asking)

    def is_beside(self, label: Label) -> bool:
        """Whether the value of a label stands beside it, as in most of the form; a row of labels with
        nothing beside any of them has its values below.
        """
        row = [o for o in self.labels if abs(o.box.middle[1] - label.box.middle[1]) < 0.6 * o.box.height]
        return label.closed or (self.is_inline and (len(row) < 2 or any(self._beside[id(o)] for o in row)))

    def of(self, field: str) -> list[Label]:
        """The labels of a field, parts and choices aside."""
        return [label for label in self.labels if label.meaning.field == field and not label.meaning.part]

    def parts_of(self, field: str) -> Mapping[str, list[Label]]:
        """The labels of a field's parts or choices."""
        found = defaultdict(list)
        for label in self.labels:
            if label.meaning.field == field and label.meaning.part:
                found[label.meaning.part].append(label)
        return found

    def beside(self, label: Label) -> list[Word]:
        """The words right of a label, up to the next one."""
        return self._beside[id(label)]

    def below(self, label: Label, rows: float = 3.4) -> list[Word]:
        """The words under a label, in its column, up to the next label and no deeper than `rows` lines."""
        box = self.below_box(label, rows)
        words = [w for w in self.sheet.within(box) if id(w) not in self._taken and id(w) not in self._claimed]
        return sorted(words, key=lambda word: (word.line, word.box.x0))

    def below_box(self, label: Label, rows: float) -> Box:
        """The column under a label."""
        high, left = self.sheet.line_height, label.box.x0 - 0.012
        bottom = label.box.y1 + rows * high
        right = 1.0
        for other in self.labels:
            if other is label:
                continue
            if (
                abs(other.box.middle[1] - label.box.middle[1]) < 1.3 * high
                and other.box.x0 > label.box.x0 + 0.03
            ):
                right = min(right, other.box.x0 - 0.008)
        for other in self.labels:
            under = other.box.y0 > label.box.y1 - 0.2 * high
            across = other.meaning.heading or (other.box.x0 < right and other.box.x1 > left)
            if under and across:
                bottom = min(bottom, other.box.y0 + 0.1 * high)
        return Box(
            left, label.box.y0 + 0.75 * max(label.box.height, high * 0.8), right, max(bottom, label.box.y1)
        )

    def _words_beside(self, label: Label) -> list[Word]:
        middle, high, line = (
            label.box.middle[1],
            max(self.sheet.line_height, label.box.height),
            label.words[-1].line,
        )
        right = min(
            (o.box.x0 for o in self.labels if o is not label and o.box.x0 >= label.box.x1 - 0.004
             and abs(o.box.middle[1] - middle) < 0.75 * high),
            default=1.01,
        )  # fmt: skip
        row = [
            word
            for word in self.sheet.words
            if id(word) not in self._taken
            and (word.box.middle[0] if word.line == line else word.box.x0) >= label.box.x1 - 0.006
            and word.box.x0 < right - 0.002
            and (
                word.line == line
                or abs(word.box.middle[1] - middle) < 0.62 * max(high, min(word.box.height, 1.5 * high))
            )
        ]
        return _meant(_up_to_colon(_up_to_gap(self.sheet, sorted(row, key=lambda word: word.box.x0))))


def _up_to_gap(sheet: Sheet, row: list[Word]) -> list[Word]:
    """The first run of words: a gap of eight line heights ends it."""
    for place in range(1, len(row)):
        if sheet.gap(row[place - 1], row[place]) > 8:
            return row[:place]
    return row


def _up_to_colon(row: list[Word]) -> list[Word]:
    """What stands before the next word with a colon: a label that no definition knows."""
    cut = next((place for place, word in enumerate(row) if re.fullmatch(r"[A-Za-z.#]{2,}:", word.text)), None)
    return row if cut is None else row[:cut]


def _meant(words: list[Word]) -> list[Word]:
    """Without the hint in brackets that belongs to the label, and without lines to write on."""
    text = " ".join(word.text for word in words)
    if hint := re.match(r"\s*[([](?!\d{3})[^)\]]*[)\]]\s*[:.]?\s*", text):
        words = _skip(words, hint.end())
    return [word for word in words if re.search(r"[A-Za-z0-9]", word.text) or word.text in "/-"]


def _skip(words: list[Word], characters: int) -> list[Word]:
    seen = 0
    for place, word in enumerate(words):
        if seen >= characters - 1:
            return words[place:]
        seen += len(word.text) + 1
    return []


def _meant_as_labels(sheet: Sheet, labels: list[Label]) -> list[Label]:
    """Without words that only look like a label: choices named in running text, and what stands above
    the form.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        parts[label.meaning.field].add(label.meaning.part)
    top = min(
        (label.box.y0 for label in labels if label.meaning.title and label.box.y0 < _TITLE_ABOVE),
        default=-1.0,
    )
    return [
        label
        for label in labels
        if label.box.y1 > top + 1.2 * sheet.line_height
        and (not label.meaning.choice or len(parts[label.meaning.field]) > 2 or _by_a_mark(sheet, label))
    ]


def _by_a_mark(sheet: Sheet, label: Label) -> bool:
    high = label.box.height
    return any(
        abs(mark.box.middle[1] - label.box.middle[1]) < high and -0.02 < label.box.x0 - mark.box.x0 < 0.09
        for mark in sheet.marks
    )
