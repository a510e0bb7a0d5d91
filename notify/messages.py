"""What leaves the building, what came of it, and why it may not have left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Channel(StrEnum):
    SMS = "sms"
    EMAIL = "email"
    FAX = "fax"


class Event(StrEnum):
    """What a message tells; each has its templates."""

    RECEIVED = "received"
    MORE_NEEDED = "more_needed"
    DECIDED = "decided"
    CLOSED = "closed"
    ONE_TIME_CODE = "one_time_code"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, ready to go.

    `id` is the message row's and goes along (in the Message-ID, in the path of
    the status callback), so that a late answer still finds its row. `to` is an
    E.164 number or an e-mail address. `reply_tag` marks answers by e-mail.
    Raises ValueError for an id or a tag that is not plain.
    """

    id: str
    event: Event
    channel: Channel
    to: str
    subject: str = ""
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_tag: str = ""

    def __post_init__(self) -> None:
        for plain in filter(None, (self.id, self.reply_tag)):
            if not _SAFE_ID.fullmatch(plain):
                raise ValueError("a message's id and reply tag are letters, digits, - and _ only")
        if not self.id:
            raise ValueError("a message needs an id")


class Sent(StrEnum):
    """`sent`: somebody outside took it. `held`: it lies in the folder and no one was told."""

    SENT = "sent"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Outcome:
    state: Sent
    provider_id: str | None = None


class Fault(StrEnum):
    """Why a message did not go, in words that no vendor chose."""

    BAD_ADDRESS = "bad_address"
    NOT_MOBILE = "not_mobile"
    OPTED_OUT = "opted_out"
    NO_ROUTE = "no_route"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    TOO_LONG = "too_long"
    BUSY = "busy"
    SETUP = "setup"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    UNKNOWN = "unknown"


SAYS = {
    Fault.BAD_ADDRESS: "The number or address does not exist. Ask the office for another one.",
    Fault.NOT_MOBILE: "The number cannot take texts. Use e-mail or fax, or ask for a mobile number.",
    Fault.OPTED_OUT: "The office asked for no more texts. Use e-mail or fax.",
    Fault.NO_ROUTE: "There is no way to this number. Use e-mail or fax.",
    Fault.BLOCKED: "A carrier or mail filter blocked the message. Use another channel.",
    Fault.UNREACHABLE: "The phone or mail server could not be reached. It is tried again later.",
    Fault.TOO_LONG: "The message is too long to be sent. Its wording must be shortened.",
    Fault.BUSY: "The service is busy. It is tried again later.",
    Fault.SETUP: "The sending account is not set up for this. An administrator must look at the settings.",
    Fault.SUSPENDED: "The sending account is suspended. An administrator must look into it.",
    Fault.REFUSED: "The service refused the message. Use another channel.",
    Fault.UNKNOWN: "It is not known whether the message went out. It is not sent again until that is known.",
}


class NotSent(Exception):
    """The message did not go, or may not have gone; the class says what follows.

    `retry`: try later, it did certainly not go. `unknown`: it may have gone, so
    never send it again blindly. Neither: permanent, use another channel.
    `alarm`: an administrator must look. `vendor_code` is for the message row.
    Holds no address: it may be logged and stored by the queue.
    """

    def __init__(
        self, code: Fault, *, retry: bool = False, alarm: bool = False, vendor_code: str = ""
    ) -> None:
        super().__init__(f"{code} {vendor_code}".strip())
        self.code = code
        self.says = SAYS[code]
        self.retry = retry
        self.alarm = alarm
        self.vendor_code = vendor_code

    @property
    def unknown(self) -> bool:
        return self.code is Fault.UNKNOWN

    @property
    def permanent(self) -> bool:
        return not (self.retry or self.unknown)

    @property
    def opted_out(self) -> bool:
        """True if this must be recorded as the end of the office's consent."""
        return self.code is Fault.OPTED_OUT
