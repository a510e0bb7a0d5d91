"""The office answers through its secret link: it is asked for what lacks, and shown nothing that is held."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import func, select

from intake import links
from intake.cases import current_values
from intake.desk import Desk
from intake.models import AuditRow, Base, Case, FindingState, Receipt
from tests.intake.web.builders import add_case, add_finding, find_case, without
from tests.intake.web.visitor import Visitor
from tests.stages.cases import bring, enrol, notice, request

ASKED = "Please give the time of day of each incident."


@pytest.fixture
def case(desk: Desk) -> str:
    """A letter that names no times."""
    reference = add_case(desk, without("incident_times"))
    add_finding(desk, reference, "incident_times", ASKED)
    return reference


def link(desk: Desk, reference: str) -> str:
    with desk.db.write() as db:
        found = db.scalars(select(Case).where(Case.reference == reference)).one()
        return links.answer_url(desk, db, found).removeprefix(desk.settings.url)


def rows(desk: Desk) -> list[int]:
    """How many rows each table has."""
    with desk.db.read() as db:
        return [
            db.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables
        ]


def values(desk: Desk, reference: str) -> dict[str, object]:
    with desk.db.read() as db:
        found = db.scalars(select(Case).where(Case.reference == reference)).one()
        return {name: value.value for name, value in current_values(db, found).items()}


def test_the_page_asks_for_what_lacks_and_for_nothing_else(anyone: Visitor, desk: Desk, case: str) -> None:
    page = anyone.get(link(desk, case)).text
    assert ASKED in page
    assert 'name="incident_times-0"' in page
    assert 'name="member_name"' not in page


def test_the_page_shows_nothing_that_is_held(anyone: Visitor, desk: Desk, case: str) -> None:
    page = anyone.get(link(desk, case)).text
    assert not re.search("Achterberg|91234567A|2026-05-04|5/4/2026|front desk|Castellanos|receptionist", page)


def test_opening_the_link_changes_nothing(anyone: Visitor, desk: Desk, case: str) -> None:
    path = link(desk, case)
    before = rows(desk)
    assert anyone.get(path).status_code == 200
    assert anyone.client.head(path).status_code == 200
    assert rows(desk) == before


def test_what_the_office_types_joins_the_case(anyone: Visitor, desk: Desk, case: str) -> None:
    page = anyone.post(link(desk, case), {"incident_times-0": "14:15"}).text
    assert "Thank you" in page
    assert values(desk, case)["incident_times"] == ["14:15"]
    with desk.db.read() as db:
        assert db.scalars(select(AuditRow).where(AuditRow.action == "answered")).one().actor == "provider"


def test_a_file_counts_as_an_answer(anyone: Visitor, desk: Desk, case: str) -> None:
    anyone.post(link(desk, case), {"incident_times__files": (io.BytesIO(b"%PDF-1.4 log"), "log.pdf")})
    with desk.db.read() as db:
        sent = db.scalars(select(Receipt).where(Receipt.channel == "answer")).one()
        assert [item.answers_code for item in sent.items] == ["incident_times"]


def test_the_office_may_say_that_it_does_not_have_it(anyone: Visitor, desk: Desk, case: str) -> None:
    anyone.post(link(desk, case), {"incident_times__unavailable": "Nobody wrote it down."})
    [finding] = find_case(desk, case).findings
    assert (finding.state, finding.reason) == (FindingState.NOT_AVAILABLE, "Nobody wrote it down.")


def test_an_empty_form_is_not_an_answer(anyone: Visitor, desk: Desk, case: str) -> None:
    reply = anyone.post(link(desk, case))
    assert reply.status_code == 422
    assert "Nothing was filled in yet." in reply.text


def test_a_wrong_time_is_explained_and_what_was_typed_stays(anyone: Visitor, desk: Desk, case: str) -> None:
    reply = anyone.post(link(desk, case), {"incident_times-0": "teatime"})
    assert reply.status_code == 422
    assert "Please write the time like" in reply.text
    assert 'value="teatime"' in reply.text


def test_a_complete_case_has_nothing_open(anyone: Visitor, desk: Desk) -> None:
    assert "We need nothing more from you" in anyone.get(link(desk, add_case(desk))).text


def test_what_only_helps_is_not_called_needed(anyone: Visitor, desk: Desk) -> None:
    enrol(desk)
    request_case = bring(desk, request(reasons=["care_noncompliance"]), notice())
    with desk.db.write() as db:
        [advised] = db.get_one(Case, request_case.id).findings
        advised.asked_at = desk.clock()
    page = anyone.get(link(desk, request_case.reference)).text
    assert "Helpful, but not needed" in page and "What we still need" not in page


def test_an_unknown_link_and_a_closed_one_get_the_same_page(anyone: Visitor, desk: Desk, case: str) -> None:
    path = link(desk, case)
    with desk.db.write() as db:
        links.close_links(db, db.scalars(select(Case)).one())
    closed, unknown = anyone.get(path), anyone.get("/a/AAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert closed.status_code == unknown.status_code == 404
    assert closed.data == unknown.data


def test_a_receipt_link_opens_no_answer_page(anyone: Visitor, desk: Desk, case: str) -> None:
    with desk.db.write() as db:
        receipt = db.scalars(select(Receipt)).first()
        assert receipt
        token = links.receipt_url(desk, db, receipt).rpartition("/")[2]
    assert anyone.get(f"/a/{token}").status_code == 404
