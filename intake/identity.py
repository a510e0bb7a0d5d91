"""Who the member is: what the paper says held against the roster (procedures, section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.values import Source, State, Value
from intake import audit
from intake.cases import add_value, current_values, same_name, text_of, touch, value_or_absent
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case, Member, Office, TodoKind
from intake.todos import finish_any


class Standing(StrEnum):
    """How the paper's member stands to the roster."""

    AGREES = "agrees"
    """The CIN is on the roster, and the name or the birth date agrees."""
    DISAGREES = "disagrees"
    """The CIN is on the roster under another name and birth date."""
    UNKNOWN = "unknown"
    """The roster does not know the CIN."""
    NOT_STATED = "not_stated"
    """The paper states no CIN that could be read."""


def standing(session: Session, values: Mapping[str, Value]) -> tuple[Standing, Member | None]:
    """How the stated member stands to the roster, and the roster's member with that CIN, if any."""
    cin = text_of(values, "member_cin")
    if not cin:
        return Standing.NOT_STATED, None
    member = session.get(Member, cin)
    if member is None:
        return Standing.UNKNOWN, None
    return (Standing.AGREES if agrees(member, values) else Standing.DISAGREES), member


def agrees(member: Member, values: Mapping[str, Value]) -> bool:
    """Whether the stated name or birth date is the member's."""
    name = text_of(values, "member_name")
    born = text_of(values, "member_dob")
    same_day = member.birth_date is not None and born == member.birth_date.isoformat()
    return same_day or same_name(name, f"{member.first_name} {member.last_name}")


def cin_needs_a_person(values: Mapping[str, Value]) -> bool:
    """A CIN that the machine repaired is never accepted without a person."""
    cin = value_or_absent(values, "member_cin")
    return cin.repaired and cin.source is not Source.CLERK


def candidates(session: Session, case: Case, limit: int = 5) -> Sequence[Member]:
    """Members whom the paper may mean: by CIN, birth date and likeness of name; the likeliest first."""
    values = current_values(session, case)
    cin, born, name = (text_of(values, field) for field in ("member_cin", "member_dob", "member_name"))
    family = [part.title() for part in name.replace(",", " ").split() if len(part) > 1]
    wanted = select(Member).where(
        (Member.cin == cin)
        | (Member.cin.like(f"{cin[:5]}%") if len(cin) == 9 else Member.cin == cin)
        | Member.last_name.in_(family)
    )
    found = list(session.scalars(wanted.limit(200)))
    label = {
        member.cin: f"{member.cin} {member.first_name} {member.last_name} {member.birth_date}"
        for member in found
    }
    best = process.extract(f"{cin} {name} {born}", label, limit=limit)
    order = [key for _, _, key in best]
    return sorted((m for m in found if m.cin in order), key=lambda m: order.index(m.cin))


def confirm(desk: Desk, session: Session, actor: str, case: Case, cin: str | None) -> None:
    """A person says which member of the roster it is, or (None) that the paper's CIN stands as it is.

    Raises Refused for a CIN that is not on the roster, and for a closed case.
    """
    if not case.is_open:
        raise Refused(f"{case.reference} is closed. What it holds can no longer be changed.")
    if cin is not None:
        member = session.get(Member, cin)
        if member is None:
            raise Refused("The roster has no member with this CIN.")
        add_value(case, "member_cin", _said(member.cin), actor)
        add_value(case, "member_name", _said(f"{member.first_name} {member.last_name}"), actor)
    case.identity_confirmed = True
    finish_any(session, actor, TodoKind.IDENTITY, f"case:{case.id}")
    audit.record(session, actor, "identity_confirmed", f"case:{case.id}", from_roster=cin is not None)
    touch(session, case)


def office_of(session: Session, values: Mapping[str, Value]) -> Office | None:
    """The directory's office that the paper names: by NPI, else by its telephone or fax number."""
    npi = text_of(values, "provider_npi")
    if npi and (office := session.get(Office, npi)):
        return office
    for field, column in (("provider_fax", Office.fax), ("provider_phone", Office.phone)):
        if number := text_of(values, field):
            found = session.scalars(select(Office).where(column == number).limit(2)).all()
            if len(found) == 1:
                return found[0]
    return None


def _said(value: str) -> Value:
    return Value(value=value, state=State.PRESENT, raw=value, source=Source.CLERK)
