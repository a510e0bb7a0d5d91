"""The provider's pages: send papers, and see where a delivery stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, session
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from intake import links
from intake.models import (
    Case,
    Channel,
    DocumentState,
    Link,
    LinkPurpose,
    Paper,
    Receipt,
    ReceiptItem,
    Task,
    TaskKind,
    TaskState,
)
from intake.receive import Delivery, IncomingFile, take_in
from intake.web import words
from intake.web.context import the_desk
from intake.web.sending import SendForm

pages = Blueprint("public", __name__)
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a receipt as its sender sees it."""

    name: str
    size: str
    state: str
    says: str
    came_before: str
    is_reading: bool


@pages.route("/", methods=["GET", "POST"])
def upload() -> str | tuple[str, int] | Response:
    """The upload page; a sent form becomes a receipt."""
    form = SendForm()
    if form.is_submitted() and form.is_trap_sprung:
        return redirect("/", 303)
    if form.validate_on_submit():
        return redirect(_receipt_path(_take_in(form)), 303)
    page = render_template("public/upload.html", form=form, max_mb=the_desk().settings.max_upload_mb)
    return (page, 422) if form.is_submitted() else page


@pages.get("/r/<token>")
def receipt(token: str) -> str:
    """Where a delivery stands: for whoever has its secret link."""
    with the_desk().db.read() as db:
        link = links.find(db, token, LinkPurpose.RECEIPT) or abort(404)
        found = db.get_one(Receipt, link.receipt_id)
        named = link.id in session.get("sent", [])
        files = [_sent_file(item, number, named) for number, item in enumerate(found.items, 1)]
        cases = _cases_of(db, found)
        reading = any(file.is_reading for file in files) or _is_busy(db, found, cases)
        return render_template(
            "public/receipt.html", receipt=found, files=files, cases=cases, reading=reading
        )


def _take_in(form: SendForm) -> Receipt:
    files = [IncomingFile(file.filename or "", cast(BinaryIO, file.stream)) for file in form.chosen]
    return take_in(
        the_desk(),
        Delivery(
            Channel.UPLOAD,
            files,
            sender=form.text("sender"),
            phone=form.text("phone"),
            email=form.text("email"),
            fax=form.text("fax"),
            consent_to_texts=bool(form.consent.data and form.text("phone")),
        ),
    )


def _receipt_path(receipt: Receipt) -> str:
    """The receipt's page. This browser is shown its own file names there; a passed-on link shows none."""
    with the_desk().db.write() as db:
        path = urlsplit(links.receipt_url(the_desk(), db, receipt)).path
        link = db.scalars(select(Link).where(Link.receipt_id == receipt.id)).one()
    session["sent"] = [*session.get("sent", []), link.id][-REMEMBERED:]
    return path


def _sent_file(item: ReceiptItem, number: int, named: bool) -> SentFile:
    document = item.document
    first = document.first_receipt.reference
    return SentFile(
        name=(item.name if named else "") or f"File {number}",
        size=words.size(document.size),
        state=words.DOCUMENT_STATES[DocumentState(document.state)],
        says=document.says,
        came_before=first if item.duplicate else "",
        is_reading=document.state in words.BEING_READ,
    )


def _cases_of(db: Session, receipt: Receipt) -> Sequence[Case]:
    """The cases that a delivery opened or added to."""
    documents = [item.document_id for item in receipt.items]
    through_papers = select(Paper.case_id).where(Paper.document_id.in_(documents), Paper.case_id.is_not(None))
    own = or_(Case.receipt_id == receipt.id, Case.id == receipt.answers_case_id)
    wanted = select(Case).where(own | Case.id.in_(through_papers))
    return db.scalars(wanted.order_by(Case.reference)).all()


def _is_busy(db: Session, receipt: Receipt, cases: Sequence[Case]) -> bool:
    """Whether the machine still works on the delivery: what the page tells may change in a moment."""
    subjects = [f"document:{item.document_id}" for item in receipt.items]
    subjects += [f"case:{case.id}" for case in cases]
    at_work = Task.subject.in_(subjects) & Task.state.not_in((TaskState.DONE, TaskState.DEAD))
    return db.scalars(select(Task.id).where(at_work, Task.kind != TaskKind.SEND).limit(1)).first() is not None
