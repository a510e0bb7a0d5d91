"""What waits for whom, and finding a case by its reference."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from intake.desk import Desk
from intake.models import AuditRow, Case, CaseState, Due, DueKind
from intake.web.site import build_site
from tests.intake.web.builders import add_case, add_staff, ask_identity
from tests.intake.web.visitor import Visitor, signed_in


def change(desk: Desk, reference: str, *, urgent: bool = False, due_in: int | None = None) -> None:
    with desk.db.write() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        case.urgent = urgent
        if due_in is not None:
            at = desk.clock() + dt.timedelta(days=due_in)
            db.add(Due(case_id=case.id, kind=DueKind.ANSWER, due_at=at))


def test_urgent_comes_first_and_soonest_due_before_the_rest(any_desk: Desk) -> None:
    add_staff(any_desk, "reviewer")
    late, soon, urgent, none = (add_case(any_desk, state=CaseState.REVIEW) for _ in range(4))
    change(any_desk, late, due_in=9)
    change(any_desk, soon, due_in=2)
    change(any_desk, urgent, urgent=True)
    page = signed_in(build_site(any_desk), "reviewer").get("/desk/").text
    places = [page.index(reference) for reference in (urgent, soon, late, none)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("role", "state"), [("reviewer", CaseState.REVIEW), ("medical_director", CaseState.DECISION)]
)
def test_each_finds_their_own_work_first(site: Flask, desk: Desk, role: str, state: CaseState) -> None:
    add_staff(desk, role)
    mine, other = add_case(desk, state=state), add_case(desk, state=CaseState.CARRYING_OUT)
    page = signed_in(site, role).get("/desk/").text
    assert mine in page
    assert other not in page


def test_a_clerk_sees_what_is_to_be_done(any_desk: Desk) -> None:
    add_staff(any_desk, "clerk")
    reference = add_case(any_desk)
    ask_identity(any_desk, reference)
    page = signed_in(build_site(any_desk), "clerk").get("/desk/").text
    assert "Say who the member is" in page
    assert f"/desk/cases/{reference}" in page


def test_an_empty_queue_says_so(clerk: Visitor) -> None:
    assert "Nothing waits here." in clerk.get("/desk/").text


def test_a_list_of_names_is_one_look_in_the_audit_trail(clerk: Visitor, desk: Desk) -> None:
    clerk.get("/desk/")
    with desk.db.read() as db:
        listed = db.scalars(select(AuditRow).where(AuditRow.action == "listed")).all()
    assert [row.actor for row in listed] == ["clerk@desk.test"]


@pytest.mark.parametrize(
    "write", [str, str.lower, lambda text: text.replace("-", ""), lambda text: text[:11]]
)
def test_a_case_is_found_however_its_reference_is_typed(clerk: Visitor, desk: Desk, write: object) -> None:
    reference = add_case(desk)
    assert callable(write)
    reply = clerk.client.get("/desk/find", query_string={"reference": write(reference)})
    assert reply.location == f"/desk/cases/{reference}"


def test_a_reference_that_nobody_gave_is_answered_kindly(clerk: Visitor) -> None:
    reply = clerk.client.get("/desk/find", query_string={"reference": "x"}, follow_redirects=True)
    assert "No case has that reference." in reply.text


def test_an_administrator_begins_at_the_status_page(admin: Visitor) -> None:
    assert admin.get("/desk/").location == "/desk/status"
