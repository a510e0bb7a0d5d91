"""The dispatcher: rings for ready tasks, sweeps what stopped, and looks at clocks, inbox and audit.

Any number may run; every step is a conditional update.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from redis import Redis, RedisError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from intake import audit, clocks
from intake.desk import Desk
from intake.inbox import Inbox
from intake.models import Task, TaskKind, TaskState, now
from intake.queue import ring
from intake.tasks import due_to_ring, put_back, sweep
from intake.worker import bury

log = logging.getLogger(__name__)
TICK = 0.25


@dataclass(slots=True)
class _Chore:
    """Something done every so many seconds."""

    every: float
    do: Callable[[], None]
    last: float = 0.0

    def turn(self, at: float) -> None:
        if at - self.last >= self.every:
            self.last = at
            self.do()


class Dispatcher:
    """One dispatcher; `run` until the event is set."""

    def __init__(self, desk: Desk, redis: Redis) -> None:
        self.desk = desk
        self.redis = redis
        inbox = Inbox(desk)
        self.chores = [
            _Chore(0.0, self.dispatch),
            _Chore(1.0, inbox.scan),
            _Chore(2.0, self.sweep),
            _Chore(5.0, lambda: clocks.fall_due(desk)),
            _Chore(20.0, self.seal),
        ]

    def run(self, stop: Event) -> None:
        """Turn until `stop`. A database or queue that is away is waited for, not died of."""
        while not stop.is_set():
            try:
                for chore in self.chores:
                    chore.turn(time.monotonic())
            except (OperationalError, RedisError) as error:
                log.warning("waiting: %s", type(error).__name__)
                stop.wait(2.0)
            stop.wait(TICK)

    def dispatch(self) -> None:
        """Ring for what is ready and due. A bell that cannot be rung leaves the task ready."""
        for kind in self._waiting():
            with self.desk.db.write() as session:
                due = due_to_ring(session, kind)
            for place, (task_id, attempt) in enumerate(due):
                try:
                    ring(self.redis, kind, task_id, attempt)
                except RedisError:
                    with self.desk.db.write() as session:
                        for unrung, _ in due[place:]:
                            put_back(session, unrung)
                    raise

    def sweep(self) -> None:
        with self.desk.db.write() as session:
            for task in sweep(session):
                bury(session, task.kind, task.subject)

    def seal(self) -> None:
        try:
            with self.desk.db.write() as session:
                audit.seal(session)
        except IntegrityError:  # another dispatcher sealed the same rows at this moment
            log.info("the audit was sealed by another dispatcher")

    def _waiting(self) -> list[TaskKind]:
        """Queues with ready tasks: a look costs nothing, an empty writing transaction holds up writers."""
        ready = select(Task.kind).where(Task.state == TaskState.READY, Task.run_after <= now()).distinct()
        with self.desk.db.read() as session:
            return [TaskKind(kind) for kind in session.scalars(ready)]
