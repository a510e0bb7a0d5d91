"""A worker that fails, is overtaken or dies loses no work and tells nobody's secrets."""

from __future__ import annotations

import datetime as dt
import logging
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from intake import worker
from intake.desk import Desk
from intake.models import Document, Task, TaskKind, TaskState
from intake.status import counts
from intake.tasks import Claim, add_task, claim, due_to_ring, finish, sweep
from intake.worker import Runner, Stage, bury
from tests.desk import send_in
from tests.stages.cases import bring, enrol, letter, todos

SECRET = "Ana Sample 91234567A"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def run(desk: Desk, stage: Stage) -> Task:
    """One attempt of the one task with that stage; returns the task afterwards."""
    runner = Runner(desk, {TaskKind.READ: stage})
    with desk.db.write() as session:
        session.execute(update(Task).values(run_after=LONG_AGO))
        [(task_id, attempt)] = due_to_ring(session, TaskKind.READ)
    runner.run(task_id, attempt)
    return the_task(desk)


def the_task(desk: Desk) -> Task:
    with desk.db.read() as session:
        return session.scalars(select(Task)).one()


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """A desk with one document to read."""
    send_in(desk, b"%PDF-1.7")
    return desk


def fail(held: Claim) -> None:
    raise ValueError(SECRET)


def test_a_stage_that_fails_leaves_its_name_and_nothing_it_knew(
    waiting: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        task = run(waiting, fail)
    assert (task.state, task.error, task.attempt) == ("ready", "ValueError", 1)
    assert "ValueError" in caplog.text and "Sample" not in caplog.text and "9123" not in caplog.text


def test_a_stage_that_always_fails_ends_dead_before_an_administrator(waiting: Desk) -> None:
    states = [run(waiting, fail).state for _ in range(5)]
    assert states == [TaskState.READY] * 4 + [TaskState.DEAD]
    with waiting.db.read() as session:
        document = session.scalars(select(Document)).one()
    assert (document.state, todos(waiting)) == ("failed", ["stuck"])
    assert "A person will look" in document.says


def test_a_document_that_was_read_has_not_failed_when_its_assessment_dies(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter())
    with desk.db.write() as session:
        document = session.scalars(select(Document)).one()
        bury(session, TaskKind.ASSESS, f"document:{document.id}")
        assert document.state == "read" and case.state == "review"


def test_a_run_that_was_overtaken_ends_quietly(waiting: Desk) -> None:
    def overtaken(held: Claim) -> None:
        with waiting.db.write() as session:
            session.scalars(select(Task)).one().attempt += 1
        with waiting.db.write() as session:
            finish(session, held)

    assert run(waiting, overtaken).state == TaskState.RUNNING


def test_a_run_that_fails_after_it_was_overtaken_ends_quietly_too(waiting: Desk) -> None:
    def overtaken(held: Claim) -> None:
        with waiting.db.write() as session:
            session.scalars(select(Task)).one().attempt += 1
        raise ValueError(SECRET)

    assert (run(waiting, overtaken).state, the_task(waiting).error) == (TaskState.RUNNING, "")


def test_a_bell_for_a_task_that_is_done_does_nothing(waiting: Desk) -> None:
    def done(held: Claim) -> None:
        with waiting.db.write() as session:
            finish(session, held)

    task = run(waiting, done)
    Runner(waiting, {TaskKind.READ: fail}).run(task.id, 1)
    assert (the_task(waiting).state, the_task(waiting).error) == ("done", "")


def test_a_lease_is_renewed_while_the_stage_works(waiting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "RENEW_EVERY", 0.05)

    def slow(held: Claim) -> None:
        with waiting.db.write() as session:
            session.execute(update(Task).values(lease_until=LONG_AGO))
        for _ in range(100):
            if (the_task(waiting).lease_until or LONG_AGO) > LONG_AGO:
                break
            worker.threading.Event().wait(0.05)
        with waiting.db.write() as session:
            assert sweep(session) == []
            finish(session, held)

    assert run(waiting, slow).state == TaskState.DONE


def test_a_killed_horse_frees_its_lease_at_once(waiting: Desk) -> None:
    with waiting.db.write() as session:
        [(task_id, attempt)] = due_to_ring(session, TaskKind.READ)
        assert claim(session, task_id, attempt)
    worker._free(waiting, SimpleNamespace(args=[task_id, attempt]))
    with waiting.db.write() as session:
        sweep(session)
    assert the_task(waiting).state == TaskState.READY


def test_an_operator_sees_what_is_due_what_runs_and_what_is_dead(any_desk: Desk) -> None:
    with any_desk.db.write() as session:
        for number in range(4):
            add_task(session, TaskKind.READ, f"document:{number}")
        add_task(session, TaskKind.SEND, "message:1", run_after=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
        rung = due_to_ring(session, TaskKind.READ)
        claim(session, *rung[0])
        session.get_one(Task, rung[1][0]).state = TaskState.DEAD
    with any_desk.db.read() as session:
        found = counts(session)
    assert found["tasks"] == {"pending": 2, "running": 1, "dead": 1}
    assert set(found) == {"cases", "documents", "tasks", "messages"}
    assert list(found["cases"])[:3] == ["new", "clerk", "waiting_on_provider"]
