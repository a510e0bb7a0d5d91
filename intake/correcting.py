"""A clerk's hand: correct a value, confirm one, say that it cannot be read or is not on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from forms.values import FieldValue, Source, State, Value
from intake import audit
from intake.cases import add_value, current_values, definition_of, touch, value_or_absent
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case


def correct(
    desk: Desk,
    session: Session,
    actor: str,
    case: Case,
    field: str,
    value: FieldValue | None,
    state: State = State.PRESENT,
) -> None:
    """Set a field to what the person read. `value` is normalised; None with a state that holds no value.

    Raises Refused for a field the definition does not have, and for a closed case.
    """
    _must_be_open(case)
    if field not in definition_of(desk, case).by_name:
        raise Refused("This kind of paper has no such field.")
    before = value_or_absent(current_values(session, case), field)
    said = Value(
        value=value if state is State.PRESENT else None,
        state=state,
        raw=before.raw,
        source=Source.CLERK,
        page=before.page,
        box=before.box,
    )
    add_value(case, field, said, actor)
    audit.record(session, actor, "corrected", f"case:{case.id}", field=field, state=state)
    touch(session, case)


def confirm(desk: Desk, session: Session, actor: str, case: Case, fields: Sequence[str]) -> None:
    """The person looked at these values and they stand as they are. Raises Refused for a closed case."""
    _must_be_open(case)
    values = current_values(session, case)
    for field in fields:
        value = value_or_absent(values, field)
        state = value.state if value.value is None else State.PRESENT
        said = replace(value, state=state, source=Source.CLERK, confidence=1.0, needs_review=False)
        add_value(case, field, said, actor)
    audit.record(session, actor, "confirmed", f"case:{case.id}", fields=list(fields))
    touch(session, case)


def _must_be_open(case: Case) -> None:
    if not case.is_open:
        raise Refused(f"{case.reference} is closed. What it holds can no longer be changed.")
