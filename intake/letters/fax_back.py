"""The letter with a case's open questions, for a fax or for a clerk who calls the office."""

from __future__ import annotations

from sqlalchemy.orm import Session

from intake.cases import current_values
from intake.clocks import answer_due
from intake.desk import Desk
from intake.identity import office_of
from intake.letters.plan import letterhead
from intake.links import answer_url
from intake.models import Case, FindingState
from notify.fax_letter import FaxLetterFacts, fax_back_letter


def fax_back(desk: Desk, session: Session, case: Case) -> bytes:
    """The letter with the open questions, for a fax or for a clerk who calls the office."""
    office = office_of(session, current_values(session, case))
    asked = ("missing", "advise")
    open_now = [f for f in case.findings if f.state == FindingState.OPEN and f.severity in asked]
    facts = FaxLetterFacts(
        plan=letterhead(desk, case),
        case_ref=case.reference,
        written_on=desk.today(),
        to_office=office.practice_name if office else "",
        to_fax=office.fax if office else "",
        due_on=answer_due(desk, session, case),
        link=answer_url(desk, session, case),
    )
    return fax_back_letter(facts, [finding.prompt for finding in open_now])
