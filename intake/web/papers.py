"""Papers that have no case yet, and files that could not be read: a person says what becomes of them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.definition import Field
from forms.values import Value
from intake import audit, joining, naming
from intake.models import Case, CaseState, Document, Paper, Todo
from intake.references import find_references
from intake.web.context import act, actor, find_case, the_desk
from intake.web.fields import FieldView, pages_of
from intake.web.pictures import download
from ocr.sniff import HEAD_BYTES, sniff

pages = Blueprint("papers", __name__, url_prefix="/desk")


@pages.get("/papers/<int:paper_id>")
def page(paper_id: int) -> str:
    """A paper with what was read from it, and the case it may belong to."""
    desk = the_desk()
    with desk.db.write() as db:
        paper = db.get(Paper, paper_id) or abort(404)
        audit.record(db, actor(), "viewed", f"paper:{paper.id}")
        candidate = db.get(Case, paper.candidate_case_id) if paper.candidate_case_id else None
        definition = desk.definitions[paper.doc_type]
        return render_template(
            "desk/paper.html",
            paper=paper,
            definition=definition,
            candidate=candidate,
            views=_views(paper, definition.fields),
            sheets=pages_of(paper, {definition.type: definition.title}),
            near=_near(db, paper),
            kinds=naming.kinds(desk),
        )


@pages.post("/papers/<int:paper_id>/kind")
def name_kind(paper_id: int) -> Response:
    """The clerk says what kind of paper it is; it is read again as that, and finds its case."""

    def work(db: Session) -> None:
        naming.name_kind(the_desk(), db, actor(), _paper(db, paper_id), request.form.get("kind", ""))

    return act(url_for("papers.page", paper_id=paper_id), work, "Read again as that.")


@pages.post("/papers/<int:paper_id>/join")
def join(paper_id: int) -> Response:
    """The clerk's yes or no: does it belong to that case?"""
    same = request.form.get("same") == "yes"

    def work(db: Session) -> None:
        joining.answer_join(the_desk(), db, actor(), _paper(db, paper_id), same)

    done = "Joined to the case." if same else "Kept apart."
    return act(url_for("queue.page"), work, done)


@pages.post("/papers/<int:paper_id>/attach")
def attach(paper_id: int) -> Response:
    """Put the paper into the case of a typed or chosen reference."""
    wanted = find_references(request.form.get("reference", ""))
    if not wanted:
        flash("Type the reference of a case. It begins with CF.", "error")
        return redirect(url_for("papers.page", paper_id=paper_id), 303)

    def work(db: Session) -> None:
        joining.attach(the_desk(), db, actor(), _paper(db, paper_id), find_case(db, wanted[0]))

    return act(url_for("papers.page", paper_id=paper_id), work, f"Joined to {wanted[0]}.")


@pages.post("/papers/<int:paper_id>/open")
def open_case(paper_id: int) -> Response:
    """Open a new case for the paper."""

    def work(db: Session) -> None:
        joining.open_case(the_desk(), db, actor(), _paper(db, paper_id))

    return act(url_for("papers.page", paper_id=paper_id), work, "A new case is open.")


@pages.post("/papers/<int:paper_id>/dispose")
def dispose(paper_id: int) -> Response:
    """Say what becomes of a paper that is not a case's."""

    def work(db: Session) -> None:
        paper, what = _paper(db, paper_id), request.form.get("disposition", "")
        joining.dispose(the_desk(), db, actor(), paper, what)

    return act(url_for("papers.page", paper_id=paper_id), work, "Recorded.")


@pages.get("/documents/<int:document_id>")
def document(document_id: int) -> str:
    """A file: how it came, what it is, what is wrong with it, and the papers found in it."""
    with the_desk().db.write() as db:
        found = db.get(Document, document_id) or abort(404)
        audit.record(db, actor(), "viewed", f"document:{found.id}")
        waiting = db.scalars(select(Todo).where(Todo.document_id == found.id, Todo.done_at.is_(None))).all()
        return render_template("desk/document.html", document=found, waiting=waiting)


@pages.post("/documents/<int:document_id>/dispose")
def dispose_document(document_id: int) -> Response:
    """Say what becomes of a whole file."""

    def work(db: Session) -> None:
        found, what = db.get(Document, document_id) or abort(404), request.form.get("disposition", "")
        joining.dispose(the_desk(), db, actor(), found, what)

    return act(url_for("papers.document", document_id=document_id), work, "Recorded.")


@pages.get("/documents/<int:document_id>/original")
def original(document_id: int) -> Response:
    """The bytes as they came: always as a download, never shown by this site."""
    with the_desk().db.write() as db:
        found = db.get(Document, document_id) or abort(404)
        audit.record(db, actor(), "downloaded", f"document:{found.id}")
        name = f"{found.first_receipt.reference}-{found.id}.{_ending(found)}"
    return download(found.sha256, "application/octet-stream", name)


def _ending(document: Document) -> str:
    """The file name's ending by what the bytes are; one that nothing opens for what we do not read."""
    with the_desk().files.open_local(document.sha256).open("rb") as file:
        return sniff(file.read(HEAD_BYTES)) or "bin"


def _paper(db: Session, paper_id: int) -> Paper:
    return db.get(Paper, paper_id) or abort(404)


def _views(paper: Paper, fields: tuple[Field, ...]) -> list[FieldView]:
    """What was read, filled fields only."""
    known = {name: Value.from_json(data) for name, data in paper.fields.items()}
    views = [FieldView(each, known[each.name], 0) for each in fields if each.name in known]
    return [view for view in views if view.is_filled]


def _near(db: Session, paper: Paper) -> list[Case]:
    """Open cases that came with the same delivery: the likeliest homes of a loose paper."""
    receipts = [item.receipt_id for item in paper.document.items]
    wanted = select(Case).where(Case.receipt_id.in_(receipts), Case.state != CaseState.CLOSED)
    return list(db.scalars(wanted.order_by(Case.reference)))
