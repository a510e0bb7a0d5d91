"""Working stand-ins on loopback, and one message to send."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from notify.messages import Channel, Event, Outgoing
from tests.notify.twilio_double import TwilioDouble

Writes = Callable[..., Outgoing]


@pytest.fixture
def twilio() -> Iterator[TwilioDouble]:
    with TwilioDouble() as double:
        yield double


@pytest.fixture
def message() -> Writes:
    """A message; what a test cares about it gives itself."""

    def write(**differs: object) -> Outgoing:
        usual: dict[str, object] = {
            "id": "41",
            "event": Event.MORE_NEEDED,
            "channel": Channel.SMS,
            "to": "+12095550123",
            "subject": "Subject",
            "text": "Request CF-7F3K-22Q-1 needs 2 more items.",
            "reply_tag": "CF-7F3K-22Q-1",
        }
        return Outgoing(**{**usual, **differs})  # type: ignore[arg-type]

    return write
