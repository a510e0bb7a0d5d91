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
    name = plan.name[:1].upper() + plan.name[1:]  # a plan may be called "the ..." within a sentence
    return Letterhead(
        name=name,
        address=plan.address,
        phone=plan.phone,
        fax=plan.fax,
        department="" if plan.letterhead == name else plan.letterhead,
    )
