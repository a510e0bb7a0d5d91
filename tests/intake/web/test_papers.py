"""Papers without a case, and files that could not be read."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.desk import Desk
from intake.models import AuditRow, Case, Document, Paper, PaperState, TodoKind
from intake.todos import add_todo
from tests.desk import send_in
from tests.intake.web.builders import LETTER, add_case, add_paper
from tests.intake.web.visitor import Visitor


def paper(desk: Desk, paper_id: int) -> Paper:
    with desk.db.read() as db:
        return db.get_one(Paper, paper_id)


def cases(desk: Desk) -> list[str]:
    with desk.db.read() as db:
        return list(db.scalars(select(Case.reference)))


@pytest.fixture
def asked(desk: Desk) -> int:
    """A second letter that may belong to the first one's case."""
    reference, paper_id = add_case(desk), add_paper(desk, fields=LETTER)
    with desk.db.write() as db:
        found = db.get_one(Paper, paper_id)
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        found.state, found.candidate_case_id = PaperState.ASKED, case.id
        add_todo(db, TodoKind.JOIN, f"paper:{paper_id}", paper_id=paper_id, case_id=case.id)
    return paper_id


def test_one_key_joins_a_paper_to_the_case_it_asks_about(clerk: Visitor, desk: Desk, asked: int) -> None:
    page = clerk.get(f"/desk/papers/{asked}").text
    assert f'Does this belong to <a href="/desk/cases/{cases(desk)[0]}"' in page
    assert 'data-key="y"' in page
    clerk.post(f"/desk/papers/{asked}/join", {"same": "yes"})
    assert paper(desk, asked).state == PaperState.JOINED
    assert len(cases(desk)) == 1


def test_a_no_opens_a_case_of_its_own(clerk: Visitor, desk: Desk, asked: int) -> None:
    clerk.post(f"/desk/papers/{asked}/join", {"same": "no"})
    assert len(cases(desk)) == 2


def test_a_question_is_answered_once(clerk: Visitor, desk: Desk, asked: int) -> None:
    clerk.post(f"/desk/papers/{asked}/join", {"same": "yes"})
    again = clerk.post(f"/desk/papers/{asked}/join", {"same": "no"})
    assert "This question has been answered already." in again.text
    assert len(cases(desk)) == 1


def test_a_loose_paper_goes_into_the_case_of_a_typed_reference(clerk: Visitor, desk: Desk) -> None:
    reference, loose = add_case(desk), add_paper(desk, "chart_notes")
    page = clerk.post(f"/desk/papers/{loose}/attach", {"reference": reference.lower()}).text
    assert f"Joined to {reference}." in page
    assert paper(desk, loose).case_id


@pytest.mark.parametrize(
    ("reference", "says"), [("", "Type the reference"), ("CF-2222-222-1", "There is nothing here")]
)
def test_a_reference_that_leads_nowhere_is_said(
    clerk: Visitor, desk: Desk, reference: str, says: str
) -> None:
    loose = add_paper(desk, "chart_notes")
    assert says in clerk.post(f"/desk/papers/{loose}/attach", {"reference": reference}).text
    assert paper(desk, loose).case_id is None


def test_a_companion_cannot_open_a_case(clerk: Visitor, desk: Desk) -> None:
    loose = add_paper(desk, "chart_notes")
    assert "Open a new case" not in clerk.get(f"/desk/papers/{loose}").text
    assert "does not open a case" in clerk.post(f"/desk/papers/{loose}/open").text
    assert not cases(desk)


def test_a_letter_opens_a_case(clerk: Visitor, desk: Desk) -> None:
    clerk.post(f"/desk/papers/{add_paper(desk)}/open")
    assert len(cases(desk)) == 1


def test_what_became_of_a_stray_paper_is_recorded(clerk: Visitor, desk: Desk) -> None:
    loose = add_paper(desk, "chart_notes")
    clerk.post(f"/desk/papers/{loose}/dispose", {"disposition": "misdirected"})
    assert (paper(desk, loose).state, paper(desk, loose).disposition) == ("disposed", "misdirected")


def test_a_file_that_was_set_aside_says_why_and_is_settled(clerk: Visitor, desk: Desk) -> None:
    send_in(desk, b"")
    with desk.db.read() as db:
        document = db.scalars(select(Document)).one()
    assert document.says in clerk.get(f"/desk/documents/{document.id}").text
    clerk.post(f"/desk/documents/{document.id}/dispose", {"disposition": "unreadable"})
    assert "Nothing waits here." in clerk.get("/desk/").text


def test_an_original_is_only_ever_a_download(clerk: Visitor, desk: Desk) -> None:
    send_in(desk, b"<html><script>alert(1)</script>")
    reply = clerk.get("/desk/documents/1/original")
    assert reply.data == b"<html><script>alert(1)</script>"
    assert reply.headers["Content-Disposition"].startswith("attachment;")
    assert reply.mimetype == "application/octet-stream"
    with desk.db.read() as db:
        assert db.scalars(select(AuditRow).where(AuditRow.action == "downloaded")).one()


def test_an_original_is_named_by_what_it_is_and_not_by_what_it_was_called(clerk: Visitor, desk: Desk) -> None:
    reference = send_in(desk, b"%PDF-1.4 a letter").reference
    reply = clerk.get("/desk/documents/1/original")
    assert reply.headers["Content-Disposition"] == f"attachment; filename={reference}-1.pdf"


def test_a_page_is_shown_as_the_picture_that_we_made(clerk: Visitor, desk: Desk) -> None:
    add_case(desk)
    reply = clerk.get("/desk/pages/1.png")
    assert reply.mimetype == "image/png"
    assert reply.data.startswith(b"\x89PNG")
