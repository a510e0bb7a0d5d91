"""Clocks as rows: set, end, and what happens when they fall due."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake import audit
from intake.desk import Desk
from intake.models import Case, Due, DueKind, TodoKind
from intake.todos import add_todo


def end_of(day: dt.date, desk: Desk) -> dt.datetime:
    """The instant at which a calendar day of the plan ends."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=desk.settings.zone)


def start_answer_clock(desk: Desk, session: Session, case: Case, days: int) -> dt.date:
    """Give the provider that many calendar days from today; a clock that runs, or has run out, is kept.

    Returns the last day for an answer.
    """
    due = session.scalars(select(Due).filter_by(case_id=case.id, kind=DueKind.ANSWER)).first()
    if due is None or (due.done_at is not None and due.done_at < due.due_at):
        day = desk.today() + dt.timedelta(days=days)
        due = due or Due(case_id=case.id, kind=DueKind.ANSWER)
        due.due_at, due.done_at = end_of(day, desk), None
        session.add(due)
    return last_day(desk, due)


def stop_answer_clock(desk: Desk, session: Session, case: Case) -> None:
    """Nothing is asked any more."""
    due = _open(session, case, DueKind.ANSWER)
    if due is not None:
        due.done_at = desk.clock()


def answer_due(desk: Desk, session: Session, case: Case) -> dt.date | None:
    """The last day for an answer, None when nothing is asked."""
    due = _open(session, case, DueKind.ANSWER)
    return last_day(desk, due) if due else None


def last_day(desk: Desk, due: Due) -> dt.date:
    return (due.due_at - dt.timedelta(seconds=1)).astimezone(desk.settings.zone).date()


def fall_due(desk: Desk) -> None:
    """Put every clock that has run out before a clerk. Nothing is closed by machine."""
    with desk.db.read() as session:
        ids = session.scalars(select(Due.id).where(Due.done_at.is_(None), Due.due_at <= desk.clock())).all()
    for due_id in ids:
        with desk.db.write() as session:
            _fall_due(desk, session, due_id)


def _fall_due(desk: Desk, session: Session, due_id: int) -> None:
    """Once, whoever comes first: another dispatcher may look at the same row."""
    running = (Due.id == due_id, Due.done_at.is_(None))
    changed = update(Due).where(*running).values(done_at=desk.clock()).returning(Due.case_id, Due.kind)
    row = session.execute(changed).first()
    if row is not None:
        add_todo(session, TodoKind.ANSWER_OVERDUE, f"case:{row.case_id}", case_id=row.case_id)
        audit.record(session, audit.MACHINE, "fell_due", f"case:{row.case_id}", clock=row.kind)


def _open(session: Session, case: Case, kind: DueKind) -> Due | None:
    return session.scalars(select(Due).filter_by(case_id=case.id, kind=kind, done_at=None)).first()
