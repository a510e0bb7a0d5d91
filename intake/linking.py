"""What roster and directory say of member and provider on the day of receipt (procedures, section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from forms.definition import Severity
from forms.findings import Finding
from forms.values import Value
from intake.cases import text_of
from intake.identity import office_of
from intake.models import Case, Member

SAYS = {
    "member_not_active": "The member was not enrolled on the day the paper came in.",
    "member_not_linked": "The member is linked to another provider than the one who writes.",
    "provider_not_contracted": "The provider directory shows no contract on the day the paper came in.",
}


def warnings(
    session: Session, case: Case, values: Mapping[str, Value], member: Member | None
) -> Iterator[Finding]:
    """Warnings for the reviewer; none of them is asked of the office or blocks anything.

    Nothing is said of a member or an office that is not known: that is a clerk's to find out.
    """
    if member is not None and not member.is_active(case.received_on):
        yield _warning("member_not_active", "member_cin")
    npi = text_of(values, "provider_npi")
    if member is not None and npi and member.provider_npi and npi != member.provider_npi:
        yield _warning("member_not_linked", "provider_npi")
    office = office_of(session, values)
    if office is not None and not office.is_contracted(case.received_on):
        yield _warning("provider_not_contracted", "provider_npi")


def _warning(code: str, field: str) -> Finding:
    return Finding(code, Severity.WARN, code, (field,), SAYS[code])
