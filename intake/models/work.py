"""Work: machine tasks, people's to-dos, and due rows."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.models.base import Base, Data, Instant, Key, now


class TaskState(StrEnum):
    """Where a machine task stands."""

    READY = "ready"
    DISPATCHED = "dispatched"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class TaskKind(StrEnum):
    """What a task does, which is also the name of its queue."""

    READ = "read"
    ASSESS = "assess"
    SEND = "send"


class Task(Base):
    """One piece of machine work on one row. Redis only rings the bell; this row is the truth."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_ready", "state", "kind", "run_after"),
        Index(
            "uq_task_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("state IN ('ready', 'dispatched')"),
            postgresql_where=text("state IN ('ready', 'dispatched')"),
        ),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    subject: Mapped[str]
    """What it works on: `document:17`, `case:4`, `message:9`."""
    state: Mapped[str] = mapped_column(default=TaskState.READY)
    attempt: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=5)
    run_after: Mapped[Instant] = mapped_column(default=now)
    lease_until: Mapped[Instant | None]
    error: Mapped[str] = mapped_column(default="")
    """A code or an exception's class name; never its text, which may hold personal data."""
    created_at: Mapped[Instant] = mapped_column(default=now)
    done_at: Mapped[Instant | None]


class TodoKind(StrEnum):
    """What a person is asked to do."""

    READ_FIELDS = "read_fields"
    IDENTITY = "identity"
    JOIN = "join"
    UNMATCHED = "unmatched"
    SET_ASIDE = "set_aside"
    UNKNOWN_PAPER = "unknown_paper"
    COUNTY = "county"
    CALL_OFFICE = "call_office"
    UNKNOWN_DELIVERY = "unknown_delivery"
    ANSWER_OVERDUE = "answer_overdue"
    STUCK = "stuck"
    CLASH = "clash"
    CARRY_OUT = "carry_out"
    SENT_BACK = "sent_back"


class Todo(Base):
    """Work for a person. One open row per kind and subject."""

    __tablename__ = "todo"
    __table_args__ = (
        Index("ix_todo_open", "done_at", "role"),
        Index(
            "uq_todo_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    subject: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), index=True)
    role: Mapped[str] = mapped_column(default="clerk")
    detail: Mapped[Data]
    created_at: Mapped[Instant] = mapped_column(default=now)
    done_at: Mapped[Instant | None]
    done_by: Mapped[str] = mapped_column(default="")


class DueKind(StrEnum):
    """What falls due."""

    ANSWER = "answer"


class Due(Base):
    """A clock as a row: the dispatcher reads it, so no clock lives in one process."""

    __tablename__ = "due"
    __table_args__ = (UniqueConstraint("case_id", "kind"), Index("ix_due_open", "done_at", "due_at"))

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    due_at: Mapped[Instant]
    created_at: Mapped[Instant] = mapped_column(default=now)
    done_at: Mapped[Instant | None]
