"""Builders: a small definition, edits of it, and values as a reader or a person gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from forms.check import check
from forms.definition import Definition
from forms.findings import Evaluation
from forms.source import parse, read_source
from forms.values import FieldValue, State, Value

RECEIVED_ON = date(2026, 6, 20)

SMALL = """\
schema: casefax/1
type: transport_request
version: 1
title: Request for a ride
kind: submission
lifecycle: referral
contact: {name: member_name, phone: phone, fax: phone, email: phone, consent: urgent}
fields:
  - {name: member_name, label: Name, type: name, required: true, prompt: Please give the name., phi: true}
  - {name: phone, label: Telephone, type: us_phone}
  - {name: urgent, label: Urgent, type: boolean}
  - {name: kind, label: Kind of ride, type: choice, many: true, required: true, prompt: Please say which.,
     choices: {taxi: Taxi, van: Wheelchair van}}
  - name: visits
    label: Days of the visits
    type: date
    repeat: {max: 5}
    not_after: received_on
    applies_when: {kind: van}
  - {name: signed_on, label: Signed on, type: date}
attachments:
  - {name: note_copy, doc_type: transport_request, label: Note}
rules:
  - id: two_visits
    when: {kind: van}
    require: {count: {field: visits, at_least: 2, within: {months: 12}}}
    prompt: We found {{ counted }} of {{ at_least }}; send {{ short }} more within {{ months }} months.
    blind: Please give two days of visits.
routing:
  - {when: {urgent: "true"}, queue: clerk, priority: urgent}
  - {otherwise: true, queue: care_management}
examples:
  - name: a taxi
    given: {member_name: Ana Sample, kind: taxi}
    expect: {}
  - name: a van, and no days
    like: a taxi
    given: {kind: van}
    expect: {missing: two_visits}
"""


def written(folder: Path, text: str = SMALL, name: str = "transport_request/v1.yaml") -> Path:
    """A definition file in `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edited(*edits: tuple[str, str]) -> str:
    """`SMALL` with texts replaced, each of which must stand in it."""
    text = SMALL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def small(folder: Path, *edits: tuple[str, str]) -> Definition:
    return parse(read_source(written(folder, edited(*edits))))


def said(**values: FieldValue) -> dict[str, Value]:
    """Values that were read for sure."""
    return {name: Value(value) for name, value in values.items()}


def doubtful(value: FieldValue) -> Value:
    return Value(value, needs_review=True)


UNREADABLE = Value(None, State.UNREADABLE)


def judged(definition: Definition, values: dict[str, Value], **case: list[str]) -> Evaluation:
    return check(definition, values, received_on=RECEIVED_ON, **case)
