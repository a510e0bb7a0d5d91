"""A clerk's hand: what a person says counts, and every earlier reading is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.values import State, Value
from intake import correcting, identity
from intake import todos as work
from intake.cases import current_values, touch
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case, Member
from tests.stages.cases import (
    ANA,
    BO,
    CLERK,
    UNREADABLE,
    actions,
    bring,
    doubtful,
    enrol,
    letter,
    messages,
    missing,
    the_case,
    todos,
    work_off,
)


def do(desk: Desk, act: Callable[[Session, Case], object]) -> Case:
    """The clerk does something to the one case, and the line goes on."""
    with desk.db.write() as session:
        act(session, session.scalars(select(Case)).one())
    work_off(desk)
    return the_case(desk)


def correct(desk: Desk, field: str, value: object, state: State = State.PRESENT) -> Case:
    return do(desk, lambda session, case: correcting.correct(desk, session, CLERK, case, field, value, state))


def confirm_member(desk: Desk, cin: str | None) -> Case:
    return do(desk, lambda session, case: identity.confirm(desk, session, CLERK, case, cin))


def test_a_clerk_reads_what_the_machine_could_not_and_the_case_goes_on(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(incident_times=UNREADABLE))
    assert correct(any_desk, "incident_times", ["14:00"]).state == "review"
    assert todos(any_desk) == [] and messages(any_desk) == []


def test_a_clerk_confirms_a_doubtful_value(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(incident_place=doubtful("front desk")))
    case = do(desk, lambda s, case: correcting.confirm(desk, s, CLERK, case, ["incident_place"]))
    assert (case.state, todos(desk)) == ("review", [])
    with desk.db.read() as session:
        assert current_values(session, session.get_one(Case, case.id))["incident_place"].source == "clerk"


@pytest.mark.parametrize("state", [State.ABSENT, State.UNREADABLE])
def test_what_a_clerk_does_not_find_either_is_asked_of_the_office(desk: Desk, state: State) -> None:
    enrol(desk)
    bring(desk, letter(incident_times=UNREADABLE))
    case = correct(desk, "incident_times", None, state)
    assert (case.state, missing(case), len(messages(desk))) == (
        "waiting_on_provider",
        {"incident_times"},
        1,
    )


def test_what_the_machine_read_stays_on_record(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(incident_place=doubtful("frnt dsk")))
    kept = correct(desk, "incident_place", "front desk").values
    assert [(row.data["value"], row.actor) for row in kept if row.field == "incident_place"] == [
        ("frnt dsk", "machine"),
        ("front desk", CLERK),
    ]


def test_a_clerks_word_stands_against_a_later_reading(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"], incident_place=doubtful("frnt dsk")))
    correct(desk, "incident_place", "front desk")
    bring(desk, letter(incident_place="exam room"))
    with desk.db.read() as session:
        case = session.scalars(select(Case)).one()
        assert current_values(session, case)["incident_place"].value == "front desk"


def test_a_clerk_cannot_fill_a_field_that_the_paper_does_not_have(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with pytest.raises(Refused, match="no such field"):
        correct(desk, "shoe_size", "9")


def test_a_closed_case_is_not_corrected(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with desk.db.write() as session:
        session.scalars(select(Case)).one().state = "closed"
    with pytest.raises(Refused, match="closed"):
        correct(desk, "incident_place", "front desk")


def test_a_correction_is_in_the_audit_trail_by_field(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter())
    correct(desk, "incident_place", "exam room")
    assert "corrected" in actions(desk, f"case:{case.id}")


def test_a_clerk_says_which_member_it_is(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(member_cin=BO, member_name="Anna Sampel"))
    case = confirm_member(any_desk, ANA)
    assert (case.member_cin, case.member_name, case.plan) == (ANA, "Ana Sample", "calviva")
    assert (case.state, todos(any_desk)) == ("review", [])


def test_the_roster_offers_members_like_the_one_on_the_paper(desk: Desk) -> None:
    enrol(desk)
    enrol(desk, BO, "Bo Other")
    bring(desk, letter(member_cin=f"{ANA[:-2]}8A"))
    with desk.db.read() as session:
        found = identity.candidates(session, session.scalars(select(Case)).one())
    assert [member.cin for member in found] == [ANA]


def test_a_member_who_is_not_on_the_roster_cannot_be_chosen(desk: Desk) -> None:
    bring(desk, letter())
    with pytest.raises(Refused, match="no member"):
        confirm_member(desk, BO)


def test_a_repaired_number_that_a_person_confirmed_is_accepted(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(member_cin=Value(ANA, repaired=True)))
    assert confirm_member(desk, ANA).state == "review"


def test_a_member_without_a_plan_stays_with_the_clerk_until_the_roster_knows_one(desk: Desk) -> None:
    bring(desk, letter())
    assert confirm_member(desk, None).state == "clerk" and todos(desk) == ["county"]
    enrol(desk, county="Kings")
    case = do(desk, touch)
    assert (case.state, case.plan, todos(desk)) == ("review", "calviva", [])


def test_a_county_put_right_in_the_roster_moves_the_case(desk: Desk) -> None:
    enrol(desk, county="Atlantis")
    bring(desk, letter())
    with desk.db.write() as session:
        session.get_one(Member, ANA).county = "Imperial"
    assert do(desk, touch).plan == "chpiv"


def test_a_to_do_is_done_by_somebody_once(desk: Desk) -> None:
    bring(desk, letter())
    with desk.db.write() as session:
        [todo] = work.open_todos(session, "clerk")
        work.finish(session, CLERK, todo)
        work.finish(session, "another@plan.example", todo)
        assert todo.done_by == CLERK
    assert actions(desk).count("todo_done") == 1
