"""Running text of a paper: sentences that know their words, the heading they stand under, and what
they say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from forms.cues import Phrases
from forms.grammar.names import plain
from forms.sheet import Sheet
from ocr.page import Line, Word

_STOP = re.compile(r"[.!?][\"')\]]*$")
_SHORT = re.compile(
    r"^\W*(?:Dr|Mr|Mrs|Ms|Prof|St|Ave|Rd|Blvd|No|Nos|Ext|Tel|Ph|Apt|Ste|vs|approx|Inc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Za-z]|a\.?m|p\.?m|e\.g|i\.e|M\.?D|D\.?O|Ph\.?D)\.[)\"']*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:[-*•·–—►]+|\(?[a-z0-9]{1,2}[.)]\)?)$", re.IGNORECASE)
_DATED_ITEM = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?::| ?[-–—(:]| ,? ?\d{1,2}:\d\d)")
_NEGATION = re.compile(
    r"(?:^|\s)(?:no|not|never|without|nor|denies|denied|neither|nobody|didnt|wasnt|isnt|hasnt)\s+(?:\S+\s+){0,2}$"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, list item or heading. `paragraph` counts paragraphs; `item` if it starts a list item."""

    page: int
    words: tuple[Word, ...]
    paragraph: int
    item: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def plain(self) -> str:
        """The text that phrases are looked for in."""
        return " ".join(piece for piece, _ in self._pieces)

    @cached_property
    def _pieces(self) -> list[tuple[str, Word]]:
        return [(piece, word) for word in self.words if (piece := plain(_loose(word.text)))]

    def words_at(self, start: int, end: int) -> list[Word]:
        """The words behind characters `start`..`end` of `text`."""
        return _behind([word.text for word in self.words], self.words, start, end)

    def find(self, phrases: Phrases) -> Iterator[tuple[int, list[Word]]]:
        """Where a phrase stands that is not negated: its place in `plain`, and its words."""
        for phrase in phrases:
            for hit in phrase.finditer(self.plain):
                if not _NEGATION.search(self.plain[: hit.start()]):
                    words = _behind(
                        [p for p, _ in self._pieces], [w for _, w in self._pieces], hit.start(), hit.end()
                    )
                    yield hit.start(), words

    def says(self, phrases: Phrases) -> bool:
        return next(self.find(phrases), None) is not None


def _loose(text: str) -> str:
    """Hyphens and slashes part words for phrases: no-show, yell/scream."""
    return re.sub(r"[-/–—]", " ", text)


def _behind(texts: Sequence[str], words: Sequence[Word], start: int, end: int) -> list[Word]:
    ends, position = [], 0
    for text in texts:
        position += len(text) + 1
        ends.append(position)
    return list(words[bisect_right(ends, start) : bisect_right(ends, max(end - 1, start)) + 1])


def sentences(sheets: Sequence[Sheet], lines: Iterable[tuple[int, Line]]) -> list[Sentence]:
    """The sentences of `lines`, each given with its page, in reading order."""
    found: list[Sentence] = []
    by_page = {sheet.page: sheet for sheet in sheets}
    run: list[Word] = []
    page, paragraph, last, item = 0, 0, None, False
    for number, line in lines:
        fresh = last is None or number != page or _apart(by_page[number], last, line)
        first = bool(_ITEM.match(line.words[0].text) or _DATED_ITEM.match(line.text))
        if (fresh and not _carries_on(run, line, number != page)) or first:
            _close(found, run, page, paragraph, item)
            run, item = [], first
            paragraph += fresh
        page = number
        for word in line.words:
            run.append(word)
            if _STOP.search(word.text) and not _SHORT.match(word.text) and not (len(run) == 1 and item):
                _close(found, run, page, paragraph, item)
                run, item = [], False
        last = line
    _close(found, run, page, paragraph, item)
    return found


def _close(found: list[Sentence], run: list[Word], page: int, paragraph: int, item: bool) -> None:
    if run:
        found.append(Sentence(page, tuple(run), paragraph, item))


def _apart(sheet: Sheet, above: Line, below: Line) -> bool:
    """Whether a new paragraph begins: more room than between lines, or the line above ended early."""
    pitch = _pitch(sheet)
    full = max((line.box.x1 for line in sheet.lines), default=0.9)
    indented = abs(above.box.x0 - below.box.x0) > 0.03
    ended_early = above.box.x1 < full - (0.12 if indented else 0.22) and below.words[0].text[:1].isupper()
    return below.box.middle[1] - above.box.middle[1] > 1.35 * pitch or ended_early


def _pitch(sheet: Sheet) -> float:
    """The step from line to line within a paragraph, best seen where a sentence goes on in small letters."""
    pairs = list(zip(sheet.lines, sheet.lines[1:], strict=False))
    within = _steps([(above, below) for above, below in pairs if _goes_on(above, below)])
    return median((within if len(within) > 1 else _steps(pairs)) or [0.02])


def _steps(pairs: Iterable[tuple[Line, Line]]) -> list[float]:
    steps = [below.box.middle[1] - above.box.middle[1] for above, below in pairs]
    return [step for step in steps if step > 0.006]


def _goes_on(above: Line, below: Line) -> bool:
    last, first = above.words[-1].text, below.words[0].text
    return len(above.words) > 7 and first[:1].islower() and not _STOP.search(last)


def _carries_on(run: list[Word], line: Line, new_page: bool) -> bool:
    """A sentence that goes over the page: it had no end, and the next line starts small."""
    return bool(run) and new_page and line.words[0].text[:1].islower()
