"""Decide to tell: one message row per cause, written in the transaction of its cause, sent later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.values import Value
from intake.cases import definition_of
from intake.contacts import contact_for
from intake.desk import Desk
from intake.models import Case, Message, MessageState, TaskKind, TodoKind
from intake.tasks import add_task
from intake.todos import add_todo
from notify.messages import Channel, Event


def tell(
    desk: Desk,
    session: Session,
    case: Case,
    event: Event,
    values: Mapping[str, Value],
    cause: Sequence[str] = (),
) -> None:
    """Tell the office of `event`, once for that cause, by the first of its ways that works.

    `cause` is the set of open codes; the same set again tells nothing. With no way to
    reach the office, questions become a "call the office" to-do; other events stay untold.
    """
    notice = getattr(definition_of(desk, case).notify, event.value)
    channels = notice.by if notice else ()
    contact = contact_for(session, case, definition_of(desk, case), values, channels)
    if contact is None:
        if event is Event.MORE_NEEDED:
            call_office(session, case)
        return
    key = _key(case, event, cause, contact.channel, contact.address)
    if session.scalars(select(Message.id).where(Message.dedupe_key == key)).first():
        return
    message = Message(
        case_id=case.id,
        event=event,
        channel=contact.channel,
        address=contact.address,
        dedupe_key=key,
        open_items=len(cause),
        state=MessageState.QUEUED,
    )
    session.add(message)
    session.flush()
    add_task(session, TaskKind.SEND, f"message:{message.id}")


def call_office(session: Session, case: Case) -> None:
    """A person must call: there is no number or address that may be used."""
    add_todo(session, TodoKind.CALL_OFFICE, f"case:{case.id}", case_id=case.id)


def call_office_about(session: Session, message: Message) -> None:
    """A message did not arrive: a person must reach the office another way."""
    call_office(session, session.get_one(Case, message.case_id))


def _key(case: Case, event: Event, cause: Sequence[str], channel: Channel, address: str) -> str:
    plain = "|".join([str(case.id), event, *sorted(cause), channel, address])
    return hashlib.sha256(plain.encode()).hexdigest()
