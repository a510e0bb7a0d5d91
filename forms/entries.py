"""Lists written under one label of a form: dates, codes, and other members."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.boxed import read_boxed
from forms.cues import Readers
from forms.definition import Field, FieldType
from forms.fuse import seen_by_second, settle, text_of, unreadable
from forms.grammar.dates import find_dates
from forms.grammar.ids import find_cins
from forms.grammar.names import looks_like_name, plain
from forms.grammar.parsed import Parsed
from forms.material import Material
from forms.parsers import parser_of
from forms.placed import words_at
from forms.sheet import Sheet
from forms.values import Source, Value
from ocr.page import Box, Line, Word

_TRIED = re.compile(r"\d[\d/ -]{3,}\d")
"""Something like a date or a code that could not be read as one."""
_NUMBERS = re.compile(r"\d\D?\D?\d\D?\d")
"""A word with so many digits in a list of dates is one of them, whether it can be read or not."""

_ASIDE = 0.03
"""So far, as a share of the page's width, the first word of a list may stand from where it was thought."""


def read_entries(field: Field, readers: Readers, paper: Material) -> Value | None:
    """All entries written under a label: UNREADABLE if there are only some that cannot be read, None
    if there are none.
    """
    for page, words in paper.written(field.name):
        sheet = paper.sheet(page)
        if found := _found(field, readers, paper, text_of(words)):
            return _value(field, readers, paper, sheet, words, found)
        if _TRIED.search(text_of(words)):
            return unreadable(sheet, words)
    return None


def _found(field: Field, readers: Readers, paper: Material, text: str) -> list[Parsed]:
    if field.type is FieldType.DATE:
        return [Parsed(hit.value, hit.repaired) for hit in find_dates(text, near=paper.near)]
    return parser_of(field, readers.grammar, paper.near)(text)


def _value(
    field: Field, readers: Readers, paper: Material, sheet: Sheet, words: Sequence[Word], found: list[Parsed]
) -> Value:
    box = Box.around(word.box for word in words)
    values = list(dict.fromkeys(one.value for one in found))
    second = {one.value for one in _found(field, readers, paper, text_of(seen_by_second(sheet, box, _ASIDE)))}
    repaired = any(one.repaired for one in found)
    typed = sheet.typed or all(word in sheet.filled for word in words)
    sure = not repaired and (typed or second >= set(values) or _each_is_sure(field, paper, sheet, words))
    return Value(
        sorted(values) if field.type is FieldType.DATE else values,
        raw=text_of(words),
        confidence=0.95 if sure else 0.7,
        needs_review=not sure,
        source=Source.TEXT if sheet.typed else Source.PPOCR,
        page=sheet.page,
        box=box,
        repaired=repaired,
    )


def _each_is_sure(field: Field, paper: Material, sheet: Sheet, words: Sequence[Word]) -> bool:
    """Whether every date of a list would be sure if it stood alone, and nothing else looks like one."""
    if field.type is not FieldType.DATE:
        return False
    hits = list(find_dates(text_of(words), near=paper.near))
    known = {id(word) for hit in hits for word in words_at(Line(tuple(words)), hit.start, hit.end)}
    if any(_NUMBERS.search(word.text) for word in words if id(word) not in known):
        return False
    parse = parser_of(field, None, paper.near)
    settled = [
        settle(sheet, words_at(Line(tuple(words)), hit.start, hit.end), parse, strict=True) for hit in hits
    ]
    return all(value is not None and not value.needs_review for value in settled)


def read_other_members(field: Field, readers: Readers, paper: Material) -> Value | None:
    """Other members that a form names: in a box for them, or behind words such as "also move"."""
    single = field.model_copy(update={"repeat": None})
    boxed = read_boxed(single, readers, paper) if readers.labels else None
    if boxed and boxed.is_present and looks_like_name(str(boxed.value)):
        return replace(boxed, value=[str(boxed.value)])
    for sheet in paper.sheets:
        for line in sheet.lines:
            if any(phrase.search(plain(line.text)) for phrase in readers.near):
                named = _named(line.text)
                return Value(
                    named, raw=line.text, confidence=0.7, source=Source.PPOCR, page=sheet.page, box=line.box
                )
    return None


def _named(text: str) -> list[str]:
    """Whom the line names: by name, else by CIN, else in its own words."""
    names = re.findall(r"[A-Z][a-z]+ [A-Z]?[a-z]*[A-Z]?[a-z]+", text)
    return names[-1:] or [hit.value for hit in find_cins(text)] or [text]
