"""Read every field of a paper with the readers that its definition names."""

from __future__ import annotations

import re
from dataclasses import replace

from forms.boxed import read_boxed
from forms.cues import Grammar, Readers, Shape
from forms.definition import Field, FieldType
from forms.grammar.dates import find_dates
from forms.grammar.ids import find_cins
from forms.grammar.names import looks_like_name, same_person
from forms.letters import fuller, read_placed
from forms.marks import read_boxes
from forms.material import Material
from forms.parsers import parser_of
from forms.places import read_place
from forms.signature import read_signature
from forms.told import Clause, clauses, read_dates, read_number_told, read_says, read_times
from forms.values import ABSENT, Source, State, Value
from ocr.page import Box


def extract(paper: Material) -> dict[str, Value]:
    """A value for every field that the paper's definition describes; ABSENT where nothing was found."""
    scope = clauses(paper)
    found = {
        field.name: _read(field, paper.readers(field.name), paper, scope) for field in paper.definition.fields
    }
    return {name: value or ABSENT for name, value in found.items()}


def _read(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    if value := _filled(field, readers, paper):
        return value
    if readers.grammar is Grammar.SIGNATURE:
        return read_signature(field.name, paper)
    if readers.grammar is Grammar.OTHER_MEMBERS:
        return _others(field, readers, paper)
    if readers.grammar is Grammar.PLACE:
        return read_place(field, readers, paper, scope)
    if field.type is FieldType.CHOICE:
        return _chosen(field, readers, paper, scope)
    if field.type is FieldType.BOOLEAN:
        return _said(field, readers, paper, scope)
    if field.is_list:
        return _list(field, readers, paper, scope)
    return _single(field, readers, paper) or read_number_told(field, readers, paper, scope)


def _filled(field: Field, readers: Readers, paper: Material) -> Value | None:
    """The value of the fillable field that bears this name."""
    names = {name.casefold() for name in (field.name, *readers.acroform)}
    for page, entry in paper.form_fields:
        if entry.name.casefold() in names and isinstance(entry.value, str) and entry.value.strip():
            parsed = parser_of(field, readers.grammar, paper.near)(entry.value)
            if parsed and not field.is_list and field.type is not FieldType.BOOLEAN:
                best = parsed[0]
                return Value(best.value, raw=entry.value, source=Source.FORM_FIELD, page=page, box=entry.box, repaired=best.repaired,
                             needs_review=best.repaired)  # fmt: skip
    return None


def _single(field: Field, readers: Readers, paper: Material) -> Value | None:
    boxed = read_boxed(field, readers, paper) if readers.labels or readers.parts else None
    placed = read_placed(field, readers, paper) if readers.places else None
    if boxed and placed and boxed.is_present and placed.is_present:
        if field.type is FieldType.NAME:
            return _better_name(placed, boxed) if paper.extract.shape is Shape.LETTER else boxed
        return boxed if not boxed.needs_review or placed.needs_review else placed
    return boxed if boxed and (boxed.is_present or not placed) else placed


def _better_name(placed: Value, boxed: Value) -> Value:
    """Of a name by its place and one by its label: the fuller one if they agree, else the one that looks like a name."""
    if same_person(str(placed.value), str(boxed.value)):
        return fuller(placed, [boxed])
    return placed if looks_like_name(str(placed.value)) else boxed


def _list(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    if field.type is FieldType.TIME:
        return read_times(field, readers, paper, scope)
    if field.type is FieldType.DATE and paper.extract.shape is Shape.LETTER:
        return read_dates(field, readers, paper, scope)
    return _entries(field, readers, paper)


def _entries(field: Field, readers: Readers, paper: Material) -> Value | None:
    """All entries written under a label: dates, codes."""
    for page, words in paper.written(field.name):
        text = " ".join(word.text for word in words)
        sheet = paper.sheet(page)
        if field.type is FieldType.DATE:
            hits = [hit for hit in find_dates(text, near=paper.near)]
            values, repaired = sorted({hit.value for hit in hits}), any(hit.repaired for hit in hits)
        else:
            parsed = parser_of(field, readers.grammar, paper.near)(text)
            values, repaired = (
                list(dict.fromkeys(one.value for one in parsed)),
                any(one.repaired for one in parsed),
            )
        box = Box.around(word.box for word in words)
        if values:
            second = " ".join(
                word.text
                for word in sheet.within(
                    Box(box.x0 - 0.01, box.y0 - 0.005, box.x1 + 0.01, box.y1 + 0.005), sheet.second
                )
            )
            sure = (
                sheet.typed
                or all(word in sheet.filled for word in words)
                or all(_seen(value, second, field, paper) for value in values)
            )
            return Value(values, raw=text, page=page, box=box, confidence=0.95 if sure and not repaired else 0.7,
                         needs_review=repaired or not sure, repaired=repaired, source=Source.TEXT if sheet.typed else Source.PPOCR)  # fmt: skip
        if re.search(r"\d[\d/ -]{3,}\d", text):
            return Value(
                None,
                State.UNREADABLE,
                raw=text,
                confidence=0.0,
                needs_review=True,
                source=Source.PPOCR,
                page=page,
                box=box,
            )
    return None


def _seen(value: str, second: str, field: Field, paper: Material) -> bool:
    if field.type is FieldType.DATE:
        return any(hit.value == value for hit in find_dates(second, near=paper.near))
    return value in second.upper()


def _chosen(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    """Ticked boxes, and what the text says besides."""
    ticked = read_boxes(field.name, paper) if readers.boxes else None
    told = read_says(field, readers, paper, _told_scope(readers, paper, scope)) if readers.says else None
    if not field.many and told:
        told = replace(told, value=str(told.value[0]) if isinstance(told.value, list) else told.value)
    if (
        ticked
        and ticked.is_present
        and told
        and isinstance(told.value, list)
        and isinstance(ticked.value, list)
    ):
        return replace(ticked, value=list(dict.fromkeys([*ticked.value, *told.value])))
    return ticked if ticked and (ticked.is_present or not told) else told


def _told_scope(readers: Readers, paper: Material, scope: list[Clause]) -> list[Clause]:
    """The sentences in which a choice may be told: those of the boxes named, or all."""
    if paper.extract.shape is not Shape.FORM or not readers.told_in:
        return scope
    return [Clause(one, "") for name in readers.told_in for one in paper.told(name)]


def _said(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    found = read_says(field, readers, paper, scope) if readers.says else None
    if not found and readers.boxes:
        found = read_boxes(field.name, paper)
    return replace(found, value=True) if found and found.is_present else None


def _others(field: Field, readers: Readers, paper: Material) -> Value | None:
    """Other members that the form names: in a box for them, or behind words such as "also move"."""
    boxed = read_boxed(replace_list(field), readers, paper) if readers.labels else None
    if boxed and boxed.is_present and looks_like_name(str(boxed.value)):
        return replace(boxed, value=[str(boxed.value)])
    for sheet in paper.sheets:
        for line in sheet.lines:
            if found := _named_after(line.text, readers):
                return Value(
                    found,
                    raw=line.text,
                    confidence=0.7,
                    source=Source.PPOCR,
                    page=sheet.page,
                    box=line.box,
                    needs_review=False,
                )
    return None


def replace_list(field: Field) -> Field:
    return field.model_copy(update={"repeat": None})


def _named_after(text: str, readers: Readers) -> list[str]:
    from forms.grammar.names import plain

    flat = plain(text)
    if not any(phrase.search(flat) for phrase in readers.near):
        return []
    names = re.findall(r"[A-Z][a-z]+ [A-Z]?[a-z]*[A-Z]?[a-z]+", text)
    cins = [hit.value for hit in find_cins(text)]
    return names[-1:] or cins or [text]
