"""Builders: papers as if they had been read, people whom the plan knows, and the line run in place."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.values import FieldValue, Source, State, Value
from intake.desk import Desk
from intake.models import (
    AuditRow,
    Case,
    Document,
    DocumentState,
    Member,
    Message,
    Office,
    Page,
    Paper,
    Receipt,
    Task,
    TaskKind,
    TaskState,
    Todo,
)
from intake.stages.assess import assess
from intake.stages.send import send_message
from intake.tasks import add_task, due_to_ring
from intake.worker import Runner
from notify.messages import Channel, NotSent, Outcome, Outgoing, Sent
from ocr.page import Box, PageReading, Word
from tests.desk import send_in

CLERK, REVIEWER, DIRECTOR = "clerk@plan.example", "reviewer@plan.example", "director@plan.example"
ANA, BO = "91234567A", "97654321C"
NPI, OTHER_NPI = "1234567893", "1245319599"
EMAIL = "front@clinic.example"
UNREADABLE = Value(None, State.UNREADABLE)
_numbers = itertools.count(1)

LETTER: Mapping[str, FieldValue] = {
    "member_name": "Ana Sample",
    "member_cin": ANA,
    "reasons": ["verbal_abuse"],
    "incident_dates": ["2026-06-01", "2026-06-08"],
    "incident_times": ["09:30"],
    "incident_place": "front desk",
    "efforts": ["warning"],
    "provider_name": "Lee Example",
    "provider_npi": NPI,
}
REQUEST: Mapping[str, FieldValue] = {
    "member_name": "Ana Sample",
    "member_cin": ANA,
    "reasons": ["missed_appointments"],
    "missed_appointment_dates": ["2026-01-05", "2026-03-02", "2026-05-11"],
    "narrative": "Three visits were missed without a call.",
    "efforts": ["phone_call"],
    "provider_name": "Lee Example",
    "provider_npi": NPI,
    "signature_present": True,
}


@dataclass(frozen=True)
class Sheet:
    """A paper of one page, as reading leaves it: its type, its values, and other words that stand on it."""

    doc_type: str
    values: Mapping[str, Value] = field(default_factory=dict)
    printed: str = ""
    flags: Sequence[str] = ()


def sheet(doc_type: str, printed: str = "", flags: Sequence[str] = (), **said: FieldValue | Value) -> Sheet:
    values = {name: v if isinstance(v, Value) else Value(v) for name, v in said.items()}
    return Sheet(doc_type, values, printed, flags)


def letter(without: Sequence[str] = (), printed: str = "", **said: FieldValue | Value) -> Sheet:
    """A complete letter of non-compliance about Ana, but for what it is `without`."""
    held = {name: value for name, value in LETTER.items() if name not in without}
    return sheet("noncompliance_letter", printed, **{**held, **said})


def request(without: Sequence[str] = (), printed: str = "", **said: FieldValue | Value) -> Sheet:
    """A request to reassign Ana; complete once the letter to the member comes with it."""
    held = {name: value for name, value in REQUEST.items() if name not in without}
    return sheet("member_reassignment_request", printed, **{**held, **said})


def notice(member: str = "Ana Sample", flags: Sequence[str] = ()) -> Sheet:
    """The provider's letter to the member."""
    return sheet("member_notice_letter", flags=flags, member_name=member)


def doubtful(value: FieldValue) -> Value:
    return Value(value, needs_review=True, confidence=0.4)


def enrol(desk: Desk, cin: str = ANA, name: str = "Ana Sample", county: str = "Fresno", **more: Any) -> None:
    """Put a member on the roster."""
    first, last = name.split()
    columns = {"birth_date": dt.date(1980, 2, 3), "provider_npi": NPI, **more}
    with desk.db.write() as session:
        session.add(Member(cin=cin, first_name=first, last_name=last, county=county, **columns))


def list_office(desk: Desk, npi: str = NPI, **columns: Any) -> None:
    """Put an office into the provider directory."""
    with desk.db.write() as session:
        session.add(Office(npi=npi, provider_name="Lee Example", practice_name="Example Clinic", **columns))


def scan(desk: Desk, *sheets: Sheet, **how: Any) -> int:
    """One file with these papers, received and read, waiting to be assessed; returns its document's id."""
    receipt = send_in(desk, b"%%PDF-1.7 %d" % next(_numbers), **{"email": EMAIL, **how})
    with desk.db.write() as session:
        document = session.get_one(Receipt, receipt.id).items[0].document
        _read(session, document, sheets)
        for task in session.scalars(select(Task).where(Task.subject == f"document:{document.id}")):
            task.state = TaskState.DONE
        session.flush()
        add_task(session, TaskKind.ASSESS, f"document:{document.id}")
        return document.id


def _read(session: Session, document: Document, sheets: Sequence[Sheet]) -> None:
    document.state, document.page_count = DocumentState.READ, len(sheets)
    for number, paper in enumerate(sheets, 1):
        session.add(Page(document_id=document.id, number=number, reading=reading(number, paper.printed)))
        document.papers.append(
            Paper(
                doc_type=paper.doc_type,
                definition=f"{paper.doc_type}/1",
                confidence=1.0,
                page_numbers=[number],
                fields={name: value.as_json() for name, value in paper.values.items()},
                flags=list(paper.flags),
                warnings=[],
            )
        )


def reading(number: int, printed: str = "") -> dict[str, Any]:
    """What the reader says of a page that has these words on it."""
    words = tuple(Word(text, Box(0, 0, 1, 0.1), 0.9, 1) for text in printed.split())
    return PageReading(number, "text", 100, 100, words).as_json()


class Outbox:
    """A sender that keeps what it sends, and fails as often as it is told."""

    def __init__(self, *faults: Exception, may_repeat: bool = False) -> None:
        self.faults = list(faults)
        self.may_repeat = may_repeat
        self.sent: list[Outgoing] = []

    def send(self, message: Outgoing) -> Outcome:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        return Outcome(Sent.SENT, f"vendor-{len(self.sent)}")


def work_off(desk: Desk, outbox: Outbox | None = None) -> Outbox:
    """Do all assessing and sending that is due, as workers would; returns what was sent.

    A stage that fails fails the test, unless it could not send.
    """
    box = outbox or Outbox()
    senders = dict.fromkeys(Channel, box)
    stages = {TaskKind.ASSESS: partial(assess, desk), TaskKind.SEND: partial(send_message, desk, senders)}
    runner = Runner(desk, stages)
    while rung := _ring(desk):
        for task_id, attempt in rung:
            runner.run(task_id, attempt)
    with desk.db.read() as session:
        errors = {task.error for task in session.scalars(select(Task).where(Task.error != ""))}
    assert errors <= {NotSent.__name__}, errors
    return box


def _ring(desk: Desk) -> list[tuple[int, int]]:
    with desk.db.write() as session:
        return [*due_to_ring(session, TaskKind.ASSESS), *due_to_ring(session, TaskKind.SEND)]


def bring(desk: Desk, *sheets: Sheet, outbox: Outbox | None = None, **how: Any) -> Case:
    """Send a file in and do all the work it makes; returns the latest case."""
    scan(desk, *sheets, **how)
    work_off(desk, outbox)
    return cases(desk)[-1]


def cases(desk: Desk) -> list[Case]:
    """All cases, oldest first, with all that they hold."""
    with desk.db.read() as session:
        found = list(session.scalars(select(Case).order_by(Case.id)))
        for case in found:
            _load(case)
        return found


def _load(case: Case) -> None:
    """Touch what tests look at, so that it can be looked at after the session has ended."""
    _ = case.receipt.items, case.papers, case.values, case.findings, case.review, case.decisions


def the_case(desk: Desk) -> Case:
    [case] = cases(desk)
    return case


def papers(desk: Desk) -> list[Paper]:
    with desk.db.read() as session:
        return list(session.scalars(select(Paper).order_by(Paper.id)))


def todos(desk: Desk) -> list[str]:
    """The kinds of to-dos that are open, oldest first."""
    with desk.db.read() as session:
        return list(session.scalars(select(Todo.kind).where(Todo.done_at.is_(None)).order_by(Todo.id)))


def messages(desk: Desk, event: str = "more_needed") -> list[Message]:
    with desk.db.read() as session:
        return list(session.scalars(select(Message).where(Message.event == event).order_by(Message.id)))


def missing(case: Case) -> set[str]:
    """Codes that the case lacks now."""
    return {f.code for f in case.findings if f.severity == "missing" and f.state == "open"}


def actions(desk: Desk, subject: str = "%") -> list[str]:
    """What the audit trail says was done, in order."""
    with desk.db.read() as session:
        wanted = select(AuditRow.action).where(AuditRow.subject.like(subject)).order_by(AuditRow.id)
        return list(session.scalars(wanted))


def provider_says(value: FieldValue) -> Value:
    return replace(Value(value), source=Source.PROVIDER)
