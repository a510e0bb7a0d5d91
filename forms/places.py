"""Where it happened: the place named in running text, as it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.cues import Readers
from forms.definition import Field
from forms.fuse import same_words, settle, surely_told
from forms.grammar.dates import find_dates
from forms.grammar.names import plain
from forms.grammar.times import find_times
from forms.grammar.words import word_set
from forms.material import Material
from forms.parsers import parser_of
from forms.prose import Sentence
from forms.told import Clause
from forms.values import Value
from ocr.page import Word

_LEAD = re.compile(
    r"\b(?:at|in|inside|within|outside|near|on|from|by|over|through)\s+(?!(?:behalf|account|file|record|time|leave|part)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:()\"]"
    r"|,(?!\s*(?:Suite|Ste|Room|Floor|Bldg|Building|Unit|\d+(?:st|nd|rd|th)?\s))"
    r"|\s(?:that|which|who|whom|where|while|when|because|after|before|so|with|during|to|was|were|is|are|had|has|have|he|she|"
    r"they|it|we|i|and|but|or|until|as|if|then|this|these|those|without|about|for|from|saying|said)\s"
    r"|\son\s(?=\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|the\s\d|that|this)"
    r"|\sat\s(?=\d|about|around|approximately|half|a\s|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|my)\b", re.IGNORECASE)
_MOST_WORDS = 14


@dataclass(frozen=True)
class _Spot:
    worth: float
    sentence: Sentence
    words: Sequence[Word]


def read_place(field: Field, readers: Readers, paper: Material, scope: Sequence[Clause]) -> Value | None:
    """The likeliest place: one that a sentence is about, else one where an incident is told."""
    spots = [spot for clause in scope for spot in _spots(clause, readers)] + list(
        _under_heading(scope, readers)
    )
    best = max(spots, key=lambda spot: spot.worth, default=None)
    if best is None or best.worth < 2:
        return None
    parse = parser_of(field, readers.grammar, paper.near)
    value = settle(paper.sheet(best.sentence.page), best.words, parse, same=same_words)
    return surely_told(value, best.words, enough=2) if value else None


def _spots(clause: Clause, readers: Readers) -> Iterator[_Spot]:
    one = clause.sentence
    if clause.zone in readers.not_in_zones:
        return
    told = 3.0 * one.says(readers.near)
    dated = 1.0 * (next(find_dates(one.text), None) is not None) + 1.0 * (
        next(find_times(one.text), None) is not None
    )
    away = 2.5 * one.says(readers.not_near)
    for start, end in _phrases(one.text):
        text = one.text[start:end]
        if worth := _worth(text, readers):
            yield _Spot(worth + told + dated - away, one, one.words_at(start, end))


def _under_heading(scope: Sequence[Clause], readers: Readers) -> Iterator[_Spot]:
    """What stands under a bare heading such as WHERE, if it is short."""
    zone = [clause.sentence for clause in scope if clause.zone in readers.in_zones]
    if not zone or len(zone[0].words) > 4:
        return
    words = [word for one in zone[1:] for word in one.words if one.page == zone[1].page]
    if 1 < len(words) <= _MOST_WORDS:
        yield _Spot(9.0, zone[1], words)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """What stands behind each preposition of place, up to where the phrase ends."""
    for lead in _LEAD.finditer(text):
        stop = _ENDS.search(text, lead.end())
        end = stop.start() if stop else len(text)
        if 0 < len(text[lead.end() : end].split()) <= _MOST_WORDS:
            yield lead.end(), end


_PEOPLE = word_set("""
    manager staff nurse nurses doctor doctors assistant assistants receptionist receptionists biller clerk
    coordinator team worker workers employee employees physician physicians provider providers patient
    patients supervisor administrator director personnel guard people member members
""")


def _worth(text: str, readers: Readers) -> float:
    """How much a phrase sounds like a place; 0 if it names none, or the people who work there."""
    flat = f" {plain(text)} "
    if flat.split()[-1:] and flat.split()[-1] in _PEOPLE:
        return 0.0
    kinds = sum(f" {plain(noun)} " in flat for noun in readers.nouns)
    address = bool(
        re.search(
            r"\d+ [A-Z]\w+ (?:\w+ )?(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Blvd|Way|Lane|Plaza|Court)\b",
            text,
        )
    )
    if not kinds and not address:
        return 0.0
    named = len(re.findall(r"\b[A-Z][a-z]+", text))
    return 1.0 + 0.8 * bool(_OURS.search(text)) + 0.3 * min(named, 3) + 0.2 * min(kinds, 2) + 0.5 * address
