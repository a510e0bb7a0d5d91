"""Tasks as rows: counted before they run, fenced by their attempt, freed when their runner dies."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from intake.desk import Desk
from intake.errors import Stale
from intake.models import Task, TaskKind, TaskState, now
from intake.tasks import Claim, add_task, claim, due_to_ring, finish, give_up, put_back, renew, sweep

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def add(desk: Desk, subject: str = "document:1") -> None:
    with desk.db.write() as session:
        add_task(session, TaskKind.READ, subject)


def ring(desk: Desk) -> list[tuple[int, int]]:
    with desk.db.write() as session:
        return due_to_ring(session, TaskKind.READ)


def take(desk: Desk, task_id: int, attempt: int) -> Claim | None:
    with desk.db.write() as session:
        return claim(session, task_id, attempt)


def the_task(desk: Desk) -> Task:
    with desk.db.read() as session:
        return session.scalars(select(Task).order_by(Task.id)).first() or pytest.fail("there is no task")


def lapse(desk: Desk) -> list[Task]:
    """Let every lease run out, and sweep."""
    with desk.db.write() as session:
        session.execute(update(Task).values(lease_until=LONG_AGO))
        return sweep(session)


def test_a_task_is_rung_claimed_and_done(any_desk: Desk) -> None:
    add(any_desk)
    [(task_id, attempt)] = ring(any_desk)
    held = take(any_desk, task_id, attempt)
    assert held == Claim(task_id, 1, TaskKind.READ, "document:1")
    with any_desk.db.write() as session:
        finish(session, held)
    assert the_task(any_desk).state == TaskState.DONE


def test_the_same_work_asked_for_twice_is_one_task(any_desk: Desk) -> None:
    add(any_desk)
    add(any_desk)
    assert len(ring(any_desk)) == 1


def test_work_asked_for_while_it_runs_is_done_again_afterwards(any_desk: Desk) -> None:
    add(any_desk)
    take(any_desk, *ring(any_desk)[0])
    add(any_desk)
    assert len(ring(any_desk)) == 1


def test_a_bell_that_rings_twice_does_the_work_once(any_desk: Desk) -> None:
    add(any_desk)
    [(task_id, attempt)] = ring(any_desk)
    assert take(any_desk, task_id, attempt)
    assert take(any_desk, task_id, attempt) is None


def test_a_task_rung_for_is_not_rung_for_again(any_desk: Desk) -> None:
    add(any_desk)
    assert len(ring(any_desk)) == 1
    assert ring(any_desk) == []


def test_a_bell_that_nobody_heard_costs_no_attempt(any_desk: Desk) -> None:
    add(any_desk)
    ring(any_desk)
    lapse(any_desk)
    assert ring(any_desk)[0][1] == 1


def test_a_queue_that_is_away_costs_no_attempt(any_desk: Desk) -> None:
    add(any_desk)
    [(task_id, _)] = ring(any_desk)
    with any_desk.db.write() as session:
        put_back(session, task_id)
    assert ring(any_desk) == [(task_id, 1)]


def test_a_dead_runner_costs_one_attempt_and_another_takes_over(any_desk: Desk) -> None:
    add(any_desk)
    take(any_desk, *ring(any_desk)[0])
    lapse(any_desk)
    assert ring(any_desk)[0][1] == 2


def test_an_orphan_that_wakes_late_writes_nothing(any_desk: Desk) -> None:
    add(any_desk)
    late = take(any_desk, *ring(any_desk)[0])
    lapse(any_desk)
    take(any_desk, *ring(any_desk)[0])
    with pytest.raises(Stale), any_desk.db.write() as session:
        finish(session, late)
    with pytest.raises(Stale), any_desk.db.write() as session:
        renew(session, late)
    assert the_task(any_desk).state == TaskState.RUNNING


def test_a_task_that_kills_its_runner_ends_dead(any_desk: Desk) -> None:
    add(any_desk)
    dead: list[Task] = []
    for _ in range(5):
        take(any_desk, *ring(any_desk)[0])
        dead = lapse(any_desk)
    assert [task.subject for task in dead] == ["document:1"]
    assert ring(any_desk) == []


def test_a_failure_is_tried_again_later_and_keeps_only_its_name(any_desk: Desk) -> None:
    add(any_desk)
    held = take(any_desk, *ring(any_desk)[0])
    with any_desk.db.write() as session:
        assert not give_up(session, held, "ValueError", after=dt.timedelta(minutes=1))
    task = the_task(any_desk)
    assert (task.state, task.error) == (TaskState.READY, "ValueError")
    assert task.run_after > now()
    assert ring(any_desk) == []


def test_a_failure_gives_way_to_newer_work_on_the_same_subject(any_desk: Desk) -> None:
    add(any_desk)
    held = take(any_desk, *ring(any_desk)[0])
    add(any_desk)
    with any_desk.db.write() as session:
        give_up(session, held, "ValueError", after=dt.timedelta())
    assert the_task(any_desk).state == TaskState.DONE
    assert len(ring(any_desk)) == 1


def test_no_more_is_rung_for_than_workers_will_hear_in_time(any_desk: Desk) -> None:
    for number in range(25):
        add(any_desk, f"document:{number}")
    assert len(ring(any_desk)) == 20
    assert ring(any_desk) == []
