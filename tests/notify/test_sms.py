"""Texts by Twilio's own client, against a Twilio on loopback."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from notify.messages import Fault, NotSent, Outcome, Sent
from notify.sms import SmsSender, TwilioSettings
from tests.notify.conftest import Writes
from tests.notify.twilio_double import ACCOUNT, HANGS, HANGS_UP, RAMBLES, TOKEN, TwilioDouble


def sender(twilio: TwilioDouble, **differs: object) -> SmsSender:
    usual: dict[str, object] = {
        "account_sid": ACCOUNT,
        "auth_token": TOKEN,
        "messaging_service_sid": "MG1",
        "api_url": twilio.url,
        "callback_base": "https://desk.example/",
        "timeout": 0.5,
    }
    return SmsSender(TwilioSettings(**{**usual, **differs}))  # type: ignore[arg-type]


def fault_of(texts: SmsSender, write: Writes, **differs: object) -> NotSent:
    with pytest.raises(NotSent) as caught:
        texts.send(write(**differs))
    return caught.value


def test_a_text_goes_out_and_its_receipt_will_find_our_row(twilio: TwilioDouble, message: Writes) -> None:
    outcome = sender(twilio).send(message())
    assert outcome == Outcome(Sent.SENT, f"SM{0:032d}")
    (text,) = twilio.texts
    assert (text["To"], text["MessagingServiceSid"]) == ("+12095550123", "MG1")
    assert text["StatusCallback"] == "https://desk.example/hooks/twilio/status/41#rc=5&rp=all"
    assert (text["SmartEncoded"], text["ValidityPeriod"]) == ("true", "14400")


def test_without_a_messaging_service_our_number_sends(twilio: TwilioDouble, message: Writes) -> None:
    sender(twilio, messaging_service_sid="", from_number="+15005550006").send(message())
    assert twilio.texts[0]["From"] == "+15005550006"
    assert "MessagingServiceSid" not in twilio.texts[0]


@pytest.mark.parametrize(
    ("to", "fault", "then"),
    [
        ("+15005550001", Fault.BAD_ADDRESS, "give up"),
        ("+15005550002", Fault.NO_ROUTE, "give up"),
        ("+15005550003", Fault.NO_ROUTE, "give up"),
        ("+15005550004", Fault.OPTED_OUT, "give up"),
        ("+15005550009", Fault.NOT_MOBILE, "give up"),
        ("+15005550020", Fault.BUSY, "retry"),
        ("+15005550021", Fault.UNKNOWN, "wait"),
        ("+15005550022", Fault.TOO_LONG, "give up"),
        ("+15005550023", Fault.REFUSED, "give up"),
    ],
)
def test_each_refusal_has_its_consequence(
    twilio: TwilioDouble, message: Writes, to: str, fault: Fault, then: str
) -> None:
    error = fault_of(sender(twilio), message, to=to)
    assert error.code is fault
    assert (error.permanent, error.retry, error.unknown) == (
        then == "give up",
        then == "retry",
        then == "wait",
    )
    assert twilio.texts == []


@pytest.mark.parametrize(
    ("number", "fault"),
    [("+15005550001", Fault.SETUP), ("+15005550007", Fault.SETUP), ("+15005550008", Fault.BUSY)],
)
def test_a_wrong_number_of_our_own_is_never_the_offices_fault(
    twilio: TwilioDouble, message: Writes, number: str, fault: Fault
) -> None:
    error = fault_of(sender(twilio, messaging_service_sid="", from_number=number), message)
    assert error.code is fault
    assert error.alarm == (fault is Fault.SETUP)


@pytest.mark.parametrize("to", [HANGS, HANGS_UP, RAMBLES])
def test_a_text_that_may_have_gone_is_unknown_and_was_posted_once(
    twilio: TwilioDouble, message: Writes, to: str
) -> None:
    error = fault_of(sender(twilio), message, to=to)
    assert error.unknown
    assert not error.retry
    assert len(twilio.texts) == 1


def test_an_unknown_text_is_found_again_by_its_reference(twilio: TwilioDouble, message: Writes) -> None:
    texts = sender(twilio)
    fault_of(texts, message, to=HANGS)
    since = datetime.now(UTC) - timedelta(minutes=5)
    assert texts.find(to=HANGS, since=since, reference="CF-7F3K-22Q-1") == f"SM{0:032d}"
    assert texts.find(to=HANGS, since=since, reference="CF-9999-999-1") is None


def test_a_call_that_reached_nobody_may_be_tried_again(message: Writes) -> None:
    with TwilioDouble() as gone:
        texts = sender(gone)
    assert fault_of(texts, message).retry


def test_a_wrong_token_alarms_the_administrator(twilio: TwilioDouble, message: Writes) -> None:
    error = fault_of(sender(twilio, auth_token="stale"), message)
    assert (error.code, error.alarm, error.retry) == (Fault.SETUP, True, False)


def test_neither_log_nor_error_holds_the_number_or_the_words(
    twilio: TwilioDouble, message: Writes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    texts = sender(twilio)
    error = fault_of(texts, message, to="+15005550001")
    texts.find(to="+12095550123", since=datetime.now(UTC), reference="CF")
    told = caplog.text + repr(error) + error.says + repr(error.__cause__)
    assert error.__suppress_context__
    assert not [secret for secret in ("5005550001", "2095550123", TOKEN, "needs 2 more") if secret in told]


def test_an_account_needs_somebody_to_send_from() -> None:
    with pytest.raises(ValueError, match="number to send from"):
        TwilioSettings(account_sid=ACCOUNT, auth_token=TOKEN)
