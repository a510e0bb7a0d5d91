"""The words of a message: what is sent, and what the desk's messages page shows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from intake.clocks import answer_due
from intake.desk import Desk
from intake.letters.plan import letterhead
from intake.links import answer_url, receipt_url
from intake.models import Case, Message
from notify.compose import Composed, Facts, compose
from notify.messages import Event


def words_of(desk: Desk, session: Session, case: Case, message: Message) -> Composed:
    """The message on every channel. It holds a reference and a link, and nothing personal."""
    head, event = letterhead(desk, case), Event(message.event)
    plan = desk.plans.plans.get(case.plan)
    facts = Facts(
        plan_name=head.name,
        short_name=plan.short_name if plan else "",
        case_ref=case.reference,
        open_items=max(message.open_items, 1),
        due_on=answer_due(desk, session, case),
        link=_link(desk, session, case, event),
        phone=head.phone,
    )
    return compose(event, facts)


def _link(desk: Desk, session: Session, case: Case, event: Event) -> str:
    """Questions lead to the answer page, everything else to the page that tells where the case stands."""
    if event is Event.MORE_NEEDED:
        return answer_url(desk, session, case)
    return receipt_url(desk, session, case.receipt)
