"""What Twilio posts back about a text: is it really Twilio, and what came of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from twilio.request_validator import RequestValidator

from notify.messages import NotSent
from notify.reactions import not_sent


class Delivery(StrEnum):
    """What a receipt says, in the order of a text's life; `delivered` and `failed` are final."""

    ON_ITS_WAY = "on_its_way"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in {Delivery.DELIVERED, Delivery.FAILED}

    def may_replace(self, known: Delivery | None) -> bool:
        """False where this receipt was overtaken: a state never goes back, a final one stays."""
        order = list(Delivery)
        return known is None or (not known.is_final and order.index(self) > order.index(known))


@dataclass(frozen=True, slots=True)
class Receipt:
    """`why` says what follows from a failure: the same error that `send` raises."""

    provider_id: str
    delivery: Delivery
    why: NotSent | None = None


_STATES = {
    "accepted": Delivery.ON_ITS_WAY,
    "scheduled": Delivery.ON_ITS_WAY,
    "queued": Delivery.ON_ITS_WAY,
    "sending": Delivery.ON_ITS_WAY,
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.DELIVERED,
    "undelivered": Delivery.FAILED,
    "failed": Delivery.FAILED,
    "canceled": Delivery.FAILED,
}


def parse_receipt(form: Mapping[str, str]) -> Receipt | None:
    """The receipt in a posted form; None for a status that is none of ours (it is answered, and ignored)."""
    delivery = _STATES.get(form.get("MessageStatus", ""))
    if delivery is None:
        return None
    code = form.get("ErrorCode", "")
    why = not_sent(int(code) if code.isdecimal() else 30008) if delivery is Delivery.FAILED else None
    return Receipt(form.get("MessageSid", ""), delivery, why)


def verify_signature(auth_token: str, *, url: str, form: Mapping[str, str], signature: str) -> bool:
    """True if Twilio signed this post with our token.

    `url` is our configured public base plus the raw path and query as they came
    (never a Host header's word, and without any fragment: Twilio does not sign
    it). `form` is the decoded form, blank values kept.
    """
    return bool(RequestValidator(auth_token).validate(url, form, signature))
