"""A clerk says what kind of paper it is, where the machine could not tell or was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from forms.definition import Definition, Kind
from forms.papers import PaperReader
from forms.values import ABSENT, State, Value
from intake import audit
from intake.desk import Desk
from intake.errors import Refused
from intake.joining import place_named
from intake.models import Paper, PaperState
from ocr.page import PageReading


def kinds(desk: Desk) -> Mapping[str, str]:
    """What a paper can be said to be: type and title, without wrappers."""
    return {
        name: definition.title
        for name, definition in sorted(desk.definitions.items(), key=lambda item: item[1].title)
        if definition.kind is not Kind.COVER
    }


def name_kind(desk: Desk, session: Session, actor: str, paper: Paper, doc_type: str) -> None:
    """Read the paper again as what it is, and give it its case.

    Raises Refused for a paper that has a case, or that was disposed of, and for an unknown kind.
    """
    if paper.state in (PaperState.JOINED, PaperState.DISPOSED):
        raise Refused("This paper has been settled already.")
    if doc_type not in kinds(desk):
        raise Refused("Please choose what kind of paper it is.")
    definition = desk.definitions[doc_type]
    wanted = set(paper.page_numbers)
    pages = [PageReading.from_json(p.reading) for p in paper.document.pages if p.number in wanted]
    received_on = paper.document.first_receipt.received_on
    found = PaperReader(desk.definitions).read_as(doc_type, pages, today=received_on)
    paper.doc_type, paper.definition, paper.confidence = doc_type, definition.key, 1.0
    paper.fields = {name: value.as_json() for name, value in _with_doubt(definition, found).items()}
    audit.record(session, actor, "kind_named", f"paper:{paper.id}", doc_type=doc_type)
    place_named(desk, session, actor, paper)


def _with_doubt(definition: Definition, found: Mapping[str, Value]) -> dict[str, Value]:
    """Nothing required of a paper that the machine did not know is missing before a clerk has looked."""
    unread = replace(ABSENT, state=State.UNREADABLE, needs_review=True, confidence=0.0)
    required = {field.name for field in definition.fields if field.required}
    blank = {name for name in required if name not in found or found[name].state is State.ABSENT}
    return {**found, **dict.fromkeys(blank, unread)}
