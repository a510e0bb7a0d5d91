"""The reviewer records and forwards, the director decides, and the decision is carried out."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from intake.desk import Desk
from intake.models import AuditRow, CaseState, FindingState
from tests.intake.web.builders import add_case, add_finding, add_review, add_staff, find_case
from tests.intake.web.visitor import Visitor, signed_in

NOTES = {
    "member_version": "She says the clinic was closed.",
    "member_contacted_on": "2026-06-18",
    "member_contacted_how": "telephone",
    "complaint_open": "no",
    "complaint_source": "grievance system",
    "special_needs": "no",
    "special_needs_source": "chart",
}


def at(reference: str, *rest: str) -> str:
    return "/".join([f"/desk/cases/{reference}", *rest])


def test_the_whole_case_stands_on_one_page(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    add_finding(desk, reference, "incident_times", "Please give the times.")
    page = reviewer.get(at(reference, "review")).text
    for part in ("Rosalind Achterberg", "front desk", "Please give the times.", "The case was opened."):
        assert part in page
    assert 'href="#box-member_cin"' in page


def test_notes_are_kept_while_the_work_goes_on(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    page = reviewer.post(at(reference, "review"), {"member_version": "Half a story"}).text
    assert "Half a story" in page
    assert "Before it can be forwarded" in page


def test_forwarding_says_what_lacks_and_keeps_what_was_typed(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    sent = {"member_version": "Half a story", "recommendation": "Approve."}
    page = reviewer.post(at(reference, "review", "forward"), sent).text
    assert "Answer whether a complaint" in page
    assert find_case(desk, reference).state == CaseState.REVIEW
    assert "Half a story" in page


def test_a_complete_review_goes_to_the_director(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    sent = {**NOTES, "recommendation": "Approve."}
    assert "Sent to the medical director." in reviewer.post(at(reference, "review", "forward"), sent).text
    assert find_case(desk, reference).state == CaseState.DECISION


def test_a_date_that_is_none_is_refused_and_the_rest_stays(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    sent = {**NOTES, "member_contacted_on": "soon"}
    page = reviewer.post(at(reference, "review"), sent).text
    assert "Please look at this again" in page
    assert NOTES["member_version"] in page


def test_notes_that_come_too_late_are_refused_with_the_reason(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.CLOSED)
    assert "while the case is in review" in reviewer.post(at(reference, "review"), NOTES).text


def test_something_missing_is_waived_for_a_reason(reviewer: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    add_finding(desk, reference, "incident_times", "Please give the times.")
    waive = at(reference, "review", "waive")
    assert "Please say why" in reviewer.post(waive, {"code": "incident_times", "reason": " "}).text
    reviewer.post(waive, {"code": "incident_times", "reason": "The log has them."})
    [finding] = find_case(desk, reference).findings
    assert (finding.state, finding.reason) == (FindingState.WAIVED, "The log has them.")


def test_what_the_director_wants_changed_reaches_the_reviewer(
    site: Flask, desk: Desk, director: Visitor
) -> None:
    add_staff(desk, "reviewer")
    reference = add_case(desk, state=CaseState.DECISION)
    director.post(at(reference, "review", "send-back"), {"note": "Ask about the interpreter."})
    reviewer = signed_in(site, "reviewer")
    assert reference in reviewer.get("/desk/").text
    assert "Ask about the interpreter." in reviewer.get(at(reference, "review")).text


@pytest.mark.parametrize(
    ("way", "note", "state"),
    [("send-back", "Ask for the date.", CaseState.CLERK), ("close", "Talked it over.", CaseState.CLOSED)],
)
def test_a_letter_may_go_back_or_end_in_guidance(
    reviewer: Visitor, desk: Desk, way: str, note: str, state: CaseState
) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    reviewer.post(at(reference, "review", way), {"note": note})
    assert find_case(desk, reference).state == state


def test_the_director_approves_and_the_letter_can_be_had(director: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.DECISION)
    add_review(desk, reference)
    assert "Approve it." in director.get(at(reference, "review")).text
    page = director.post(at(reference, "decide"), {"outcome": "approve", "reason": "Documented."}).text
    assert "It can be carried out now." in page
    assert find_case(desk, reference).state == CaseState.CARRYING_OUT
    letter = director.get("/desk/decisions/1/letter.pdf")
    assert letter.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reason": "x"}, "Choose whether you approve or deny"),
        ({"outcome": "approve", "reason": " "}, "Please give the reason"),
        ({"outcome": "deny", "reason": "Thin."}, "would change this decision"),
    ],
)
def test_half_a_decision_is_none(director: Visitor, desk: Desk, sent: dict[str, str], says: str) -> None:
    reference = add_case(desk, state=CaseState.DECISION)
    assert says in director.post(at(reference, "decide"), sent).text
    assert find_case(desk, reference).state == CaseState.DECISION


def test_who_reviewed_a_case_does_not_decide_it(director: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.DECISION)
    add_review(desk, reference, reviewer="medical_director@desk.test")
    page = director.post(at(reference, "decide"), {"outcome": "approve", "reason": "Mine."}).text
    assert "Who entered or reviewed a case does not decide it." in page


def test_carrying_out_fixes_the_effective_date(site: Flask, desk: Desk, director: Visitor) -> None:
    add_staff(desk, "reviewer")
    reference = add_case(desk, state=CaseState.DECISION)
    director.post(at(reference, "decide"), {"outcome": "approve", "reason": "Documented."})
    reviewer = signed_in(site, "reviewer")
    reviewer.post(at(reference, "carry-out"), {"processed_on": "2026-06-20"})
    case = find_case(desk, reference)
    assert case.state == CaseState.CLOSED
    assert str(case.decisions[0].effective_on) == "2026-07-01"
    assert "Effective July 1, 2026" in reviewer.get(at(reference, "review")).text


def test_a_look_at_the_whole_case_is_recorded(reviewer: Visitor, desk: Desk) -> None:
    reviewer.get(at(add_case(desk), "review"))
    with desk.db.read() as db:
        [look] = db.scalars(select(AuditRow).where(AuditRow.action == "viewed"))
    assert look.actor == "reviewer@desk.test"
