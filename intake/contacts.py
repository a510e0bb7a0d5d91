"""How to reach the office about a case: first by what the directory holds, then by the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import phonenumbers
from sqlalchemy.orm import Session

from forms.definition import Definition
from forms.values import Value
from intake.cases import text_of, value_or_absent
from intake.identity import office_of
from intake.models import Case
from notify.messages import Channel


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach an office. `address` is an E.164 number or an e-mail address."""

    channel: Channel
    address: str


def contact_for(
    session: Session, case: Case, definition: Definition, values: Mapping[str, Value], channels: Sequence[str]
) -> Contact | None:
    """The first of `channels` that can be used; None means that somebody must call.

    A text needs consent, given with the delivery or ticked on the paper, and goes to the
    number that came with it.
    """
    ways = {
        "sms": lambda: _text_number(case, definition, values),
        "email": lambda: _email(session, case, definition, values),
        "fax": lambda: _fax(session, case, definition, values),
    }
    for channel in channels:
        if address := ways[channel]():
            return Contact(Channel(channel), address)
    return None


def e164(number: str) -> str:
    """A US number as `+1...`, empty if it is none."""
    try:
        parsed = phonenumbers.parse(number, "US")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _text_number(case: Case, definition: Definition, values: Mapping[str, Value]) -> str:
    receipt = case.receipt
    if receipt.consent_to_texts and receipt.phone:
        return e164(receipt.phone)
    on_paper = definition.contact
    if on_paper and value_or_absent(values, on_paper.consent).value is True:
        return e164(text_of(values, on_paper.phone))
    return ""


def _email(session: Session, case: Case, definition: Definition, values: Mapping[str, Value]) -> str:
    office = office_of(session, values)
    on_paper = text_of(values, definition.contact.email) if definition.contact else ""
    return (office.email if office else "") or case.receipt.email or on_paper


def _fax(session: Session, case: Case, definition: Definition, values: Mapping[str, Value]) -> str:
    office = office_of(session, values)
    on_paper = text_of(values, definition.contact.fax) if definition.contact else ""
    return e164((office.fax if office else "") or case.receipt.fax or on_paper)
