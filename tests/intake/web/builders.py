"""People and cases for the site's tests, made through the services that make them in earnest."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

from argon2 import PasswordHasher
from PIL import Image
from sqlalchemy import select

from forms.values import Source, State, Value
from intake import joining
from intake.desk import Desk
from intake.models import (
    Case,
    CaseFinding,
    CaseState,
    Document,
    DocumentState,
    Member,
    Page,
    Paper,
    Review,
    Role,
    TodoKind,
    User,
)
from intake.todos import add_todo
from ocr.page import Box
from tests.desk import send_in

PASSWORD = "correct horse battery"
ROLES = ("clerk", "reviewer", "medical_director", "admin")
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""A real hash with a cost that suits tests, which sign in all the time."""
CIN = "91234567A"
MEMBER = "Rosalind Achterberg"
BOX = Box(0.1, 0.2, 0.4, 0.24)


def value(held: str | list[str] | bool | None, **more: object) -> Value:
    """A value as it was read from page 1."""
    fixed = {"raw": str(held), "source": Source.PPOCR, "page": 1, "box": BOX}
    return Value(held, **{**fixed, **more})  # type: ignore[arg-type]


LETTER = {
    "member_name": value(MEMBER),
    "member_cin": value(CIN),
    "reasons": value(["verbal_abuse"]),
    "incident_dates": value(["2026-05-04"]),
    "incident_times": value(["14:15"]),
    "incident_place": value("front desk"),
    "efforts": value(["warning"]),
    "provider_name": value("Imre Castellanos"),
    "narrative": value("Shouted at the receptionist."),
}
"""A letter with everything that is asked of one."""


def without(*names: str) -> dict[str, Value]:
    """The letter with some fields left out."""
    return {name: held for name, held in LETTER.items() if name not in names}


def doubtful(name: str, held: str | None, **more: object) -> dict[str, Value]:
    """The letter with one field that a person should look at."""
    state = State.PRESENT if held is not None else State.UNREADABLE
    return {**LETTER, name: value(held, needs_review=True, state=state, **more)}


def add_staff(desk: Desk, *roles: str) -> None:
    """One user for each role, `clerk@desk.test` and so on."""
    with desk.db.write() as db:
        for name in roles or ROLES:
            role = db.scalars(select(Role).where(Role.name == name)).first() or Role(name=name)
            user = User(email=f"{name}@desk.test", name=name.title(), password=CHEAP, active=True)
            user.fs_uniquifier, user.roles = name, [role]
            db.add(user)


def add_member(desk: Desk, cin: str = CIN, first: str = "Rosalind", last: str = "Achterberg") -> None:
    with desk.db.write() as db:
        born = dt.date(1980, 1, 2)
        db.add(Member(cin=cin, first_name=first, last_name=last, birth_date=born, county="Fresno"))


def add_paper(
    desk: Desk, doc_type: str = "noncompliance_letter", fields: Mapping[str, Value] | None = None
) -> int:
    """A paper that was read and waits for its case; returns its id."""
    receipt = send_in(desk, b"%PDF-1.4 " + doc_type.encode() + str(len(list_papers(desk))).encode())
    picture = io.BytesIO()
    Image.new("1", (85, 110), 1).save(picture, "PNG")
    picture.seek(0)
    sha256, _ = desk.files.put(picture)
    with desk.db.write() as db:
        document = db.scalars(select(Document).where(Document.items.any(receipt_id=receipt.id))).one()
        document.state, document.page_count = DocumentState.READ, 1
        db.add(
            Page(document_id=document.id, number=1, reading={"width": 850, "height": 1100}, picture=sha256)
        )
        paper = Paper(document_id=document.id, doc_type=doc_type, definition=f"{doc_type}/1", confidence=0.9)
        paper.page_numbers, paper.flags, paper.warnings = [1], [], []
        paper.fields = {name: held.as_json() for name, held in (fields or {}).items()}
        db.add(paper)
        db.flush()
        return paper.id


def list_papers(desk: Desk) -> list[int]:
    with desk.db.read() as db:
        return list(db.scalars(select(Paper.id)))


def add_case(
    desk: Desk, fields: Mapping[str, Value] | None = None, state: CaseState = CaseState.CLERK
) -> str:
    """A case opened from a letter; returns its reference."""
    paper_id = add_paper(desk, fields=LETTER if fields is None else fields)
    with desk.db.write() as db:
        case = joining.open_case(desk, db, "machine", db.get_one(Paper, paper_id))
        case.state, case.queue, case.plan = state, "noncompliance_unit", "calviva"
        case.member_name, case.member_cin, case.provider_name = MEMBER, CIN, "Imre Castellanos"
        return case.reference


def add_finding(desk: Desk, reference: str, code: str, prompt: str) -> None:
    with desk.db.write() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        finding = CaseFinding(code=code, severity="missing", fields=[], prompt=prompt)
        finding.asked_at = desk.clock()
        case.findings.append(finding)


def add_review(desk: Desk, reference: str, reviewer: str = "reviewer@desk.test") -> None:
    """Notes with which a case may be forwarded."""
    with desk.db.write() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        case.review = Review(failed_attempts="6/1, 6/3: no answer", complaint_open="no", special_needs="no")
        case.review.complaint_source = case.review.special_needs_source = "grievance system"
        case.review.reviewer, case.review.recommendation = reviewer, "Approve it."


def ask_identity(desk: Desk, reference: str) -> None:
    with desk.db.write() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        add_todo(db, TodoKind.IDENTITY, f"case:{case.id}", case_id=case.id)


def find_case(desk: Desk, reference: str) -> Case:
    """The case as it stands, with all that hangs on it."""
    with desk.db.read() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        _ = case.values, case.findings, case.review, case.decisions, case.papers
        return case
