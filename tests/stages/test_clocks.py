"""The time an office has to answer: a row, which anybody may look at, and which ends once."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from intake import clocks
from intake.desk import Desk
from intake.models import Case, Due
from intake.todos import finish_any
from tests.desk import Clock
from tests.stages.cases import actions, bring, enrol, letter, the_case, todos

LACKING = letter(without=["incident_times", "incident_place"])


def last_day(desk: Desk) -> dt.date | None:
    with desk.db.read() as session:
        return clocks.answer_due(desk, session, session.scalars(select(Case)).one())


def test_an_office_has_fourteen_days_to_the_end_of_the_last_one(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, LACKING)
    assert last_day(any_desk) == dt.date(2026, 7, 4)
    with any_desk.db.read() as session:
        due = session.scalars(select(Due)).one()
    assert due.due_at.astimezone(any_desk.settings.zone) == dt.datetime(
        2026, 7, 5, tzinfo=any_desk.settings.zone
    )


def test_a_complete_case_has_no_clock(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    assert last_day(desk) is None


def test_a_second_letter_that_lacks_something_wins_no_time(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    bring(desk, LACKING)
    clock.pass_days(5)
    bring(desk, letter(without=["incident_times"]))
    assert last_day(desk) == dt.date(2026, 7, 4)


def test_the_clock_stops_with_the_answer(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    bring(desk, LACKING)
    bring(desk, letter())
    clock.pass_days(30)
    clocks.fall_due(desk)
    assert (last_day(desk), todos(desk)) == (None, [])


def test_time_that_ran_out_is_a_clerks_and_closes_nothing(any_desk: Desk, clock: Clock) -> None:
    enrol(any_desk)
    bring(any_desk, LACKING)
    clock.pass_days(14)
    clocks.fall_due(any_desk)
    assert todos(any_desk) == []
    clock.pass_days(1)
    clocks.fall_due(any_desk)
    clocks.fall_due(any_desk)
    assert todos(any_desk) == ["answer_overdue"]
    assert the_case(any_desk).state == "waiting_on_provider"
    assert actions(any_desk).count("fell_due") == 1


def test_half_an_answer_that_comes_late_starts_no_new_clock(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    bring(desk, LACKING)
    clock.pass_days(15)
    clocks.fall_due(desk)
    bring(desk, letter(without=["incident_times"]))
    assert last_day(desk) is None and todos(desk) == ["answer_overdue"]


def test_an_answer_that_comes_late_ends_the_clerks_to_do(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    bring(desk, LACKING)
    clock.pass_days(15)
    clocks.fall_due(desk)
    bring(desk, letter())
    assert (todos(desk), the_case(desk).state) == ([], "review")


def test_what_a_clerk_settled_about_a_late_office_stays_settled(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    case = bring(desk, LACKING)
    clock.pass_days(15)
    clocks.fall_due(desk)
    with desk.db.write() as session:
        finish_any(session, "clerk", "answer_overdue", f"case:{case.id}")
    clocks.fall_due(desk)
    assert todos(desk) == []
