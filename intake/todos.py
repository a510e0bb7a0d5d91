"""Work for people: one open to-do per kind and subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import audit
from intake.models import Todo, TodoKind, now

ROLE = {TodoKind.CARRY_OUT: "reviewer", TodoKind.STUCK: "admin"}
"""Who does it; a clerk where nothing else is said."""


def add_todo(session: Session, kind: TodoKind, subject: str, **columns: Any) -> Todo:
    """Open a to-do, or bring an open one of that kind and subject up to date.

    `columns` are those of `Todo`: `case_id`, `document_id`, `paper_id`, `detail`.
    """
    todo = session.scalars(_open(kind, subject)).first()
    if todo is None:
        todo = Todo(kind=kind, subject=subject, role=ROLE.get(kind, "clerk"))
        session.add(todo)
    for name, value in columns.items():
        setattr(todo, name, value)
    session.flush()
    return todo


def open_todos(session: Session, role: str | None = None, case_id: int | None = None) -> Sequence[Todo]:
    """Open to-dos, oldest first; of one role or one case where given."""
    wanted = select(Todo).where(Todo.done_at.is_(None)).order_by(Todo.created_at, Todo.id)
    if role is not None:
        wanted = wanted.where(Todo.role == role)
    if case_id is not None:
        wanted = wanted.where(Todo.case_id == case_id)
    return session.scalars(wanted).all()


def finish(session: Session, actor: str, todo: Todo) -> None:
    """A person, or the machine when the cause is gone, has done it."""
    if todo.done_at is None:
        todo.done_at = now()
        todo.done_by = actor
        audit.record(session, actor, "todo_done", todo.subject, kind=todo.kind)


def finish_any(session: Session, actor: str, kind: TodoKind, subject: str) -> None:
    """Finish the open to-do of that kind and subject, if there is one."""
    for todo in session.scalars(_open(kind, subject)):
        finish(session, actor, todo)


def _open(kind: TodoKind, subject: str) -> Any:
    return select(Todo).where(Todo.kind == kind, Todo.subject == subject, Todo.done_at.is_(None))
