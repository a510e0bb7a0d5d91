"""One real address for every endpoint of the site, so that a check can walk all of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, url_for
from sqlalchemy import select
from werkzeug.routing import Rule

from intake import links
from intake.desk import Desk
from intake.models import (
    Case,
    CaseState,
    Decision,
    Message,
    Page,
    Paper,
    Receipt,
    Task,
    TaskKind,
    Todo,
    TodoKind,
    User,
)
from intake.todos import add_todo
from tests.intake.web.builders import add_case, add_paper


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint with a method and a path on which it finds something."""

    endpoint: str
    method: str
    path: str


def addresses(site: Flask, desk: Desk) -> list[Address]:
    """Every rule of the site with each of its methods."""
    found = _objects(desk)
    with site.test_request_context():
        return list(_walk(site, found))


def _walk(site: Flask, found: dict[str, object]) -> Iterator[Address]:
    for rule in site.url_map.iter_rules():
        methods = (rule.methods or set()) & {"GET", "POST"}
        for method in sorted(methods):
            yield Address(rule.endpoint, method, url_for(rule.endpoint, **_arguments(rule, found)))


def _arguments(rule: Rule, found: dict[str, object]) -> dict[str, object]:
    special = {"public.receipt": {"token": found["receipt_token"]}, "static": {"filename": "casefax.css"}}
    known = {**found, **special.get(rule.endpoint, {})}
    return {name: known[name] for name in rule.arguments}


def _objects(desk: Desk) -> dict[str, object]:
    """Something of everything."""
    reference, paper_id = add_case(desk, state=CaseState.REVIEW), add_paper(desk, "chart_notes")
    with desk.db.write() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        letter, _ = desk.files.put(io.BytesIO(b"%PDF-1.4 letter"))
        message = Message(case_id=case.id, event="received", channel="fax", address="x", dedupe_key="k")
        decision = Decision(case_id=case.id, outcome="approved", reason="r", decided_by="d")
        decision.decided_on = desk.today()
        message.letter_sha256 = decision.letter_sha256 = letter
        task = Task(kind=TaskKind.READ, subject="document:1", state="dead")
        db.add_all([message, decision, task])
        todo: Todo = add_todo(db, TodoKind.CALL_OFFICE, f"case:{case.id}", case_id=case.id)
        db.flush()
        receipt = db.scalars(select(Receipt)).first()
        assert receipt is not None
        return {
            "reference": reference,
            "paper_id": paper_id,
            "name": "member_name",
            "filename": "nothing.css",
            "public_id": "m1-x",
            "token": links.answer_url(desk, db, case).rpartition("/")[2],
            "receipt_token": links.receipt_url(desk, db, receipt).rpartition("/")[2],
            "document_id": db.get_one(Paper, paper_id).document_id,
            "page_id": db.scalars(select(Page.id)).first(),
            "user_id": db.scalars(select(User.id)).first() or 0,
            "message_id": message.id,
            "decision_id": decision.id,
            "task_id": task.id,
            "todo_id": todo.id,
        }
