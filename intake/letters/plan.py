"""The letterhead of a case: the plan that serves the member, or the desk itself while no plan is known."""

from __future__ import annotations

from intake.desk import Desk
from intake.models import Case
from notify.paper import Letterhead

UNKNOWN = Letterhead(name="Casefax intake desk")


def letterhead(desk: Desk, case: Case) -> Letterhead:
    """The plan's profile as it prints on letters and messages."""
    plan = desk.plans.plans.get(case.plan)
    if plan is None:
        return UNKNOWN
    return Letterhead(
        name=plan.name,
        address=plan.address,
        phone=_spaced(plan.phone),
        fax=_spaced(plan.fax),
        department=plan.letterhead,
    )


def _spaced(digits: str) -> str:
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
