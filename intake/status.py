"""Counts that an operator looks at: cases, documents, tasks and messages by state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.models import (
    Case,
    CaseState,
    Document,
    DocumentState,
    Message,
    MessageState,
    Task,
    TaskState,
    now,
)


def counts(session: Session) -> dict[str, dict[str, int]]:
    """`cases`, `documents` and `messages` by state, and `tasks` as pending, running and dead.

    Pending is what is ready and due now, plus what was rung for and not begun.
    """
    tasks = _by_state(session, Task.state, TaskState)
    due = select(func.count()).where(Task.state == TaskState.READY, Task.run_after <= now())
    return {
        "cases": _by_state(session, Case.state, CaseState),
        "documents": _by_state(session, Document.state, DocumentState),
        "tasks": {
            "pending": (session.scalar(due) or 0) + tasks[TaskState.DISPATCHED],
            "running": tasks[TaskState.RUNNING],
            "dead": tasks[TaskState.DEAD],
        },
        "messages": _by_state(session, Message.state, MessageState),
    }


def _by_state(session: Session, column: Any, states: Iterable[StrEnum]) -> dict[str, int]:
    grouped = select(column, func.count()).group_by(column)
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(grouped)}
    return {state: found.get(state, 0) for state in states}
