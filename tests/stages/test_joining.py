"""Whose case a paper belongs to: found, asked of a clerk, or opened."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake import joining
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case, Document, Paper, Receipt
from intake.receive import Delivery, IncomingFile, take_in
from tests.stages.cases import (
    ANA,
    BO,
    CLERK,
    OTHER_NPI,
    bring,
    cases,
    enrol,
    letter,
    messages,
    missing,
    notice,
    papers,
    request,
    scan,
    sheet,
    the_case,
    todos,
    work_off,
)

BO_SAYS = {"member_name": "Bo Other", "member_cin": BO}


def answer(desk: Desk, same: bool) -> None:
    """The clerk answers the one open question."""
    with desk.db.write() as session:
        [paper] = session.scalars(select(Paper).where(Paper.state == "asked"))
        joining.answer_join(desk, session, CLERK, paper, same)
    work_off(desk)


def test_the_corrected_letter_completes_the_old_case_and_opens_none(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(without=["incident_times"]))
    bring(any_desk, letter())
    assert (the_case(any_desk).state, missing(the_case(any_desk))) == ("review", set())


def test_without_a_roster_a_clerk_is_asked_and_yes_joins(any_desk: Desk) -> None:
    bring(any_desk, letter(without=["incident_times"]))
    bring(any_desk, letter())
    assert missing(the_case(any_desk)) == {"incident_times"} and "join" in todos(any_desk)
    answer(any_desk, same=True)
    assert missing(the_case(any_desk)) == set() and "join" not in todos(any_desk)


def test_without_a_roster_no_opens_a_second_case(desk: Desk) -> None:
    bring(desk, letter(without=["incident_times"]))
    bring(desk, letter())
    answer(desk, same=False)
    assert [case.number for case in cases(desk)] == [1, 1]
    assert "join" not in todos(desk)


def test_a_question_is_answered_once(desk: Desk) -> None:
    bring(desk, letter())
    bring(desk, letter())
    answer(desk, same=True)
    with pytest.raises(Refused, match="already"), desk.db.write() as session:
        joining.answer_join(desk, session, CLERK, session.scalars(select(Paper)).all()[-1], True)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (letter(without=["provider_name", "provider_npi"]), letter()),
        (letter(), letter(without=["provider_name", "provider_npi"])),
        (letter(without=["member_cin"]), letter()),
        (letter(), letter(without=["member_cin"])),
    ],
    ids=["names its provider at last", "names no provider", "gives its CIN at last", "gives no CIN"],
)
def test_a_paper_corrected_for_what_cases_are_found_by_is_a_question(
    desk: Desk, first: object, then: object
) -> None:
    enrol(desk)
    bring(desk, first)
    bring(desk, then)
    assert len(cases(desk)) == 1 and "join" in todos(desk)


@pytest.mark.parametrize(
    "other",
    [letter(**BO_SAYS), letter(provider_name="Max Muster", provider_npi=OTHER_NPI), request()],
    ids=["another member", "another provider", "another kind of request"],
)
def test_what_is_about_something_else_is_a_case_of_its_own(desk: Desk, other: object) -> None:
    enrol(desk)
    bring(desk, letter())
    bring(desk, other)
    assert len(cases(desk)) == 2 and "join" not in todos(desk)


def test_a_closed_case_takes_no_more_papers(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with desk.db.write() as session:
        session.scalars(select(Case)).one().state = "closed"
    bring(desk, letter())
    assert [case.state for case in cases(desk)] == ["closed", "review"]


def test_a_reference_printed_on_the_paper_finds_the_case(any_desk: Desk) -> None:
    enrol(any_desk)
    first = bring(any_desk, letter(without=["incident_times", "provider_npi"]))
    reply = letter(provider_name="Somebody Else", printed=f"Reply to {first.reference} please")
    assert missing(bring(any_desk, reply)) == set()
    assert len(cases(any_desk)) == 1


def test_a_receipts_reference_finds_the_members_own_case(desk: Desk) -> None:
    enrol(desk)
    enrol(desk, BO, "Bo Other")
    scan(desk, letter(without=["incident_times"]), letter(without=["incident_times"], **BO_SAYS))
    work_off(desk)
    receipt = cases(desk)[0].reference.removesuffix("-1")
    bring(desk, letter(printed=f"Reference {receipt}", **BO_SAYS))
    assert [missing(case) for case in cases(desk)] == [{"incident_times"}, set()]


def test_a_reference_on_another_members_paper_is_a_question(desk: Desk) -> None:
    enrol(desk)
    enrol(desk, BO, "Bo Other")
    first = bring(desk, letter())
    bring(desk, letter(printed=first.reference, **BO_SAYS))
    assert "join" in todos(desk)


def test_two_members_in_one_fax_are_two_cases_and_each_keeps_its_letter(any_desk: Desk) -> None:
    enrol(any_desk)
    enrol(any_desk, BO, "Bo Other")
    scan(any_desk, request(), request(**BO_SAYS), notice("Bo Other"), notice())
    work_off(any_desk)
    kept = [[p.field("member_name") for p in case.papers] for case in cases(any_desk)]
    assert kept == [["Ana Sample", "Ana Sample"], ["Bo Other", "Bo Other"]]
    assert [case.reference[-2:] for case in cases(any_desk)] == ["-1", "-2"]


def test_two_letters_about_one_member_in_one_fax_are_two_cases(desk: Desk) -> None:
    enrol(desk)
    scan(desk, letter(), letter())
    work_off(desk)
    assert len(cases(desk)) == 2


def test_a_paper_of_two_members_that_names_none_waits_for_a_clerk(desk: Desk) -> None:
    scan(desk, request(), request(**BO_SAYS), sheet("chart_notes"))
    work_off(desk)
    assert "unmatched" in todos(desk)


def test_a_companion_alone_opens_no_case(any_desk: Desk) -> None:
    scan(any_desk, notice())
    work_off(any_desk)
    assert cases(any_desk) == [] and todos(any_desk) == ["unmatched"]


def test_a_companion_alone_for_an_open_case_is_a_question_and_yes_completes_it(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request())
    bring(desk, notice())
    assert missing(the_case(desk)) == {"member_letter_copy"}
    answer(desk, same=True)
    assert missing(the_case(desk)) == set()


def test_a_companion_that_is_not_the_cases_waits_and_the_case_is_asked_again(desk: Desk) -> None:
    enrol(desk)
    scan(desk, request(), notice("Zbigniew Quartermain"))
    work_off(desk)
    assert messages(desk) == []
    answer(desk, same=False)
    assert todos(desk) == ["unmatched"] and len(messages(desk)) == 1
    assert the_case(desk).state == "waiting_on_provider"


def test_a_companion_with_the_cases_reference_joins(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request())
    bring(desk, sheet("member_notice_letter", printed=f"Re {case.reference}"))
    assert missing(the_case(desk)) == set()


def test_the_same_file_sent_again_opens_nothing(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter())
    with any_desk.db.read() as session:
        path = any_desk.files.open_local(session.scalars(select(Document)).one().sha256)
    with path.open("rb") as data:
        take_in(any_desk, Delivery(channel="folder", files=[IncomingFile("again.tif", data)]))
    work_off(any_desk)
    assert len(cases(any_desk)) == len(papers(any_desk)) == 1


def test_what_comes_through_a_cases_link_is_the_cases(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, request())
    bring(any_desk, notice("Illegible"), channel="answer", answers_case_id=case.id)
    assert missing(the_case(any_desk)) == set() and todos(any_desk) == []


def test_an_answer_that_nobody_recognises_is_looked_at_by_a_clerk(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request())
    bring(desk, sheet("other"), channel="answer", answers_case_id=case.id)
    assert (missing(the_case(desk)), todos(desk)) == ({"member_letter_copy"}, ["unknown_paper"])


def test_an_answer_that_a_clerk_was_asked_about_comes_home_when_it_is_sent_through_the_link(
    desk: Desk,
) -> None:
    enrol(desk)
    case = bring(desk, request())
    document = scan(desk, notice())
    work_off(desk)
    assert todos(desk) == ["join"]
    with desk.db.read() as session:
        path = desk.files.open_local(session.get_one(Document, document).sha256)
    with path.open("rb") as data:
        file = IncomingFile("letter.pdf", data, answers="member_letter_copy")
        take_in(desk, Delivery(channel="answer", files=[file], answers_case_id=case.id))
    work_off(desk)
    assert (missing(the_case(desk)), todos(desk)) == (set(), [])


def test_an_answer_to_a_case_that_closed_meanwhile_is_not_lost(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request())
    with desk.db.write() as session:
        session.get_one(Case, case.id).state = "closed"
    bring(desk, notice(), channel="answer", answers_case_id=case.id)
    assert todos(desk) == ["unmatched"]


def test_a_paper_nobody_knows_is_put_before_a_clerk(desk: Desk) -> None:
    scan(desk, sheet("other"))
    work_off(desk)
    assert cases(desk) == [] and todos(desk) == ["unknown_paper"]


def test_a_clerk_opens_a_case_for_a_paper_and_only_for_one_that_asks_something(desk: Desk) -> None:
    scan(desk, sheet("chart_notes"))
    work_off(desk)
    with pytest.raises(Refused, match="does not open a case"), desk.db.write() as session:
        joining.open_case(desk, session, CLERK, session.scalars(select(Paper)).one())


def test_a_clerk_says_that_a_paper_is_not_ours(desk: Desk) -> None:
    scan(desk, notice())
    work_off(desk)
    with desk.db.write() as session:
        joining.dispose(desk, session, CLERK, session.scalars(select(Paper)).one(), "wrong_plan")
    assert (todos(desk), [p.state for p in papers(desk)]) == ([], ["disposed"])


def test_a_paper_is_not_put_into_a_closed_case(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request())
    scan(desk, sheet("chart_notes"))
    work_off(desk)
    with pytest.raises(Refused, match="closed"), desk.db.write() as session:
        case = session.scalars(select(Case)).one()
        case.state = "closed"
        joining.attach(desk, session, CLERK, session.scalars(select(Paper)).all()[-1], case)


def test_a_case_keeps_the_day_on_which_its_first_paper_came(desk: Desk, clock: object) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    clock.pass_days(5)
    bring(desk, letter())
    with desk.db.read() as session:
        days = session.scalars(select(Receipt.received_on).order_by(Receipt.id)).all()
    assert the_case(desk).received_on == days[0] < days[1]


def test_two_cins_that_differ_in_one_character_clash(desk: Desk) -> None:
    enrol(desk)
    first = bring(desk, letter(member_cin=f"{ANA[:-2]}8A", without=["incident_times"]))
    bring(desk, letter(), channel="answer", answers_case_id=first.id)
    assert "clash" in todos(desk)
