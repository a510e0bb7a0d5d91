"""Read every field of a paper with the readers that its definition names."""

from __future__ import annotations

import re
from dataclasses import replace

from forms.boxed import read_boxed
from forms.cues import Grammar, Readers, Shape
from forms.definition import Field, FieldType
from forms.entries import read_entries, read_other_members
from forms.grammar.names import looks_like_name, same_person
from forms.letter_people import fuller
from forms.letters import read_placed
from forms.loose import read_loose
from forms.marks import read_boxes
from forms.material import Material
from forms.parsers import parser_of
from forms.places import read_place
from forms.signature import read_signature
from forms.told import Clause, clauses, read_dates, read_number_told, read_says, read_times
from forms.values import ABSENT, Source, State, Value


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
        return read_other_members(field, readers, paper)
    if readers.grammar is Grammar.PLACE:
        return read_place(field, readers, paper, scope)
    if field.type is FieldType.CHOICE:
        return _chosen(field, readers, paper, scope)
    if field.type is FieldType.BOOLEAN:
        return _said(field, readers, paper, scope)
    if field.is_list:
        return _list(field, readers, paper, scope)
    value = _single(field, readers, paper) or read_number_told(field, readers, paper, scope)
    return value if value and value.state is not State.ABSENT else read_loose(field, paper) or value


def _filled(field: Field, readers: Readers, paper: Material) -> Value | None:
    """The value of the fillable field that bears this name."""
    names = {name.casefold() for name in (field.name, *readers.acroform)}
    for page, entry in paper.form_fields:
        if entry.name.casefold() in names and isinstance(entry.value, str) and entry.value.strip():
            parsed = parser_of(field, readers.grammar, paper.near)(entry.value)
            if parsed and not field.is_list and field.type is not FieldType.BOOLEAN:
                best = parsed[0]
                value = Value(best.value, raw=entry.value, source=Source.FORM_FIELD, page=page, box=entry.box)
                return replace(value, repaired=best.repaired, needs_review=best.repaired)
    return None


def _single(field: Field, readers: Readers, paper: Material) -> Value | None:
    boxed = read_boxed(field, readers, paper) if readers.labels or readers.parts else None
    if boxed and field.type is FieldType.NAME and paper.extract.shape is Shape.LETTER:
        boxed = boxed if _is_capitalised(boxed.raw) else None
    placed = read_placed(field, readers, paper) if readers.places else None
    if boxed and placed and boxed.is_present and placed.is_present:
        if field.type is FieldType.NAME:
            return _better_name(placed, boxed) if paper.extract.shape is Shape.LETTER else boxed
        return boxed if not boxed.needs_review or placed.needs_review else placed
    return boxed if boxed and (boxed.is_present or not placed) else placed


def _is_capitalised(text: str) -> bool:
    """Whether any word has a capital: a subject that goes on in small letters names nobody."""
    return any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text))


def _better_name(placed: Value, boxed: Value) -> Value:
    """Of two readings of a name: the fuller one if they agree, else the one that looks like a name."""
    if same_person(str(placed.value), str(boxed.value)):
        return fuller(placed, [boxed])
    return placed if looks_like_name(str(placed.value)) else boxed


def _list(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    if field.type is FieldType.TIME:
        return read_times(field, readers, paper, scope)
    if field.type is FieldType.DATE and paper.extract.shape is Shape.LETTER:
        return read_dates(field, readers, paper, scope)
    return read_entries(field, readers, paper)


def _chosen(field: Field, readers: Readers, paper: Material, scope: list[Clause]) -> Value | None:
    """Ticked boxes, and what the text says besides, in the order of the definition."""
    ticked = read_boxes(field.name, paper) if readers.boxes else None
    told = read_says(field, readers, paper, _told_scope(readers, paper, scope)) if readers.says else None
    found = ticked if ticked and (ticked.is_present or not told) else told
    keys = {key for one in (ticked, told) if one and isinstance(one.value, list) for key in one.value}
    if found is None or not keys:
        return found
    ordered = [key for key in field.choices if key in keys]
    return replace(found, value=ordered if field.many else ordered[0])


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
