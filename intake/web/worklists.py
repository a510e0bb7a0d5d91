"""The lists of the desk: which there are for a role, how many rows each holds, and the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from intake.clocks import last_day
from intake.desk import Desk
from intake.models import Case, CaseState, Document, Due, Paper, Todo, TodoKind
from intake.web import words
from intake.web.access import CLERK, DIRECTOR, REVIEWER

ABOUT_PAPERS = frozenset({TodoKind.JOIN, TodoKind.UNMATCHED, TodoKind.UNKNOWN_PAPER})


@dataclass(frozen=True, slots=True)
class Tab:
    """One list: to-dos of a role (and kind), or cases of a state (and queue)."""

    key: str
    label: str
    count: int
    todo_role: str = ""
    todo_kind: str = ""
    case_state: str = ""
    case_queue: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    url: str
    reference: str
    what: str
    title: str
    member: str
    office: str
    state: str
    urgent: bool
    due: dt.date | None
    since: dt.date


def tabs_for(desk: Desk, db: Session, has_role: Callable[..., bool]) -> list[Tab]:
    """The lists of the user's roles, their own work first."""
    tabs: list[Tab] = []
    if has_role(DIRECTOR):
        tabs.append(_case_tab(db, "decide", "To decide", CaseState.DECISION))
    if has_role(REVIEWER):
        tabs += _review_tabs(desk, db)
    if has_role(CLERK):
        tabs += _todo_tabs(db, CLERK, "All intake work")
    tabs.append(_case_tab(db, "waiting", "Waiting on providers", CaseState.WAITING_ON_PROVIDER))
    tabs.append(_case_tab(db, "open", "All open cases", ""))
    return tabs


def rows_of(desk: Desk, db: Session, tab: Tab, *, offset: int, limit: int) -> list[Row]:
    """The rows of one page of a list."""
    if tab.todo_role:
        return [_todo_row(desk, *found) for found in db.execute(_todos(tab).offset(offset).limit(limit))]
    to_review = tab.case_state in (CaseState.REVIEW, CaseState.DECISION)
    found = db.execute(_cases(tab).offset(offset).limit(limit))
    return [_case_row(desk, case, due, to_review) for case, due in found]


def _review_tabs(desk: Desk, db: Session) -> Iterator[Tab]:
    counted = select(Case.queue, func.count()).where(Case.state == CaseState.REVIEW).group_by(Case.queue)
    queues = sorted(db.execute(counted).all())
    for queue, count in queues:
        label = f"Review: {desk.plans.queues.get(queue, queue)}"
        yield Tab(f"review-{queue}", label, count, case_state=CaseState.REVIEW, case_queue=queue)
    if not queues:
        yield Tab("review", "To review", 0, case_state=CaseState.REVIEW)
    yield from _todo_tabs(db, REVIEWER, "")


def _todo_tabs(db: Session, role: str, all_label: str) -> Iterator[Tab]:
    """All to-dos of a role, then each kind that has some."""
    counted = select(Todo.kind, func.count()).where(Todo.role == role, Todo.done_at.is_(None))
    kinds = dict(db.execute(counted.group_by(Todo.kind)).all())
    if all_label:
        yield Tab(f"{role}-all", all_label, sum(kinds.values()), todo_role=role)
    for kind, label in words.TODOS.items():
        if kind in kinds:
            yield Tab(f"{role}-{kind}", label, kinds[kind], todo_role=role, todo_kind=kind)


def _case_tab(db: Session, key: str, label: str, state: str) -> Tab:
    tab = Tab(key, label, 0, case_state=state)
    count = db.scalar(select(func.count()).select_from(Case).where(*_wanted(tab))) or 0
    return Tab(key, label, count, case_state=state)


def _wanted(tab: Tab) -> Sequence[Any]:
    if not tab.case_state:
        return [Case.state != CaseState.CLOSED]
    if tab.case_queue is None:
        return [Case.state == tab.case_state]
    return [Case.state == tab.case_state, Case.queue == tab.case_queue]


def _cases(tab: Tab) -> Select[Case, Due]:
    open_due = and_(Due.case_id == Case.id, Due.done_at.is_(None))
    order = (Case.urgent.desc(), Due.due_at.is_(None), Due.due_at, Case.received_on, Case.id)
    return select(Case, Due).outerjoin(Due, open_due).where(*_wanted(tab)).order_by(*order)


def _todos(tab: Tab) -> Select[Todo, Case, Paper, Document, Due]:
    open_due = and_(Due.case_id == Case.id, Due.done_at.is_(None))
    wanted = [Todo.role == tab.todo_role, Todo.done_at.is_(None)]
    if tab.todo_kind:
        wanted.append(Todo.kind == tab.todo_kind)
    urgent = func.coalesce(Case.urgent, False)
    return (
        select(Todo, Case, Paper, Document, Due)
        .outerjoin(Case, Case.id == Todo.case_id)
        .outerjoin(Paper, Paper.id == Todo.paper_id)
        .outerjoin(Document, Document.id == func.coalesce(Todo.document_id, Paper.document_id))
        .outerjoin(Due, open_due)
        .where(*wanted)
        .order_by(urgent.desc(), Due.due_at.is_(None), Due.due_at, Todo.created_at, Todo.id)
    )


def _case_row(desk: Desk, case: Case, due: Due | None, to_review: bool) -> Row:
    endpoint = "review.page" if to_review else "case.page"
    return Row(
        url=url_for(endpoint, reference=case.reference),
        reference=case.reference,
        what=words.CASE_STATES[CaseState(case.state)],
        title=_title(desk, case.doc_type),
        member=case.member_name,
        office=case.provider_name,
        state=case.state,
        urgent=case.urgent,
        due=last_day(desk, due) if due else None,
        since=case.received_on,
    )


def _todo_row(
    desk: Desk, todo: Todo, case: Case | None, paper: Paper | None, document: Document | None, due: Due | None
) -> Row:
    receipt = document.first_receipt.reference if document else ""
    doc_type = case.doc_type if case else paper.doc_type if paper else ""
    return Row(
        url=todo_url(todo, case),
        reference=case.reference if case else receipt,
        what=words.TODOS[TodoKind(todo.kind)],
        title=_title(desk, doc_type) if doc_type else "File",
        member=case.member_name if case else str(paper.field("member_name") or "") if paper else "",
        office=case.provider_name if case else "",
        state=case.state if case else "",
        urgent=bool(case and case.urgent),
        due=last_day(desk, due) if due else None,
        since=todo.created_at.astimezone(desk.settings.zone).date(),
    )


def todo_url(todo: Todo, case: Case | None) -> str:
    """The page on which a to-do is done."""
    if todo.kind in ABOUT_PAPERS and todo.paper_id:
        return url_for("papers.page", paper_id=todo.paper_id)
    if todo.role == REVIEWER and todo.kind == TodoKind.SENT_BACK and case:
        return url_for("review.page", reference=case.reference)
    if todo.kind == TodoKind.CARRY_OUT and case:
        return url_for("review.page", reference=case.reference, _anchor="carry-out")
    if case:
        return url_for("case.page", reference=case.reference)
    if todo.document_id:
        return url_for("papers.document", document_id=todo.document_id)
    return url_for("admin.status")


def _title(desk: Desk, doc_type: str) -> str:
    definition = desk.definitions.get(doc_type)
    return definition.title if definition else doc_type
