"""The answer page: asks an office for exactly what a case lacks, and shows nothing that is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from forms.definition import Severity
from forms.findings import Finding
from forms.web_form import AnswerForm, answer_form, read_answers
from intake import answering, links
from intake.cases import definition_of
from intake.clocks import answer_due
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case, Link, LinkPurpose
from intake.web.context import the_desk

pages = Blueprint("answer", __name__, url_prefix="/a")


@pages.route("/<token>", methods=["GET", "POST"])
def page(token: str) -> str | tuple[str, int] | Response:
    """The open questions of a case. Looking changes nothing: scanners open links too."""
    desk, refused = the_desk(), ""
    with desk.db.read() as db:
        link, case = _opened(db, token)
        questions = answering.questions(desk, db, case)
        form = _form(desk, case, questions)
        shown = {
            "reference": case.reference,
            "due": answer_due(desk, db, case),
            "questions": questions,
            "blocks": any(question.severity is Severity.MISSING for question in questions),
        }
    if not questions:
        return render_template("public/nothing_open.html", reference=shown["reference"])
    if request.method == "POST" and form.validate():
        try:
            answering.take_answers(desk, link.id, read_answers(form))
            return redirect(url_for("answer.thanks", token=token), 303)
        except Refused as error:
            refused = error.says
    page = render_template("public/answer.html", form=form, refused=refused, **shown)
    return (page, 422) if request.method == "POST" else page


@pages.get("/<token>/thanks")
def thanks(token: str) -> str:
    """Said after answers were taken."""
    with the_desk().db.read() as db:
        _, case = _opened(db, token)
        return render_template("public/thanks.html", reference=case.reference, token=token)


def _opened(db: Session, token: str) -> tuple[Link, Case]:
    """The living link and its case; an unknown token and a closed one get the same page."""
    link = links.find(db, token, LinkPurpose.ANSWER) or abort(404)
    return link, db.get_one(Case, link.case_id)


def _form(desk: Desk, case: Case, questions: Sequence[Finding]) -> AnswerForm:
    form = answer_form(definition_of(desk, case), questions, received_on=case.received_on)
    return form(_sent())


def _sent() -> CombinedMultiDict[str, Any] | None:
    parts: list[Any] = [request.files, request.form]
    return CombinedMultiDict(parts) if request.method == "POST" else None
