"""Read running text: which choices it tells of, and the dates and times of what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.cues import Phrases, Readers
from forms.definition import Field, FieldType
from forms.fuse import seen_by_second, settle, text_of
from forms.grammar.dates import find_dates
from forms.grammar.parsed import Mention
from forms.grammar.times import find_times
from forms.grammar.words import pattern
from forms.material import Material
from forms.parsers import parser_of
from forms.prose import Sentence
from forms.sheet import Sheet
from forms.values import Source, Value
from ocr.page import Box, Word, lines_of

_NO_READERS = Readers()
_DATED_ENTRY = re.compile(
    r"^\W{0,4}(?:\(?\w{1,2}[.)]\s)?(?:\d{1,2}[/.-]\d|[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z][a-z]{2})"
)
_ZONE_WORDS = 14
"""A heading has no more words than this."""


@dataclass(frozen=True)
class Clause:
    """A sentence with the zone (what happened, what was done, ...) it stands in."""

    sentence: Sentence
    zone: str


def clauses(paper: Material) -> list[Clause]:
    """The sentences of a paper with their zones.

    A heading or a short opening opens a zone. The next paragraph ends it, and so does a sentence
    that introduces a list of something else, or one that tells by the clock what happened.
    """
    zone, opened, found = "", 0, []
    lists = [field for field in paper.definition.fields if field.is_list]
    timed = next((paper.readers(field.name).not_near for field in lists if field.type is FieldType.TIME), ())
    dated = next((paper.readers(field.name) for field in lists if field.type is FieldType.DATE), _NO_READERS)
    for one in paper.sentences:
        if heading := _zone_opened(one, paper.extract.zones):
            zone, opened = heading, one.paragraph
        elif zone and _ends(one, opened, timed, dated):
            zone = ""
        elif one.paragraph > opened and (one.item or len(one.words) <= 9):
            opened = one.paragraph
        found.append(Clause(one, zone))
    return found


def _ends(one: Sentence, opened: int, not_timed: Phrases, dated: Readers) -> bool:
    if one.text.endswith(":") and 2 < len(one.words) <= _ZONE_WORDS:
        return True
    if next(find_times(one.text), None) and not one.says(not_timed):
        return True
    if one.says(dated.near) and not one.says(dated.not_near) and next(find_dates(one.text), None):
        return True
    return one.paragraph > opened + 1 and not one.item and len(one.words) > 9


def _zone_opened(one: Sentence, zones: Mapping[str, Phrases]) -> str | None:
    """The zone that a heading opens: a short line, or what stands before a sentence's colon."""
    cut = next((place for place, word in enumerate(one.words) if word.text.endswith(":")), None)
    if len(one.words) > 6 and (cut is None or cut > 8):
        return None
    head = one if cut is None else replace(one, words=one.words[: cut + 1])
    return next((name for name, phrases in zones.items() if head.says(phrases)), None)


def read_says(field: Field, readers: Readers, paper: Material, scope: Sequence[Clause]) -> Value | None:
    """The choices that the text tells of. None if it tells of none."""
    hits: dict[str, tuple[int, list[Word]]] = {}
    for clause in scope:
        if clause.zone in readers.not_in_zones or (readers.in_zones and clause.zone not in readers.in_zones):
            continue
        for key, phrases in readers.says.items():
            if key not in hits and (found := next(clause.sentence.find(phrases), None)):
                hits[key] = (clause.sentence.page, found[1])
    for key, weaker in readers.overrides.items():
        if key in hits:
            hits = {other: hit for other, hit in hits.items() if other not in weaker}
    return _listed(hits, paper) if hits else None


def _listed(hits: Mapping[str, tuple[int, list[Word]]], paper: Material) -> Value:
    page = next(iter(hits.values()))[0]
    here = [word for at, words in hits.values() if at == page for word in words]
    return Value(
        list(hits),
        raw="; ".join(text_of(words) for _, words in hits.values()),
        confidence=0.9,
        source=Source.TEXT if paper.sheet(page).typed else Source.PPOCR,
        page=page,
        box=Box.around(word.box for word in here),
    )


def read_dates(field: Field, readers: Readers, paper: Material, scope: Sequence[Clause]) -> Value | None:
    """The dates of what happened: near a cue or a time of day, and not near the other cues.

    The entries of one list share their fate: if one of them happened, all did.
    """
    times = _times_readers(paper)
    counted = [
        [(one, hit, _counts(one, hit, clause, readers, times, paper)) for one, hit in _dated(clause, paper)]
        for clause in scope
    ]
    for run in _lists(scope):
        if any(counts for place in run for *_, counts in counted[place]):
            for place in run:
                counted[place] = [
                    (one, hit, at == 0 or on) for at, (one, hit, on) in enumerate(counted[place])
                ]
    return _mentions([(one, hit) for hits in counted for one, hit, counts in hits if counts], paper)


def _times_readers(paper: Material) -> Readers:
    """The readers of the field that lists times of day, which say what is an office hour and no incident."""
    lists = (field for field in paper.definition.fields if field.is_list and field.type is FieldType.TIME)
    return next((paper.readers(field.name) for field in lists), _NO_READERS)


def _lists(scope: Sequence[Clause]) -> Iterator[list[int]]:
    """Runs of list entries that begin with a date."""
    run: list[int] = []
    for place, clause in enumerate(scope):
        if clause.sentence.item and _DATED_ENTRY.match(clause.sentence.text):
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _dated(clause: Clause, paper: Material) -> Iterator[tuple[Sentence, Mention]]:
    for piece in _pieces(clause.sentence):
        for hit in find_dates(piece.text, near=paper.near):
            yield piece, hit


def _counts(
    piece: Sentence, hit: Mention, clause: Clause, readers: Readers, times: Readers, paper: Material
) -> bool:
    """Whether a date in a piece of a sentence is a date on which it happened."""
    if clause.zone in readers.not_in_zones:
        return False
    away, here = piece.says(readers.not_near), _tells(clause.sentence, readers, paper)
    clocked = _clocked(piece, paper) and not piece.says(times.not_near)
    if clause.zone in readers.in_zones:
        return here or clocked or not away
    timed = clocked or next(find_times(_undated(clause.sentence.text, paper)), None) is not None
    return clocked or (not away and (here or timed)) or _goes_on(piece, hit, readers, paper)


_BACK_TO = pattern(r"\b(?:after|because|since|following|when|before|about|for|due|until)\b")
_SOON = 7
"""What happened on a day is told within so many words of the date."""


def _goes_on(piece: Sentence, hit: Mention, readers: Readers, paper: Material) -> bool:
    """Whether a sentence goes straight on from its date to what happened, whatever it tells thereafter."""
    dated = {id(word) for word in piece.words_at(hit.start, hit.end)}
    places = [place for place, word in enumerate(piece.words) if id(word) in dated]
    if not places or places[0] > 2:
        return False
    rest = replace(piece, words=piece.words[places[-1] + 1 :])
    told = min(
        (at for phrases in _telling(readers, paper) for at, _ in rest.find(phrases)), default=len(rest.plain)
    )
    away = min((at for at, _ in rest.find(readers.not_near)), default=len(rest.plain))
    lead = rest.plain[:told]
    return told < away and len(lead.split()) <= _SOON and not _BACK_TO.search(lead)


def _telling(readers: Readers, paper: Material) -> list[Phrases]:
    """What tells that something happened: the field's cues, and what other fields listen for."""
    told = (phrases for name in readers.near_says for phrases in paper.readers(name).says.values())
    return [readers.near, *told]


def _tells(one: Sentence, readers: Readers, paper: Material) -> bool:
    """Whether a sentence tells what happened: by a cue, or by what another field listens for."""
    return any(one.says(phrases) for phrases in _telling(readers, paper))


def _clocked(piece: Sentence, paper: Material) -> bool:
    """Whether a time of day stands right beside a date."""
    text = piece.text
    dates = list(find_dates(text, near=paper.near))
    for time in find_times(_undated(text, paper)):
        for hit in dates:
            between = text[hit.end : time.start] if time.start >= hit.end else text[time.end : hit.start]
            if len(between.split()) <= 6:
                return True
    return False


def _undated(text: str, paper: Material) -> str:
    for hit in find_dates(text, near=paper.near):
        text = text[: hit.start] + "#" * (hit.end - hit.start) + text[hit.end :]
    return text


def _pieces(one: Sentence) -> Iterator[Sentence]:
    """A sentence cut at its semicolons."""
    run: list[Word] = []
    for word in one.words:
        run.append(word)
        if word.text.endswith(";"):
            yield replace(one, words=tuple(run))
            run = []
    if run:
        yield replace(one, words=tuple(run))


def read_number_told(
    field: Field, readers: Readers, paper: Material, scope: Sequence[Clause]
) -> Value | None:
    """A code that stands close behind its cue in a sentence: "the report number is ..."."""
    parse = parser_of(field, readers.grammar, paper.near)
    for clause in scope:
        for _, cue in clause.sentence.find(readers.near):
            words = clause.sentence.words
            place = next(at for at, word in enumerate(words) if word is cue[-1])
            for word in words[place + 1 : place + 8]:
                if parse(word.text) and (value := settle(paper.sheet(clause.sentence.page), [word], parse)):
                    return value
    return None


def read_times(field: Field, readers: Readers, paper: Material, scope: Sequence[Clause]) -> Value | None:
    """The times of day of what happened; of an approximate time and the exact one in brackets, the
    exact one.
    """
    found = [
        (clause.sentence, hit)
        for clause in scope
        if clause.zone not in readers.not_in_zones and not clause.sentence.says(readers.not_near)
        for hit in _exact(list(find_times(clause.sentence.text)), clause.sentence.text)
    ]
    return _mentions(found, paper)


def _exact(hits: list[Mention], text: str) -> list[Mention]:
    kept: list[Mention] = []
    for hit in hits:
        between = text[kept[-1].end : hit.start] if kept else ""
        if kept and "(" in between and ")" not in between and _minutes_apart(kept[-1], hit) <= 20:
            kept[-1] = replace(hit, repaired=False)
        else:
            kept.append(hit)
    return kept


def _minutes_apart(one: Mention, other: Mention) -> int:
    a, b = (int(m.value[:2]) * 60 + int(m.value[3:]) for m in (one, other))
    return min(abs(a - b), abs(a - b + 720), abs(a - b - 720))


def _mentions(found: Sequence[tuple[Sentence, Mention]], paper: Material) -> Value | None:
    if not found:
        return None
    page = found[0][0].page
    sheet = paper.sheet(page)
    words = [word for one, hit in found if one.page == page for word in one.words_at(hit.start, hit.end)]
    repaired = any(hit.repaired for _, hit in found)
    return Value(
        sorted({hit.value for _, hit in found}),
        raw="; ".join(one.text[hit.start : hit.end] for one, hit in found),
        confidence=0.6 if repaired else 0.9,
        needs_review=repaired or not _second_agrees(found, paper),
        source=Source.TEXT if sheet.typed else Source.PPOCR,
        page=page,
        box=Box.around(word.box for word in words) if words else None,
        repaired=repaired,
    )


def _second_agrees(found: Sequence[tuple[Sentence, Mention]], paper: Material) -> bool:
    """Whether the other reader saw no other date or time in the same places."""
    for one, hit in found:
        sheet = paper.sheet(one.page)
        words = one.words_at(hit.start, hit.end)
        if sheet.typed or not words:
            continue
        text = text_of(_around(sheet, words))
        others = {other.value for other in (*find_dates(text, near=paper.near), *find_times(text))}
        if others and hit.value not in others:
            return False
        if not others and min(word.confidence for word in words) < 0.85:
            return False
    return True


def _around(sheet: Sheet, words: Sequence[Word]) -> list[Word]:
    """What the other reader saw at these words, line by line."""
    boxes = (Box.around(word.box for word in line.words) for line in lines_of(words))
    return [word for box in boxes for word in seen_by_second(sheet, box, 0.02)]
