"""Machine tasks as rows: add, dispatch, claim, renew, finish, and sweep what stopped.

The database is the truth. A task is rung into Redis by id and attempt; a job claims
its row by a conditional update, so a bell that rings twice does its work once, and
writes its results in one transaction that is fenced by the attempt, so an orphan
that wakes late writes nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.errors import Stale
from intake.models import Task, TaskKind, TaskState, now

LEASE = dt.timedelta(seconds=30)
ATTEMPTS = {TaskKind.READ: 5, TaskKind.ASSESS: 5, TaskKind.SEND: 12}
"""Sending waits twenty minutes in all for a mail server that is away; the waits are the worker's."""
IN_FLIGHT = 20
"""Rung but not yet claimed, per queue: more would only lapse their leases while they wait in Redis."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to run one attempt of one task."""

    task_id: int
    attempt: int
    kind: TaskKind
    subject: str

    @property
    def subject_id(self) -> int:
        return int(self.subject.partition(":")[2])


def add_task(session: Session, kind: TaskKind, subject: str, *, run_after: dt.datetime | None = None) -> None:
    """Ask for work on `subject`; a task for it that has not started yet will do for both."""
    session.flush()  # what is wrong with the caller's own rows is the caller's to hear
    task = Task(kind=kind, subject=subject, run_after=run_after or now(), max_attempts=ATTEMPTS[kind])
    try:
        with session.begin_nested():
            session.add(task)
    except IntegrityError:  # the open task sees this change too: it has not read anything yet
        pass


def due_to_ring(session: Session, kind: TaskKind) -> list[tuple[int, int]]:
    """Mark ready and due tasks of a queue as dispatched; returns (task id, attempt to run) to ring."""
    flying = session.scalar(select(func.count()).where(Task.kind == kind, Task.state == TaskState.DISPATCHED))
    room = IN_FLIGHT - (flying or 0)
    if room <= 0:
        return []
    chosen = (
        select(Task.id)
        .where(Task.kind == kind, Task.state == TaskState.READY, Task.run_after <= now())
        .order_by(Task.run_after, Task.id)
        .limit(room)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(
        update(Task)
        .where(Task.id.in_(chosen))
        .values(state=TaskState.DISPATCHED, lease_until=now() + LEASE)
        .returning(Task.id, Task.attempt)
    ).all()
    return [(task_id, attempt + 1) for task_id, attempt in sorted(rows)]


def put_back(session: Session, task_id: int) -> None:
    """The bell could not be rung: the task is ready again, and no attempt is counted."""
    session.execute(
        update(Task)
        .where(Task.id == task_id, Task.state == TaskState.DISPATCHED)
        .values(state=TaskState.READY, lease_until=None)
    )


def claim(session: Session, task_id: int, attempt: int) -> Claim | None:
    """Take a dispatched task for this attempt, and count it; None when another run has it."""
    row = session.execute(
        update(Task)
        .where(Task.id == task_id, Task.state == TaskState.DISPATCHED, Task.attempt == attempt - 1)
        .values(state=TaskState.RUNNING, attempt=attempt, lease_until=now() + LEASE)
        .returning(Task.kind, Task.subject)
    ).first()
    return Claim(task_id, attempt, TaskKind(row.kind), row.subject) if row else None


def renew(session: Session, held: Claim) -> None:
    """Hold the lease for longer. Raises Stale if a later attempt has the task."""
    _update_held(session, held, lease_until=now() + LEASE)


def finish(session: Session, held: Claim) -> None:
    """The task is done; call it in the transaction that writes the results. Raises Stale."""
    _update_held(session, held, state=TaskState.DONE, lease_until=None, done_at=now(), error="")


def give_up(session: Session, held: Claim, error: str, *, after: dt.timedelta) -> bool:
    """This attempt failed: try again `after` a while, or end dead. Returns whether the task is dead.

    `error` is a code or a class name, never an exception's text. Raises Stale.
    """
    _update_held(session, held, lease_until=None, run_after=now() + after, error=error)
    task = session.get_one(Task, held.task_id, populate_existing=True)
    if task.attempt >= task.max_attempts:
        task.state = TaskState.DEAD
        return True
    _make_ready(session, task)
    return False


def sweep(session: Session) -> list[Task]:
    """Free what stopped: rung tasks that nobody claimed, and runs whose lease has passed.

    Returns the tasks that have no attempts left and are dead now.
    """
    session.execute(
        update(Task)
        .where(Task.state == TaskState.DISPATCHED, Task.lease_until < now())
        .values(state=TaskState.READY, lease_until=None)
    )
    lapsed = (
        select(Task)
        .where(Task.state == TaskState.RUNNING, Task.lease_until < now())
        .with_for_update(skip_locked=True)
    )
    dead = []
    for task in session.scalars(lapsed).all():
        task.lease_until = None
        task.error = "stopped"
        if task.attempt >= task.max_attempts:
            task.state = TaskState.DEAD
            dead.append(task)
        else:
            task.run_after = now()
            _make_ready(session, task)
    return dead


def retry_dead(session: Session, task: Task) -> None:
    """A person wants a dead task tried again: it gets as many attempts as before."""
    task.max_attempts = task.attempt + 5
    task.run_after = now()
    _make_ready(session, task)


def _make_ready(session: Session, task: Task) -> None:
    """Ready again, unless a newer open task for the same subject will do the work."""
    session.flush()
    try:
        with session.begin_nested():
            task.state = TaskState.READY
            session.flush()
    except IntegrityError:
        task.state = TaskState.DONE


def _update_held(session: Session, held: Claim, **changes: object) -> None:
    running = (Task.id == held.task_id, Task.attempt == held.attempt, Task.state == TaskState.RUNNING)
    updated = session.execute(update(Task).where(*running).values(**changes).returning(Task.id)).first()
    if updated is None:
        raise Stale(f"task {held.task_id} attempt {held.attempt}")
