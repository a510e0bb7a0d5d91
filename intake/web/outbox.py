"""What a message says, for the people who look after them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from intake.desk import Desk
from intake.models import Case, Message
from intake.wording import words_of
from notify.messages import Channel


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a message on its channel."""

    subject: str
    text: str


def said(desk: Desk, session: Session, case: Case, message: Message) -> Said:
    """The words as they go, or went, out. They hold no personal data, so nobody's look is recorded."""
    composed = words_of(desk, session, case, message)
    if message.channel == Channel.SMS:
        return Said("", composed.sms)
    return Said(composed.subject, composed.text)
