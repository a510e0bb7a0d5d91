"""From a reviewer's notes to the director's decision, its letters, and the day from which it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import clocks, correcting, deciding, reviewing
from intake.deciding import effective_date
from intake.desk import Desk
from intake.errors import Refused
from intake.models import AuditRow, Case, CaseState, Decision, Link
from intake.reviewing import ReviewNotes
from tests.desk import Clock
from tests.stages.cases import (
    CLERK,
    DIRECTOR,
    REVIEWER,
    actions,
    bring,
    enrol,
    letter,
    messages,
    notice,
    request,
    sheet,
    the_case,
    todos,
    work_off,
)

NOTES = ReviewNotes(
    member_version="The member had no bus.",
    member_contacted_on=dt.date(2026, 6, 18),
    member_contacted_how="telephone",
    complaint_open="no",
    complaint_source="grievance log",
    special_needs="no",
    special_needs_source="chart",
)
WHY = "Documented well."


def do(desk: Desk, act: Callable[..., object], actor: str, *words: object) -> Case:
    """Somebody does `act` to the one case, and the line goes on."""
    with desk.db.write() as session:
        act(desk, session, actor, session.scalars(select(Case)).one(), *words)
    work_off(desk)
    return the_case(desk)


def save(desk: Desk, session: Session, actor: str, case: Case, notes: ReviewNotes) -> None:
    reviewing.save(session, actor, case, notes)


def reviewed(desk: Desk) -> None:
    """A complete request with all of the reviewer's notes."""
    enrol(desk)
    bring(desk, request(), notice())
    do(desk, save, REVIEWER, NOTES)


def forwarded(desk: Desk) -> None:
    """The same, with the director."""
    reviewed(desk)
    do(desk, reviewing.forward, REVIEWER, "Approve.")


def approved(desk: Desk) -> None:
    forwarded(desk)
    do(desk, deciding.approve, DIRECTOR, WHY)


def decision(desk: Desk) -> Decision:
    [found] = the_case(desk).decisions
    return found


def test_a_request_goes_from_review_to_decision_to_carrying_out_to_its_end(any_desk: Desk) -> None:
    reviewed(any_desk)
    assert do(any_desk, reviewing.forward, REVIEWER, "Approve.").state == "decision"
    assert do(any_desk, deciding.approve, DIRECTOR, WHY).state == "carrying_out"
    assert todos(any_desk) == ["carry_out"]
    case = do(any_desk, deciding.carry_out, CLERK, dt.date(2026, 6, 20))
    assert (case.state, case.outcome, todos(any_desk)) == ("closed", "approved", [])


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        (replace(NOTES, member_version=""), "member's version"),
        (replace(NOTES, member_contacted_on=None), "member's version"),
        (replace(NOTES, complaint_open=""), "complaint"),
        (replace(NOTES, complaint_source=""), "complaint"),
        (replace(NOTES, special_needs=""), "special needs"),
        (replace(NOTES, special_needs_source=""), "special needs"),
    ],
)
def test_who_forwards_hears_what_is_still_to_be_recorded(desk: Desk, notes: ReviewNotes, says: str) -> None:
    enrol(desk)
    bring(desk, request(), notice())
    do(desk, save, REVIEWER, notes)
    with pytest.raises(Refused, match=says):
        do(desk, reviewing.forward, REVIEWER, "Approve.")


def test_all_that_is_lacking_is_named_at_once(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request(), notice())
    assert len(reviewing.lacks(the_case(desk))) == 3


def test_dated_attempts_stand_for_a_member_who_was_not_reached(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request(), notice())
    do(desk, save, REVIEWER, replace(NOTES, member_version="", failed_attempts="June 1, 3 and 5"))
    assert do(desk, reviewing.forward, REVIEWER, "Approve.").state == "decision"


def test_an_urgent_case_that_lacks_something_is_not_forwarded_until_it_is_waived(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(reasons=["physical_assault"]))
    do(desk, save, REVIEWER, NOTES)
    with pytest.raises(Refused, match="still missing"):
        do(desk, reviewing.forward, REVIEWER, "Approve.")
    do(desk, reviewing.waive, REVIEWER, "police_report", "The officer was present.")
    assert do(desk, reviewing.forward, REVIEWER, "Approve.").state == "decision"


def test_a_waiver_needs_a_reason_and_something_open_and_keeps_both(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(reasons=["physical_assault"]))
    for code, reason in (("police_report", "  "), ("incident_times", "Because.")):
        with pytest.raises(Refused):
            do(desk, reviewing.waive, REVIEWER, code, reason)
    case = do(desk, reviewing.waive, REVIEWER, "police_report", "Seen by the officer.")
    assert [(f.state, f.reason) for f in case.findings if f.code == "police_report"] == [
        ("waived", "Seen by the officer.")
    ]


def test_a_waived_element_is_not_asked_for_again(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(reasons=["physical_assault"]))
    do(desk, reviewing.waive, REVIEWER, "police_report", "Seen by the officer.")
    bring(desk, letter(reasons=["physical_assault"]))
    assert len(messages(desk)) == 1


def test_notes_are_written_during_the_review_only(desk: Desk) -> None:
    forwarded(desk)
    with pytest.raises(Refused, match="in review"):
        do(desk, save, REVIEWER, NOTES)


def test_a_clerk_sees_why_a_case_came_back_and_it_stays_until_that_is_done(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(reasons=["physical_assault"]), sheet("police_report"))
    do(desk, reviewing.send_back, REVIEWER, "Which clinic was it?")
    assert todos(desk) == ["sent_back"]
    bring(desk, sheet("chart_notes", printed=the_case(desk).reference))
    assert the_case(desk).state == "clerk"


def test_a_director_sends_a_case_back_to_its_reviewer(desk: Desk) -> None:
    forwarded(desk)
    assert do(desk, reviewing.send_back, DIRECTOR, "Ask the member again.").state == "review"
    do(desk, reviewing.forward, REVIEWER, "Approve, asked again.")
    assert todos(desk) == []


@pytest.mark.parametrize("act", [deciding.approve, deciding.deny])
def test_a_decision_needs_a_reason_and_its_turn(desk: Desk, act: Callable[..., object]) -> None:
    more = ("Send the notes.",) if act is deciding.deny else ()
    reviewed(desk)
    with pytest.raises(Refused, match="in review"):
        do(desk, act, DIRECTOR, WHY, *more)
    do(desk, reviewing.forward, REVIEWER, "Approve.")
    with pytest.raises(Refused, match="reason"):
        do(desk, act, DIRECTOR, " ", *more)


def test_a_denial_says_what_would_change_it_and_closes(any_desk: Desk) -> None:
    forwarded(any_desk)
    with pytest.raises(Refused, match="would change"):
        do(any_desk, deciding.deny, DIRECTOR, WHY, "")
    case = do(any_desk, deciding.deny, DIRECTOR, WHY, "Send the chart notes.")
    assert (case.state, case.outcome) == ("closed", "denied")
    assert [len(messages(any_desk, event)) for event in ("decided", "more_needed")] == [1, 0]


@pytest.mark.parametrize(
    "part",
    [
        lambda desk: do(desk, save, DIRECTOR, NOTES) and do(desk, save, REVIEWER, NOTES),
        lambda desk: do(desk, correcting.correct, DIRECTOR, "narrative", "Three visits."),
        lambda desk: do(desk, correcting.confirm, DIRECTOR, ["narrative"]),
    ],
    ids=["wrote notes before another did", "corrected a field", "confirmed a field"],
)
def test_who_entered_or_reviewed_a_case_does_not_decide_it(
    desk: Desk, part: Callable[[Desk], object]
) -> None:
    reviewed(desk)
    part(desk)
    do(desk, reviewing.forward, REVIEWER, "Approve.")
    with pytest.raises(Refused, match="another person"):
        do(desk, deciding.approve, DIRECTOR, WHY)


def test_nobody_decides_a_referral(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with desk.db.write() as session:
        case = session.scalars(select(Case)).one()
        case.lifecycle = "referral"
    for act in (deciding.approve, reviewing.forward):
        with pytest.raises(Refused):
            do(desk, act, DIRECTOR, WHY)


JUNE_20 = dt.date(2026, 6, 20)


@pytest.mark.parametrize(
    ("approved_on", "processed_on", "later", "holds_from"),
    [
        (JUNE_20, JUNE_20, None, "2026-07-01"),
        (dt.date(2026, 6, 30), dt.date(2026, 7, 1), None, "2026-08-01"),
        (dt.date(2026, 6, 1), dt.date(2026, 6, 1), None, "2026-07-01"),
        (dt.date(2026, 1, 31), dt.date(2026, 1, 31), None, "2026-02-01"),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31), None, "2027-01-01"),
        (dt.date(2026, 11, 30), dt.date(2026, 12, 2), None, "2027-01-01"),
        (JUNE_20, JUNE_20, dt.date(2026, 9, 1), "2026-09-01"),
        (JUNE_20, JUNE_20, dt.date(2026, 7, 1), "2026-07-01"),
    ],
)
def test_it_holds_from_the_first_of_the_month_after_approval_and_processing(
    approved_on: dt.date, processed_on: dt.date, later: dt.date | None, holds_from: str
) -> None:
    assert effective_date(approved_on, processed_on, later).isoformat() == holds_from


def test_it_holds_from_no_day_before_that() -> None:
    with pytest.raises(Refused, match="July 1, 2026"):
        effective_date(JUNE_20, JUNE_20, dt.date(2026, 6, 30))


@pytest.mark.parametrize("day", [dt.date(2026, 6, 19), dt.date(2026, 6, 21)])
def test_a_day_of_processing_before_the_decision_or_to_come_is_refused(desk: Desk, day: dt.date) -> None:
    approved(desk)
    with pytest.raises(Refused, match="day of processing"):
        do(desk, deciding.carry_out, CLERK, day)


def test_nothing_is_carried_out_before_it_is_decided(desk: Desk) -> None:
    forwarded(desk)
    with pytest.raises(Refused, match="waits for a decision"):
        do(desk, deciding.carry_out, CLERK, JUNE_20)


def test_the_letters_are_kept_as_bytes_and_the_first_names_no_day(any_desk: Desk, clock: Clock) -> None:
    approved(any_desk)
    first = decision(any_desk)
    assert (first.effective_on, any_desk.files.open_local(first.letter_sha256).read_bytes()[:4]) == (
        None,
        b"%PDF",
    )
    clock.pass_days(11)
    do(any_desk, deciding.carry_out, CLERK, dt.date(2026, 7, 1))
    second = decision(any_desk)
    assert second.effective_on == dt.date(2026, 8, 1) and second.letter_sha256 != first.letter_sha256
    with any_desk.db.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "letter_written"))
        assert [row.detail["sha256"] for row in rows] == [first.letter_sha256, second.letter_sha256]


def test_a_letters_case_may_end_with_guidance_and_a_requests_may_not(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with pytest.raises(Refused, match="what was done"):
        do(desk, reviewing.close_with_guidance, REVIEWER, " ")
    case = do(desk, reviewing.close_with_guidance, REVIEWER, "Called the office on June 20.")
    assert (case.state, case.outcome, len(messages(desk, "closed"))) == ("closed", "guidance_given", 1)


def test_a_request_does_not_end_with_guidance(desk: Desk) -> None:
    reviewed(desk)
    with pytest.raises(Refused, match="by a decision"):
        do(desk, reviewing.close_with_guidance, REVIEWER, "Called the office.")


def test_nothing_of_a_closed_case_goes_on(desk: Desk, clock: Clock) -> None:
    enrol(desk)
    bring(desk, letter(reasons=["physical_assault"]), email="")
    assert todos(desk) == ["call_office"]
    do(desk, reviewing.close_with_guidance, REVIEWER, "Called the office on June 20.")
    clock.pass_days(60)
    clocks.fall_due(desk)
    assert todos(desk) == []
    with desk.db.read() as session:
        links = session.scalars(select(Link).where(Link.case_id.is_not(None), Link.closed_at.is_(None)))
        assert links.all() == []


def test_every_step_is_in_the_audit_trail(desk: Desk) -> None:
    approved(desk)
    do(desk, deciding.carry_out, CLERK, JUNE_20)
    case = the_case(desk)
    steps = [a for a in actions(desk, f"case:{case.id}") if a not in ("told", "letter_written", "assessed")]
    expected = ["opened", "joined", "joined", "review_saved", "forwarded", "decided", "todo_done"]
    assert steps == [*expected, "carried_out"]
    assert case.state == CaseState.CLOSED
