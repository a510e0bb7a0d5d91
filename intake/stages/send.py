"""Send a message whose row says so. A message that may have gone is never sent again blindly."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import audit
from intake.desk import Desk
from intake.letters.fax_back import fax_back
from intake.models import Case, CaseState, Decision, FindingState, Message, MessageState, TodoKind
from intake.tasks import Claim, finish, renew
from intake.telling import call_office
from intake.todos import add_todo
from intake.wording import words_of
from notify.messages import Attachment, Channel, Event, NotSent, Outcome, Outgoing, Sent
from notify.senders import Sender

log = logging.getLogger(__name__)


def send_message(desk: Desk, senders: Mapping[Channel, Sender], held: Claim) -> None:
    """Compose and send one message. Raises NotSent where another try is right."""
    outgoing = _begin(desk, senders, held)
    if outgoing is None:
        return
    try:
        outcome = senders[outgoing.channel].send(outgoing)
    except NotSent as fault:
        if fault.retry:
            _wait(desk, held)
            raise
        _failed(desk, held, fault)
        return
    _went(desk, held, outcome)


def _begin(desk: Desk, senders: Mapping[Channel, Sender], held: Claim) -> Outgoing | None:
    """Mark the message as being sent and compose it; None when it must not be sent (any more)."""
    with desk.db.write() as session:
        renew(session, held)
        message = session.get_one(Message, held.subject_id)
        case = session.get_one(Case, message.case_id)
        if message.state == MessageState.SENDING and not _is_held(senders, message):
            _unknown(session, held, message)
            return None
        if message.state not in (MessageState.QUEUED, MessageState.SENDING) or _is_stale(
            session, case, message
        ):
            if message.state == MessageState.QUEUED:
                message.state, message.reason = MessageState.SKIPPED, "no longer true"
            finish(session, held)
            return None
        message.state, message.attempt = MessageState.SENDING, message.attempt + 1
        return compose_message(desk, session, case, message)


def compose_message(desk: Desk, session: Session, case: Case, message: Message) -> Outgoing:
    """The message as it goes out: a reference and a link, and for a fax the letter."""
    words = words_of(desk, session, case, message)
    return Outgoing(
        id=public_id(message),
        event=Event(message.event),
        channel=Channel(message.channel),
        to=message.address,
        subject=words.subject,
        text=words.sms if message.channel == Channel.SMS else words.text,
        html=words.html,
        attachments=_letter(desk, session, case, message),
        reply_tag=public_id(message),
    )


def public_id(message: Message) -> str:
    """The message's name outside: its row, and a mark that no other installation's row shares."""
    return f"m{message.id}-{message.dedupe_key[:10]}"


def _letter(desk: Desk, session: Session, case: Case, message: Message) -> tuple[Attachment, ...]:
    """A fax carries its letter: the questions, or the decision. The exact bytes are kept."""
    if message.channel != Channel.FAX:
        return ()
    if message.event == Event.MORE_NEEDED:
        data = fax_back(desk, session, case)
        message.letter_sha256 = desk.files.put(io.BytesIO(data))[0]
    elif message.event == Event.DECIDED:
        decision = session.query(Decision).filter_by(case_id=case.id).order_by(Decision.id.desc()).first()
        if decision is None or not decision.letter_sha256:
            return ()
        data = desk.files.open_local(decision.letter_sha256).read_bytes()
        message.letter_sha256 = decision.letter_sha256
    else:
        return ()
    return (Attachment(f"{case.reference}.pdf", "application/pdf", data),)


def _is_held(senders: Mapping[Channel, Sender], message: Message) -> bool:
    """The folder takes the same message twice without harm; nobody else promises that."""
    return getattr(senders[Channel(message.channel)], "may_repeat", False)


def _is_stale(session: Session, case: Case, message: Message) -> bool:
    """A question that has been answered meanwhile or is asked anew, or a case that moved on."""
    if message.event != Event.MORE_NEEDED:
        return False
    later = (Message.case_id == case.id, Message.event == message.event, Message.id > message.id)
    asked_anew = session.scalars(select(Message.id).where(*later).limit(1)).first() is not None
    still_open = any(f.severity == "missing" and f.state == FindingState.OPEN for f in case.findings)
    return asked_anew or not still_open or case.state == CaseState.CLOSED


def _unknown(session: Session, held: Claim, message: Message) -> None:
    """An earlier run died between sending and noting it: a person decides, nothing is sent again."""
    message.state, message.reason = MessageState.UNKNOWN, message.reason or "interrupted"
    add_todo(session, TodoKind.UNKNOWN_DELIVERY, f"message:{message.id}", case_id=message.case_id)
    finish(session, held)


def _wait(desk: Desk, held: Claim) -> None:
    """It did certainly not go: queued again for the next attempt."""
    with desk.db.write() as session:
        renew(session, held)
        session.get_one(Message, held.subject_id).state = MessageState.QUEUED


def _failed(desk: Desk, held: Claim, fault: NotSent) -> None:
    with desk.db.write() as session:
        message = session.get_one(Message, held.subject_id)
        message.reason = f"{fault.code} {fault.vendor_code}".strip()
        if fault.unknown:
            _unknown(session, held, message)
            return
        message.state = MessageState.FAILED
        call_office(session, session.get_one(Case, message.case_id))
        finish(session, held)


def _went(desk: Desk, held: Claim, outcome: Outcome) -> None:
    with desk.db.write() as session:
        message = session.get_one(Message, held.subject_id)
        message.state = MessageState.HELD if outcome.state is Sent.HELD else MessageState.SENT
        message.provider_id = outcome.provider_id or ""
        message.sent_at = desk.clock()
        audit.record(session, audit.MACHINE, "told", f"case:{message.case_id}", message=message.id)
        finish(session, held)
