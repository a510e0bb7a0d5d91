"""What kind of paper a page is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from forms.blocks import begins_letter
from forms.cues import Extract, Shape, compiled
from forms.grammar.names import has_credential, plain
from forms.grammar.words import pattern
from forms.sheet import Sheet

_TOP = 0.3
_ENOUGH = 1.0
_LETTER = 0.25
"""What a salutation or a date line adds for the types that are letters."""
_LATER = pattern(r"""
    \bpage\ (?:[2-9]|two|three|four)\b|(?:^|\s)[-–]\ ?[2-9]\ ?[-–]?$|\bp\ ?[2-9]\ of\b|\b[2-9]\ of\ [2-9]\b
    |^\W*[2-9]\W*$|continued
""")


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page's likeliest type with its score (1 is enough).

    `opens` is True for what is clearly a first page, False for a later one, None if it does not say.
    `runs_on` if it holds running text, as the second page of a letter does.
    """

    doc_type: str
    score: float
    opens: bool | None
    runs_on: bool
    scores: Mapping[str, float]


class Classifier:
    """Knows what every document type looks like."""

    def __init__(self, extracts: Mapping[str, Extract]) -> None:
        self._shapes = {name: extract.shape for name, extract in extracts.items()}
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
        bonus = _LETTER if begins_letter(sheet) else 0.0
        scores = {
            name: self._score(name, text, top) + (bonus if self._shapes[name] is Shape.LETTER else 0.0)
            for name in self._types
        }
        best = max(scores, key=lambda name: scores[name], default="other")
        score = scores.get(best, 0.0)
        opens = self._opens(best, sheet, text, top)
        return PageKind(best if score >= _ENOUGH else "other", score, opens, _runs_on(sheet), scores)

    def _score(self, name: str, text: str, top: list[str]) -> float:
        titles, cues, against, _, _ = self._types[name]
        score = max(
            (weight for title, weight in titles if any(_holds(line, title) for line in top)), default=0.0
        )
        score += sum(weight for cue, weight in cues if cue.search(text))
        return score - sum(weight for cue, weight in against if cue.search(text))

    def _opens(self, name: str, sheet: Sheet, text: str, top: list[str]) -> bool | None:
        titles, _, _, openings, continues = self._types[name]
        head = " ".join(line.text for line in sheet.lines[:2])
        if any(cue.search(text) for cue in continues) or _LATER.search(head):
            return False
        if self._shapes[name] is Shape.LETTER:
            return True if begins_letter(sheet) else None
        if any(cue.search(text) for cue in openings) or any(
            _holds(line, title) for title, _ in titles for line in top
        ):
            return True
        return None


def _runs_on(sheet: Sheet) -> bool:
    """Whether the page is running text (at least three long lines), or only a signature block."""
    if len(sheet.lines) <= 8 and any(has_credential(line.text) for line in sheet.lines):
        return True
    full = [line for line in sheet.lines if len(line.words) >= 8]
    return len(full) >= 3 or (len(full) >= 1 and len(full) >= 0.4 * len(sheet.lines))


def _flat(text: str) -> str:
    return plain(text.replace("-", " ").replace("/", " "))


def _holds(line: str, title: str) -> bool:
    """Whether a line holds a title, a few misread letters aside."""
    if len(line) < 0.8 * len(title):
        return False
    if len(title) < 8:
        return bool(re.search(rf"(?:^|\s){re.escape(title)}(?:\s|$)", line))
    return fuzz.partial_ratio(title, line) >= 88
