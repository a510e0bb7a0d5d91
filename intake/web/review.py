"""The reviewer's page: the whole case at once, what the reviewer records, and where it goes next."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from intake import audit, reviewing
from intake.cases import definition_of
from intake.clocks import answer_due
from intake.errors import Refused
from intake.lifecycles import allows
from intake.models import AuditRow, Case, CaseState, Message, Todo, TodoKind
from intake.todos import open_todos
from intake.web.access import REVIEWER
from intake.web.context import act, actor, find_case, the_desk
from intake.web.fields import field_views, page_views, titles
from intake.web.review_form import ReviewForm, notes_of

pages = Blueprint("review", __name__, url_prefix="/desk/cases/<reference>/review")

EVENTS = ("forward", "send_back", "give_guidance", "approve", "deny", "carry_out")
HISTORY = 200


@pages.get("")
def page(reference: str) -> str:
    """Everything about the case on one page; the look is recorded."""
    with the_desk().db.write() as db:
        case = find_case(db, reference)
        return show(db, case, ReviewForm(formdata=None, obj=case.review))


@pages.post("")
def save(reference: str) -> str | Response:
    """Keep what the reviewer wrote; nothing moves."""
    return _saved(reference) or _done(reference, "Saved.")


@pages.post("/forward")
def forward(reference: str) -> str | Response:
    """Keep the notes, then send the case to the medical director with a recommendation."""

    def work(db: Session) -> None:
        recommendation = request.form.get("recommendation", "")
        reviewing.forward(the_desk(), db, actor(), find_case(db, reference), recommendation)

    return _saved(reference) or act(_here(reference), work, "Sent to the medical director.")


@pages.post("/waive")
def waive(reference: str) -> Response:
    """Do without something that is missing, for a stated reason."""

    def work(db: Session) -> None:
        code, reason = request.form.get("code", ""), request.form.get("reason", "").strip()
        reviewing.waive(the_desk(), db, actor(), find_case(db, reference), code, reason)

    return act(_here(reference, "findings"), work, "Waived.")


@pages.post("/send-back")
def send_back(reference: str) -> Response:
    """Give the case back to the intake desk."""

    def work(db: Session) -> None:
        note = request.form.get("note", "").strip()
        reviewing.send_back(the_desk(), db, actor(), find_case(db, reference), note)

    return act(_here(reference), work, "Sent back.")


@pages.post("/close")
def close(reference: str) -> Response:
    """Close a letter's case with the guidance that was given."""

    def work(db: Session) -> None:
        note = request.form.get("note", "").strip()
        reviewing.close_with_guidance(the_desk(), db, actor(), find_case(db, reference), note)

    return act(_here(reference), work, "Closed with guidance given.")


def show(db: Session, case: Case, form: ReviewForm) -> str:
    """The page itself, with the form as it was typed."""
    desk = the_desk()
    audit.record(db, actor(), "viewed", f"case:{case.id}", page="review")
    definition = definition_of(desk, case)
    order = list(definition.by_name)
    views = sorted(field_views(db, case, definition), key=lambda view: order.index(view.name))
    return render_template(
        "desk/review.html",
        case=case,
        definition=definition,
        views=[view for view in views if view.is_filled],
        sheets=page_views(case, titles(desk)),
        form=form,
        may={event for event in EVENTS if allows(case, event)},
        sent=_messages(db, case),
        history=_history(db, case),
        due=answer_due(desk, db, case),
        lacks=reviewing.lacks(case) if case.state == CaseState.REVIEW else [],
        today=desk.today(),
        returned=_returned(db, case),
    )


def _saved(reference: str) -> str | None:
    """Keep the notes; the page again if they cannot be kept."""
    form = ReviewForm()
    with the_desk().db.write() as db:
        case = find_case(db, reference)
        if not form.validate():
            return show(db, case, form)
        try:
            reviewing.save(db, actor(), case, notes_of(form))
        except Refused as refused:
            flash(refused.says, "error")
            return show(db, case, form)
    return None


def _done(reference: str, says: str) -> Response:
    flash(says, "done")
    return redirect(_here(reference, "review"), 303)


def _here(reference: str, anchor: str | None = None) -> str:
    return url_for("review.page", reference=reference, _anchor=anchor)


def _returned(db: Session, case: Case) -> list[Todo]:
    """What the director sent back to the reviewer, with the note."""
    waiting = open_todos(db, role=REVIEWER, case_id=case.id)
    return [todo for todo in waiting if todo.kind == TodoKind.SENT_BACK]


def _messages(db: Session, case: Case) -> Sequence[Message]:
    return db.scalars(select(Message).where(Message.case_id == case.id).order_by(Message.id)).all()


def _history(db: Session, case: Case) -> Sequence[AuditRow]:
    """What happened to the case, newest first; looks are left out."""
    about = (AuditRow.subject == f"case:{case.id}") & (AuditRow.action != "viewed")
    return db.scalars(select(AuditRow).where(about).order_by(AuditRow.id.desc()).limit(HISTORY)).all()
