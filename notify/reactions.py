"""Twilio's error codes and what each means for us, as data (platform facts, section 4)."""

from __future__ import annotations

from dataclasses import dataclass

from notify.messages import Fault, NotSent


@dataclass(frozen=True, slots=True)
class Reaction:
    """`retry`: it did not go, try later. `alarm`: an administrator must look."""

    fault: Fault
    retry: bool = False
    alarm: bool = False


_SETUP = Reaction(Fault.SETUP, alarm=True)
_BUSY = Reaction(Fault.BUSY, retry=True)

REACTIONS: dict[int, Reaction] = {
    20003: _SETUP,  # wrong account or token
    20404: _SETUP,  # no such account
    20429: _BUSY,  # too many requests
    20500: Reaction(Fault.UNKNOWN),  # may or may not have been sent
    21211: Reaction(Fault.BAD_ADDRESS),
    21212: _SETUP,  # our own number is not one
    21408: Reaction(Fault.NO_ROUTE, alarm=True),  # region not permitted: a setting of the account
    21606: _SETUP,  # our own number cannot send texts
    21610: Reaction(Fault.OPTED_OUT),
    21611: _BUSY,  # our queue is over ten hours long
    21612: Reaction(Fault.NO_ROUTE),
    21614: Reaction(Fault.NOT_MOBILE),
    21617: Reaction(Fault.TOO_LONG, alarm=True),  # our own bug
    21703: _SETUP,  # the messaging service has no number
    30001: _BUSY,  # the messaging service's queue is full
    30002: Reaction(Fault.SUSPENDED, alarm=True),
    30003: Reaction(Fault.UNREACHABLE, retry=True),  # once: the caller falls back the second time
    30004: Reaction(Fault.BLOCKED, alarm=True),
    30005: Reaction(Fault.BAD_ADDRESS),
    30006: Reaction(Fault.NOT_MOBILE),
    30007: Reaction(Fault.BLOCKED, alarm=True),
    30008: Reaction(Fault.REFUSED),
    30034: _SETUP,  # our number is not registered with the carriers
    30047: _BUSY,  # not moved into a compliant window
}


def not_sent(code: int | None, http_status: int = 400) -> NotSent:
    """The error to raise for a vendor's code, or for the bare HTTP status where it gave none.

    Codes not in the table are permanent: a guess to retry could text somebody twice.
    """
    reaction = REACTIONS.get(code or 0) or _by_status(http_status)
    return NotSent(
        reaction.fault, retry=reaction.retry, alarm=reaction.alarm, vendor_code=str(code or http_status)
    )


def _by_status(status: int) -> Reaction:
    if status >= 500:
        return Reaction(Fault.UNKNOWN)
    if status == 429:
        return _BUSY
    return _SETUP if status in {401, 403, 404} else Reaction(Fault.REFUSED)
