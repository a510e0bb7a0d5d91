"""Assess: papers find their cases; a case is checked, routed, and the office is asked or told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from forms.check import check
from forms.definition import Severity
from forms.findings import Evaluation, Finding
from forms.papers import Paper as ReadPaper
from forms.papers import PaperReader
from intake import audit
from intake.cases import summarise
from intake.clocks import start_answer_clock, stop_answer_clock
from intake.desk import Desk
from intake.joining import place
from intake.lifecycles import move
from intake.models import (
    Case,
    CaseFinding,
    CaseState,
    Document,
    FindingState,
    Paper,
    Receipt,
    TodoKind,
    now,
)
from intake.standing import Picture, look
from intake.tasks import Claim, finish
from intake.telling import tell
from intake.todos import add_todo, finish_any
from notify.messages import Event
from ocr.page import PageReading

MOVES_BY_ITSELF = (CaseState.NEW, CaseState.CLERK, CaseState.WAITING_ON_PROVIDER)
"""States in which an assessment moves the case. Later ones are moved by people only."""
DOUBTS = (TodoKind.READ_FIELDS, TodoKind.IDENTITY, TodoKind.CLASH, TodoKind.COUNTY)


def assess(desk: Desk, held: Claim, reader: PaperReader | None = None) -> None:
    """The stage of both kinds of subject: a document just read, or a case that has changed.

    A worker builds `reader` once: it compiles every phrase of every definition.
    """
    if held.subject.startswith("document:"):
        assess_document(desk, held, reader or PaperReader(desk.definitions))
    else:
        assess_case(desk, held)


def assess_document(desk: Desk, held: Claim, reader: PaperReader) -> None:
    """Find the papers on a document's pages and give each its case."""
    with desk.db.read() as session:
        document = session.get_one(Document, held.subject_id)
        known = bool(document.papers)
        readings = [PageReading.from_json(p.reading) for p in document.pages if "error" not in p.reading]
        received_on = document.first_receipt.received_on
    found = [] if known else reader.read(readings, today=received_on)
    with desk.db.write() as session:
        finish(session, held)
        # Locked and looked at again: the same bytes sent once more may be assessed at this very moment.
        document = session.get_one(Document, held.subject_id, with_for_update=True)
        for paper in () if document.papers else found:
            document.papers.append(
                Paper(
                    doc_type=paper.doc_type,
                    definition=paper.definition,
                    confidence=paper.confidence,
                    page_numbers=list(paper.pages),
                    fields={name: value.as_json() for name, value in paper.values.items()},
                    flags=_flags(desk, paper, received_on),
                    warnings=list(paper.warnings),
                )
            )
        session.flush()
        place(desk, session, document, _receipt(session, document))


def _flags(desk: Desk, paper: ReadPaper, received_on: dt.date) -> list[str]:
    """What the paper's own definition flags: a letter to the member that ends care at once, say."""
    return list(check(desk.definitions[paper.doc_type], paper.values, received_on=received_on).flags)


def _receipt(session: Session, document: Document) -> Receipt:
    """The delivery that says where the document belongs: an answer to a case before any other."""
    receipts = [item.receipt for item in document.items]
    return next((r for r in reversed(receipts) if r.answers_case_id), receipts[0])


def assess_case(desk: Desk, held: Claim) -> None:
    """Check a case, keep its findings, route it, and ask or tell the office."""
    with desk.db.write() as session:
        finish(session, held)
        case = session.get_one(Case, held.subject_id)
        if not case.is_open:
            return
        is_new = case.state == CaseState.NEW
        picture = look(desk, session, case)
        _keep(session, case, picture)
        _open_todos(session, case, picture.doubts)
        _move(session, case, picture)
        if is_new:
            tell(desk, session, case, Event.RECEIVED, picture.values)
        _ask(desk, session, case, picture)
        audit.record(
            session,
            audit.MACHINE,
            "assessed",
            f"case:{case.id}",
            state=case.state,
            missing=list(picture.evaluation.missing),
        )


def _keep(session: Session, case: Case, picture: Picture) -> None:
    """Bring the case's rows of findings up to date: new ones, and those whose cause is gone."""
    summarise(session, case)
    case.queue, case.priority = picture.route.queue, picture.route.priority
    case.urgent, case.plan = picture.route.urgent, picture.plan
    held = {(finding.code, finding.severity): finding for finding in case.findings}
    for (code, severity), found in _by_code(picture.evaluation).items():
        row = held.pop((code, severity), None)
        if row is None:
            row = CaseFinding(code=code, severity=severity)
            case.findings.append(row)
        row.fields = list(dict.fromkeys(name for finding in found for name in finding.fields))
        row.prompt = " ".join(dict.fromkeys(finding.prompt for finding in found))
        if row.state == FindingState.RESOLVED:
            row.state, row.ended_at = FindingState.OPEN, None
    for row in held.values():
        if row.state == FindingState.OPEN:
            row.state, row.ended_at = FindingState.RESOLVED, now()


def _by_code(evaluation: Evaluation) -> dict[tuple[str, str], list[Finding]]:
    """Findings by code and severity: two dates that have not come yet are one finding of a case."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in evaluation.findings:
        found.setdefault((finding.code, finding.severity), []).append(finding)
    return found


def _open_todos(session: Session, case: Case, doubts: Mapping[TodoKind, list[str]]) -> None:
    for kind in DOUBTS:
        subject = f"case:{case.id}"
        if kind in doubts:
            add_todo(session, kind, subject, case_id=case.id, detail={"about": doubts[kind]})
        else:
            finish_any(session, audit.MACHINE, kind, subject)


def _move(session: Session, case: Case, picture: Picture) -> None:
    """Danger goes to a reviewer at once, unless the reviewer sent the case back; doubt to a clerk; what
    lacks something waits for the office.
    """
    if case.state not in MOVES_BY_ITSELF:
        return
    if picture.route.urgent and TodoKind.SENT_BACK not in picture.doubts:
        event = "send_to_review"
    elif picture.doubts or picture.evaluation.undetermined:
        event = "hold_for_clerk"
    elif picture.asks:
        event = "ask_provider"
    elif picture.route.queue == "clerk":
        event = "hold_for_clerk"
    else:
        event = "send_to_review"
    move(case, event)


def _ask(desk: Desk, session: Session, case: Case, picture: Picture) -> None:
    """One message for all that is missing; with nothing missing, the clock stops."""
    if case.state in (CaseState.DECISION, CaseState.CARRYING_OUT):
        return
    if not picture.asks:
        if not picture.evaluation.missing:
            stop_answer_clock(desk, session, case)
            for kind in (TodoKind.CALL_OFFICE, TodoKind.ANSWER_OVERDUE):
                finish_any(session, audit.MACHINE, kind, f"case:{case.id}")
        return
    within = picture.definition.clock.answer_prompt_within
    if within:
        start_answer_clock(desk, session, case, within.calendar_days)
    for finding in case.findings:
        if finding.severity in (Severity.MISSING, Severity.ADVISE) and finding.state == FindingState.OPEN:
            finding.asked_at = finding.asked_at or now()
    tell(desk, session, case, Event.MORE_NEEDED, picture.values, picture.asks)
