"""The clerk's case page: the paper beside its fields, and the questions a person must answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms.definition import Definition, Field
from forms.values import ABSENT, State
from intake import audit, correcting, identity
from intake.cases import current_values, definition_of, touch
from intake.clocks import answer_due
from intake.errors import Refused
from intake.models import Case, FieldValue, Member, Todo, TodoKind
from intake.todos import finish, open_todos
from intake.web.access import may_open
from intake.web.context import act, actor, find_case, the_desk
from intake.web.entries import inputs_for, typed
from intake.web.fields import field_views, page_views, titles

pages = Blueprint("case", __name__, url_prefix="/desk/cases/<reference>")

BY_HAND = frozenset(
    {
        TodoKind.CALL_OFFICE,
        TodoKind.UNKNOWN_DELIVERY,
        TodoKind.ANSWER_OVERDUE,
        TodoKind.COUNTY,
        TodoKind.SENT_BACK,
    }
)
"""To-dos that are done when a person says so; the others end when their cause is gone."""
STATE_OF = {
    "unreadable": State.UNREADABLE,
    "absent": State.ABSENT,
}
DONE = {"take": "Saved.", "unreadable": "Marked as unreadable.", "absent": "Marked as not on the paper."}


@dataclass(frozen=True, slots=True)
class Trouble:
    """An entry that could not be taken: the field, what is wrong, and what was typed."""

    name: str
    says: str
    sent: MultiDict[str, str]


@pages.get("")
def page(reference: str) -> str:
    """The case with its papers and fields; the look is recorded."""
    with the_desk().db.write() as db:
        return _show(db, find_case(db, reference))


@pages.post("/fields/<name>")
def take_field(reference: str, name: str) -> Response | tuple[str, int]:
    """Confirm, correct or set aside one field; then on to the next doubtful one."""
    does = request.form.get("do", "take")
    try:
        with the_desk().db.write() as db:
            _settle(db, find_case(db, reference), name, does)
    except Refused as refused:
        with the_desk().db.write() as db:
            return _show(db, find_case(db, reference), Trouble(name, refused.says, request.form)), 422
    flash(DONE.get(does, DONE["take"]), "done")
    return redirect(url_for("case.page", reference=reference, _anchor="fields"), 303)


@pages.post("/identity")
def identify(reference: str) -> Response:
    """The clerk says which member of the roster it is, or that the paper stands as it is."""
    cin = request.form.get("cin") or None

    def work(db: Session) -> None:
        identity.confirm(the_desk(), db, actor(), find_case(db, reference), cin)

    return act(url_for("case.page", reference=reference), work, "The member is confirmed.")


@pages.post("/todos/<int:todo_id>")
def finish_todo(reference: str, todo_id: int) -> Response:
    """Mark as done what only a person can know to be done."""

    def work(db: Session) -> None:
        case, todo = find_case(db, reference), db.get(Todo, todo_id)
        if todo is None or todo.case_id != case.id or todo.kind not in BY_HAND:
            abort(404)
        finish(db, actor(), todo)
        touch(db, case)
        if case.is_open:
            touch(db, case)

    return act(url_for("case.page", reference=reference), work, "Marked as done.")


def _show(db: Session, case: Case, trouble: Trouble | None = None) -> str:
    desk = the_desk()
    audit.record(db, actor(), "viewed", f"case:{case.id}", page="fields")
    definition = definition_of(desk, case)
    views = field_views(db, case, definition)
    todos = open_todos(db, case_id=case.id)
    typed_wrong = (trouble.name, trouble.sent) if trouble else None
    return render_template(
        "desk/case.html",
        case=case,
        definition=definition,
        views=views,
        doubtful=[view for view in views if view.is_doubtful],
        inputs=inputs_for(case, definition, views, typed_wrong),
        trouble=trouble,
        sheets=page_views(case, titles(desk)),
        todos_open=todos,
        by_hand=BY_HAND,
        members=_members(db, case, todos),
        editable=may_open("case.take_field") and case.is_open,
        due=answer_due(desk, db, case),
    )


def _settle(db: Session, case: Case, name: str, does: str) -> None:
    definition = definition_of(the_desk(), case)
    field = definition.by_name.get(name) or abort(404)
    _refuse_overtaken(db, case, field)
    if does in STATE_OF:
        correcting.correct(the_desk(), db, actor(), case, name, None, STATE_OF[does])
    else:
        _take(db, case, definition, name)


def _take(db: Session, case: Case, definition: Definition, name: str) -> None:
    """What the clerk leaves as it was is confirmed; anything else corrects it."""
    candidate = request.form.get("candidate")
    sent = MultiDict([(name, candidate)]) if candidate else request.form
    said = typed(case, definition, name, sent)
    if not said.is_present:
        raise Refused("Type what the paper says, or use one of the buttons below it.")
    held = current_values(db, case).get(name, ABSENT)
    if held.is_present and said.value == held.value:
        correcting.confirm(the_desk(), db, actor(), case, [name])
    else:
        correcting.correct(the_desk(), db, actor(), case, name, said.value, said.state)


def _refuse_overtaken(db: Session, case: Case, field: Field) -> None:
    own = (FieldValue.case_id == case.id) & (FieldValue.field == field.name)
    if (db.scalar(select(func.max(FieldValue.id)).where(own)) or 0) != request.form.get("seen", 0, int):
        raise Refused(f"{field.label} was changed while you looked at it. Please look again.")


def _members(db: Session, case: Case, todos: Sequence[Todo]) -> list[Member]:
    """Members of the roster to choose from, where somebody must say who it is."""
    asked = any(todo.kind == TodoKind.IDENTITY for todo in todos)
    return list(identity.candidates(db, case)) if asked else []
