"""What kind of paper a page is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from forms.cues import Extract, compiled
from forms.grammar.names import plain
from forms.sheet import Sheet

_TOP = 0.3
_ENOUGH = 1.0
_LATER = re.compile(
    r"\bpage (?:[2-9]|two|three|four)\b|(?:^|\s)[-–] ?[2-9] ?[-–]?$|\bp ?[2-9] of\b|\b[2-9] of [2-9]\b|^\W*[2-9]\W*$|continued",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page's likeliest type with its score (1 is enough); whether it looks like the first page of its paper."""

    doc_type: str
    score: float
    is_first: bool
    scores: Mapping[str, float]


class Classifier:
    """Knows what every document type looks like."""

    def __init__(self, extracts: Mapping[str, Extract]) -> None:
        self._types = {
            name: (
                [(_flat(title), weight) for title, weight in extract.recognise.titles.items()],
                [(compiled(cue), weight) for cue, weight in extract.recognise.cues.items()],
                [(compiled(cue), weight) for cue, weight in extract.recognise.against.items()],
                [compiled(cue) for cue in extract.recognise.openings],
                [compiled(cue) for cue in extract.recognise.continues],
            )
            for name, extract in extracts.items()
        }

    def kind(self, sheet: Sheet) -> PageKind:
        """The kind of one page; a page that is enough of nothing is `other`."""
        text = plain(" ".join(word.text.replace("-", " ").replace("/", " ") for word in sheet.words))
        top = [_flat(line.text) for line in sheet.lines if line.box.y0 < _TOP]
        scores = {name: self._score(name, text, top) for name in self._types}
        best = max(scores, key=lambda name: scores[name], default="other")
        if scores.get(best, 0.0) < _ENOUGH:
            return PageKind(
                "other", max(scores.values(), default=0.0), self._is_first(best, sheet, text), scores
            )
        return PageKind(best, scores[best], self._is_first(best, sheet, text), scores)

    def _score(self, name: str, text: str, top: list[str]) -> float:
        titles, cues, against, _, _ = self._types[name]
        score = max(
            (weight for title, weight in titles if any(_holds(line, title) for line in top)), default=0.0
        )
        score += sum(weight for cue, weight in cues if cue.search(text))
        return score - sum(weight for cue, weight in against if cue.search(text))

    def _is_first(self, name: str, sheet: Sheet, text: str) -> bool:
        if name in self._types:
            _, _, _, openings, continues = self._types[name]
            if any(cue.search(text) for cue in continues):
                return False
            if any(cue.search(text) for cue in openings):
                return True
        head = " ".join(line.text for line in sheet.lines[:2])
        return not _LATER.search(head)


def _flat(text: str) -> str:
    return plain(text.replace("-", " ").replace("/", " "))


def _holds(line: str, title: str) -> bool:
    """Whether a line holds a title, a few misread letters aside."""
    if len(line) < 0.8 * len(title):
        return False
    if len(title) < 8:
        return bool(re.search(rf"(?:^|\s){re.escape(title)}(?:\s|$)", line))
    return fuzz.partial_ratio(title, line) >= 88
