"""What a message says, for the people who look after them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from intake.clocks import answer_due
from intake.desk import Desk
from intake.letters.plan import letterhead
from intake.models import Case, Message
from intake.stages.send import link_for
from notify.compose import Facts, compose
from notify.messages import Channel, Event


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a message on its channel."""

    subject: str
    text: str


def said(desk: Desk, session: Session, case: Case, message: Message) -> Said:
    """The words as they go, or went, out. They hold no personal data, so nobody's look is recorded."""
    head, event = letterhead(desk, case), Event(message.event)
    facts = Facts(
        plan_name=head.name,
        case_ref=case.reference,
        open_items=max(message.open_items, 1),
        due_on=answer_due(desk, session, case),
        link=link_for(desk, session, case, event),
        phone=head.phone,
    )
    composed = compose(event, facts)
    if message.channel == Channel.SMS:
        return Said("", composed.sms)
    return Said(composed.subject, composed.text)
