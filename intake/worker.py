"""A worker of one queue: claims a task, runs its stage under a lease, and writes down how it ended."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from redis import Redis
from rq import Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from intake.desk import Desk
from intake.errors import Stale
from intake.models import (
    Document,
    DocumentState,
    Message,
    MessageState,
    Task,
    TaskKind,
    TaskState,
    TodoKind,
    now,
)
from intake.queue import open_queue
from intake.tasks import Claim, claim, give_up, renew
from intake.telling import call_office_about
from intake.todos import add_todo
from ocr.reader import Reader

log = logging.getLogger(__name__)

Stage = Callable[[Claim], None]
RENEW_EVERY = 10.0
_RUNNER: ContextVar[Runner] = ContextVar("runner")


def ring_task(task_id: int, attempt: int) -> None:
    """What RQ calls in the horse; the runner was set by the worker that forked it."""
    _RUNNER.get().run(task_id, attempt)


class Runner:
    """Runs single attempts of tasks. `stages` says what each kind of task does."""

    def __init__(self, desk: Desk, stages: Mapping[TaskKind, Stage]) -> None:
        self.desk = desk
        self.stages = stages

    def run(self, task_id: int, attempt: int) -> None:
        """One attempt, from claim to end. Raises nothing: RQ would keep an exception's text."""
        with self.desk.db.write() as session:
            held = claim(session, task_id, attempt)
        if held is None:
            return  # the bell rang twice, or another attempt has it
        try:
            with self._lease(held):
                self.stages[held.kind](held)
        except Stale:
            log.warning("task %s attempt %s was overtaken", task_id, attempt)
        except Exception as error:
            try:
                self._failed(held, error)
            except Stale:
                log.warning("task %s attempt %s failed after it was overtaken", task_id, attempt)

    @contextmanager
    def _lease(self, held: Claim) -> Iterator[None]:
        """Renew the lease from a thread while the stage works."""
        done = threading.Event()

        def keep() -> None:
            while not done.wait(RENEW_EVERY):
                try:
                    with self.desk.db.write() as session:
                        renew(session, held)
                except Stale:
                    return
                except OperationalError as error:  # the database is away or busy: the lease lasts a while yet
                    log.warning("task %s: lease not renewed: %s", held.task_id, type(error).__name__)

        threading.Thread(target=keep, daemon=True).start()
        try:
            yield
        finally:
            done.set()

    def _failed(self, held: Claim, error: Exception) -> None:
        name = type(error).__name__
        where = "".join(traceback.format_tb(error.__traceback__)[-3:])
        # The exception's own text stays out: a database error carries the values it was given.
        log.error("task %s attempt %s failed with %s at\n%s", held.task_id, held.attempt, name, where)
        wait = dt.timedelta(seconds=min(2**held.attempt, 300))
        with self.desk.db.write() as session:
            if give_up(session, held, name, after=wait):
                bury(session, held.kind, held.subject)


def bury(session: Any, kind: str, subject: str) -> None:
    """A task has no attempts left: put it before an administrator; its document or message has failed."""
    add_todo(session, TodoKind.STUCK, subject, detail={"kind": kind})
    what, _, number = subject.partition(":")
    if what == "document":
        document = session.get_one(Document, int(number))
        if document.state in (DocumentState.RECEIVED, DocumentState.READING):
            document.state = DocumentState.FAILED
            document.says = "We could not read this file. A person will look at it."
    if what == "message":
        message = session.get_one(Message, int(number))
        if message.state == MessageState.QUEUED:
            message.state, message.reason = MessageState.FAILED, "gave up"
            call_office_about(session, message)


class DeskWorker(Worker):
    """RQ's forking worker with a warm reader that outlives its horses, and a word for killed horses."""

    runner: Runner
    reader: Reader | None = None

    def fork_work_horse(self, job: Job, queue: Any) -> None:
        if self.reader:
            self.reader.start()
        super().fork_work_horse(job, queue)


def work(
    desk: Desk, redis: Redis, kind: TaskKind, stages: Mapping[TaskKind, Stage], reader: Reader | None
) -> None:
    """Work on one queue until told to stop (SIGTERM, SIGINT).

    One queue a worker: with two, RQ pops without an intermediate list, and a worker
    that dies between pop and start loses the job.
    """
    worker = DeskWorker(
        [open_queue(redis, kind)],
        connection=redis,
        serializer=JSONSerializer,
        log_job_description=False,
        worker_ttl=60,
        maintenance_interval=30,
        job_monitoring_interval=5,
        work_horse_killed_handler=lambda job, *_: _free(desk, job),
    )
    worker.reader = reader
    if reader:
        reader.start()
    _RUNNER.set(Runner(desk, stages))
    worker.work(logging_level="WARNING")


def _free(desk: Desk, job: Job) -> None:
    """The horse was killed: let its lease end now, so that the sweep need not wait for it."""
    task_id, attempt = job.args
    running = (Task.id == task_id, Task.attempt == attempt, Task.state == TaskState.RUNNING)
    with desk.db.write() as session:
        session.execute(update(Task).where(*running).values(lease_until=now()))
