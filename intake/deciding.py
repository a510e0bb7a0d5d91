"""The medical director's decision, and carrying it out. A machine never decides."""

from __future__ import annotations

import datetime as dt
import io

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import audit
from intake.cases import current_values, definition_of, text_of
from intake.closing import end
from intake.desk import Desk
from intake.errors import Refused
from intake.identity import office_of
from intake.letters.decision import LetterFacts, decision_letter
from intake.letters.outcomes import Outcome
from intake.letters.plan import letterhead
from intake.lifecycles import move
from intake.models import AuditRow, Case, Decision, Office, TodoKind
from intake.telling import tell
from intake.todos import add_todo, finish_any
from notify.messages import Event

OUTCOMES = {"reassignment": Outcome.APPROVED, "noncompliance": Outcome.PCP_REASSIGNED}
"""What approval is called: a letter of non-compliance ends inside the plan, the state alone disenrolls."""


WORK = (
    "opened",
    "joined",
    "corrected",
    "confirmed",
    "identity_confirmed",
    "waived",
    "review_saved",
    "forwarded",
)
"""What makes a person one who entered or reviewed a case (procedures, section 7)."""


def first_of_next_month(day: dt.date) -> dt.date:
    """The first day of the month after `day`."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def effective_date(approved_on: dt.date, processed_on: dt.date, later: dt.date | None = None) -> dt.date:
    """The first of the month after the later of approval and processing, or a later day that is set (S2).

    Raises Refused for a set day that is earlier.
    """
    earliest = first_of_next_month(max(approved_on, processed_on))
    if later is not None and later < earliest:
        raise Refused(f"The effective date cannot be before {earliest:%B} {earliest.day}, {earliest.year}.")
    return later or earliest


def approve(desk: Desk, session: Session, actor: str, case: Case, reason: str) -> Decision:
    """Approve; the member's move is then carried out. Raises Refused (see `_decide`)."""
    outcome = OUTCOMES.get(case.lifecycle, Outcome.APPROVED)
    decision = _decide(desk, session, actor, case, "approve", outcome, reason)
    add_todo(session, TodoKind.CARRY_OUT, f"case:{case.id}", case_id=case.id)
    return decision


def deny(
    desk: Desk, session: Session, actor: str, case: Case, reason: str, would_change: str = ""
) -> Decision:
    """Deny, and say what would change it; the case closes. Raises Refused (see `_decide`)."""
    if not would_change.strip():
        raise Refused("Please say what the office could send or do that would change this decision.")
    decision = _decide(desk, session, actor, case, "deny", Outcome.DENIED, reason, would_change.strip())
    end(desk, session, case, decision.outcome)
    return decision


def carry_out(
    desk: Desk,
    session: Session,
    actor: str,
    case: Case,
    processed_on: dt.date,
    effective_on: dt.date | None = None,
) -> Decision:
    """The change was entered in the enrolment system: fix the effective date, write it to the office, close.

    Raises Refused for a processing day in the future or before the decision, or too early an effective date.
    """
    move(case, "carry_out")
    decision = case.decisions[-1]
    if not decision.decided_on <= processed_on <= desk.today():
        raise Refused("The day of processing lies between the decision and today.")
    decision.effective_on = effective_date(decision.decided_on, processed_on, effective_on)
    decision.processed_on = processed_on
    _write_letter(desk, session, case, decision)
    finish_any(session, actor, TodoKind.CARRY_OUT, f"case:{case.id}")
    audit.record(session, actor, "carried_out", f"case:{case.id}")
    tell(desk, session, case, Event.CLOSED, current_values(session, case))
    end(desk, session, case, decision.outcome)
    return decision


def _decide(
    desk: Desk,
    session: Session,
    actor: str,
    case: Case,
    event: str,
    outcome: Outcome,
    reason: str,
    would_change: str = "",
) -> Decision:
    """Move, record, write the letter and tell the office.

    Raises Refused without a reason, out of turn, and for a person who entered or reviewed the case.
    """
    if not reason.strip():
        raise Refused("Please give the reason; it goes into the letter.")
    move(case, event)
    if _worked_on(session, case, actor):
        raise Refused("Who entered or reviewed a case does not decide it. Please leave it to another person.")
    decision = Decision(outcome=outcome, reason=reason.strip(), decided_by=actor, decided_on=desk.today())
    case.decisions.append(decision)
    session.flush()
    _write_letter(desk, session, case, decision, would_change)
    audit.record(session, actor, "decided", f"case:{case.id}", outcome=outcome)
    tell(desk, session, case, Event.DECIDED, current_values(session, case))
    return decision


def _worked_on(session: Session, case: Case, actor: str) -> bool:
    """Whether that person entered or reviewed anything of the case, by the review and the audit trail."""
    if case.review and case.review.reviewer == actor:
        return True
    about = (AuditRow.subject == f"case:{case.id}") & (AuditRow.actor == actor)
    return (
        session.scalars(select(AuditRow.id).where(about, AuditRow.action.in_(WORK)).limit(1)).first()
        is not None
    )


def _write_letter(
    desk: Desk, session: Session, case: Case, decision: Decision, would_change: str = ""
) -> None:
    """Keep the provider's letter as the exact bytes that go out."""
    values = current_values(session, case)
    office = office_of(session, values)
    facts = LetterFacts(
        plan=letterhead(desk, case),
        case_ref=case.reference,
        written_on=desk.today(),
        outcome=Outcome(decision.outcome),
        request=definition_of(desk, case).title,
        reason=decision.reason,
        office=(office.practice_name if office else "") or text_of(values, "practice_name"),
        member_name=case.member_name,
        member_cin=case.member_cin,
        signed_by="Medical Director",
        provider_name=case.provider_name,
        address=_address(office) if office else (),
        fax=office.fax if office else "",
        sent_on=case.received_on,
        effective_on=decision.effective_on,
        would_change=would_change,
    )
    decision.letter_sha256, _ = desk.files.put(io.BytesIO(decision_letter(facts)))
    # An approval is written about twice: the trail keeps both letters, the decision the latest.
    audit.record(session, audit.MACHINE, "letter_written", f"case:{case.id}", sha256=decision.letter_sha256)


def _address(office: Office) -> tuple[str, ...]:
    town = f"{office.city}, {office.state} {office.zip}"
    return tuple(line for line in (office.address, town) if line.strip(", "))
