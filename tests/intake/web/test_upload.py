"""An office sends papers, and sees where they are."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import select

from intake import links
from intake.desk import Desk
from intake.models import CaseState, Document, DocumentState, Receipt
from tests.desk import send_in
from tests.intake.web.builders import add_case, add_finding
from tests.intake.web.visitor import Visitor

PDF = b"%PDF-1.4 a letter"


def upload(visitor: Visitor, *papers: bytes, **more: str) -> str:
    """Send papers; returns the page that the office then sees."""
    files = [(io.BytesIO(paper), f"Achterberg scan {n}.pdf") for n, paper in enumerate(papers, 1)]
    return visitor.post("/", {"files": files, **more}).text


def the_receipt(desk: Desk) -> Receipt:
    with desk.db.read() as db:
        return db.scalars(select(Receipt).order_by(Receipt.id.desc())).first() or pytest.fail("no receipt")


def receipt_path(desk: Desk, receipt: Receipt) -> str:
    with desk.db.write() as db:
        return links.receipt_url(desk, db, receipt).removeprefix(desk.settings.url)


def test_an_office_gets_a_reference_for_what_it_sent(anyone: Visitor, desk: Desk) -> None:
    page = upload(anyone, PDF, b"%PDF-1.4 another")
    assert the_receipt(desk).reference in page
    assert "Your 2 files" in page
    assert "Received, waiting to be read" in page


def test_how_to_reach_the_office_is_kept(anyone: Visitor, desk: Desk) -> None:
    upload(anyone, PDF, sender=" Elm Clinic ", phone="(559) 555-0142", email="a@elm.example", consent="y")
    kept = the_receipt(desk)
    assert (kept.sender, kept.phone, kept.email) == ("Elm Clinic", "5595550142", "a@elm.example")
    assert kept.consent_to_texts


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"phone": "12"}, "ten digits"),
        ({"fax": "call me"}, "ten digits"),
        ({"email": "elm"}, "such as office@example.org"),
        ({"consent": "y"}, "telephone number that we may text"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_taken(
    anyone: Visitor, desk: Desk, given: dict[str, str], says: str
) -> None:
    assert says in upload(anyone, PDF, **given)
    with desk.db.read() as db:
        assert not db.scalars(select(Receipt)).all()


def test_a_form_without_a_file_asks_for_one(anyone: Visitor) -> None:
    reply = anyone.post("/", {"sender": "Elm Clinic"})
    assert reply.status_code == 422
    assert "Choose at least one file to send." in reply.text
    assert 'value="Elm Clinic"' in reply.text


def test_a_program_that_fills_in_everything_sends_nothing(anyone: Visitor, desk: Desk) -> None:
    upload(anyone, PDF, website="https://spam.example")
    with desk.db.read() as db:
        assert not db.scalars(select(Receipt)).all()


def test_the_same_bytes_again_name_the_first_receipt(anyone: Visitor, desk: Desk) -> None:
    upload(anyone, PDF)
    first = the_receipt(desk).reference
    assert f"The same file came before, with {first}" in upload(anyone, PDF)


def test_an_empty_file_is_kept_and_the_office_learns_what_to_do(anyone: Visitor, desk: Desk) -> None:
    page = upload(anyone, b"")
    with desk.db.read() as db:
        document = db.scalars(select(Document)).one()
    assert document.state == DocumentState.SET_ASIDE
    assert document.says in page


def test_only_the_sending_browser_is_shown_its_file_names(anyone: Visitor, desk: Desk) -> None:
    assert "Achterberg scan 1.pdf" in upload(anyone, PDF)
    path = receipt_path(desk, the_receipt(desk))
    stranger = anyone.client.application.test_client().get(path)
    assert stranger.status_code == 200
    assert "Achterberg" not in stranger.text
    assert "File 1" in stranger.text


def test_the_receipt_page_looks_again_only_while_something_is_read(anyone: Visitor, desk: Desk) -> None:
    send_in(desk, b"")
    path = receipt_path(desk, the_receipt(desk))
    assert 'http-equiv="refresh"' not in anyone.get(path).text
    assert 'http-equiv="refresh"' in upload(anyone, PDF)


def test_the_receipt_page_names_each_case_and_nobody(anyone: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    page = anyone.get(receipt_path(desk, the_receipt(desk))).text
    assert reference in page
    assert "A person at the intake desk is looking at it." in page
    assert not re.search("Achterberg|91234567A|Castellanos|front desk", page)


def test_a_made_up_link_finds_nothing(anyone: Visitor) -> None:
    assert anyone.get("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAA").status_code == 404


def test_an_urgent_case_that_still_lacks_something_is_told_truthfully(anyone: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.REVIEW)
    add_finding(desk, reference, "police_report", "Please send the police report.")
    page = anyone.get(receipt_path(desk, the_receipt(desk))).text
    assert "We also need more from your office" in page
    assert "police" not in page
