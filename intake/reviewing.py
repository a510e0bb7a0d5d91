"""The reviewer's part: the member's version, the two guard questions, waivers, and forwarding."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from forms.definition import Severity
from intake import audit
from intake.cases import current_values, touch
from intake.closing import end
from intake.desk import Desk
from intake.errors import Refused
from intake.lifecycles import allows, move
from intake.models import Case, CaseFinding, CaseState, FindingState, Review, TodoKind, now
from intake.telling import tell
from intake.todos import add_todo, finish_any
from notify.messages import Event

GUIDANCE_GIVEN, REFERRED_ON = "guidance_given", "referred_on"
"""How a case ends that nobody decides: a letter by the plan's guidance, a referral with care management."""


@dataclass(frozen=True, slots=True)
class ReviewNotes:
    """What a reviewer records; the columns of `Review`."""

    member_version: str = ""
    member_contacted_on: dt.date | None = None
    member_contacted_how: str = ""
    interpreter: str = ""
    failed_attempts: str = ""
    complaint_open: str = ""
    complaint_source: str = ""
    special_needs: str = ""
    special_needs_source: str = ""


def save(session: Session, actor: str, case: Case, notes: ReviewNotes) -> Review:
    """Keep the notes as far as they are. Raises Refused outside the review."""
    if case.state != CaseState.REVIEW:
        raise Refused("Notes can be written while the case is in review.")
    review = case.review or Review(case_id=case.id)
    for column, value in asdict(notes).items():
        setattr(review, column, value)
    review.reviewer = actor
    session.add(review)
    session.flush()
    audit.record(session, actor, "review_saved", f"case:{case.id}")
    return review


def lacks(case: Case) -> list[str]:
    """What must still be recorded before the case can be forwarded, as sentences (procedures, section 7)."""
    review = case.review or Review()
    heard = review.member_version and review.member_contacted_on and review.member_contacted_how
    wanted = {
        "Record the member's version (who, when, how), or the dated attempts to reach the member.": bool(
            heard or review.failed_attempts
        ),
        "Answer whether a complaint of this member about this provider is open, and where you looked.": bool(
            review.complaint_open and review.complaint_source
        ),
        "Answer whether special needs or a change of health are behind it, and by what source.": bool(
            review.special_needs and review.special_needs_source
        ),
        "Something is still missing. Wait for the office's answer, or waive it with a reason.": not _blocking(
            case
        ),
    }
    return [sentence for sentence, given in wanted.items() if not given]


def waive(desk: Desk, session: Session, actor: str, case: Case, code: str, reason: str) -> None:
    """Let the case go on without an element. Raises Refused without a reason or such a finding."""
    if not reason.strip():
        raise Refused("Please say why this is not needed.")
    found = [f for f in _open(case) if f.code == code]
    if not found:
        raise Refused("This is no longer open.")
    for finding in found:
        finding.state, finding.reason, finding.ended_at = FindingState.WAIVED, reason.strip(), now()
    audit.record(session, actor, "waived", f"case:{case.id}", code=code)
    touch(session, case)


def forward(desk: Desk, session: Session, actor: str, case: Case, recommendation: str) -> None:
    """Send the case to the medical director with a recommendation. Raises Refused with what is lacking."""
    if missing := lacks(case):
        raise Refused(" ".join(missing))
    if not recommendation.strip():
        raise Refused("Please write your recommendation to the medical director.")
    move(case, "forward")
    finish_any(session, actor, TodoKind.SENT_BACK, f"case:{case.id}")
    review = case.review
    assert review is not None
    review.recommendation, review.reviewer, review.forwarded_at = recommendation.strip(), actor, now()
    audit.record(session, actor, "forwarded", f"case:{case.id}")


def send_back(desk: Desk, session: Session, actor: str, case: Case, note: str = "") -> None:
    """One step back, with what is to be done: from review to a clerk, from decision to review.

    Raises Refused out of turn.
    """
    move(case, "send_back")
    role = "clerk" if case.state == CaseState.CLERK else "reviewer"
    columns = {"case_id": case.id, "role": role, "detail": {"note": note.strip()}}
    add_todo(session, TodoKind.SENT_BACK, f"case:{case.id}", **columns)
    audit.record(session, actor, "sent_back", f"case:{case.id}", to=case.state)


def close_with_guidance(desk: Desk, session: Session, actor: str, case: Case, note: str) -> None:
    """The plan gave guidance, or took a referral on, and the case ends with that.

    Raises Refused without a note, and for a case that ends by a decision.
    """
    if not note.strip():
        raise Refused("Please write what was done, with whom and when.")
    if not allows(case, "give_guidance"):
        raise Refused("This case ends by a decision, not by guidance.")
    review = case.review or Review(case_id=case.id)
    review.recommendation, review.reviewer = note.strip(), actor
    session.add(review)
    move(case, "give_guidance")
    outcome = REFERRED_ON if case.lifecycle == "referral" else GUIDANCE_GIVEN
    end(desk, session, case, outcome)
    audit.record(session, actor, outcome, f"case:{case.id}")
    tell(desk, session, case, Event.CLOSED, current_values(session, case))


def _open(case: Case) -> list[CaseFinding]:
    return [finding for finding in case.findings if finding.state == FindingState.OPEN]


def _blocking(case: Case) -> list[CaseFinding]:
    return [f for f in _open(case) if f.severity in (Severity.MISSING, Severity.UNDETERMINED)]
