"""What Twilio posts back."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator

from notify.messages import Fault
from notify.receipts import Delivery, parse_receipt, verify_signature

TOKEN = "a token of no account"
URL = "https://desk.example/hooks/twilio/status/41?lang=en"
FORM = {"MessageSid": "SM1", "MessageStatus": "delivered", "To": "+12095550123", "Blank": ""}


def signed(url: str = URL, form: dict[str, str] = FORM, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, form))


def test_a_post_that_twilio_signed_is_believed() -> None:
    assert verify_signature(TOKEN, url=URL, form=FORM, signature=signed())


@pytest.mark.parametrize(
    ("url", "form", "signature"),
    [
        (URL, FORM, ""),
        (URL, FORM, signed(token="another token")),
        (URL, {**FORM, "MessageStatus": "failed"}, signed()),
        (URL, {**FORM, "Added": "1"}, signed()),
        (URL, {k: v for k, v in FORM.items() if k != "Blank"}, signed()),
        (URL.replace("41", "42"), FORM, signed()),
        (URL.replace("https", "http"), FORM, signed()),
        (URL.replace("lang=en", "lang=es"), FORM, signed()),
    ],
)
def test_a_forged_or_changed_post_is_not(url: str, form: dict[str, str], signature: str) -> None:
    assert not verify_signature(TOKEN, url=url, form=form, signature=signature)


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        ("queued", Delivery.ON_ITS_WAY),
        ("sent", Delivery.SENT),
        ("delivered", Delivery.DELIVERED),
        ("undelivered", Delivery.FAILED),
        ("failed", Delivery.FAILED),
    ],
)
def test_each_status_has_a_meaning(status: str, delivery: Delivery) -> None:
    receipt = parse_receipt({"MessageSid": "SM1", "MessageStatus": status})
    assert receipt is not None
    assert (receipt.provider_id, receipt.delivery) == ("SM1", delivery)
    assert (receipt.why is not None) == (delivery is Delivery.FAILED)


def test_a_status_of_tomorrow_is_ignored() -> None:
    assert parse_receipt({"MessageSid": "SM1", "MessageStatus": "pondered"}) is None
    assert parse_receipt({}) is None


@pytest.mark.parametrize(
    ("code", "fault", "retry"),
    [
        ("30002", Fault.SUSPENDED, False),
        ("30003", Fault.UNREACHABLE, True),
        ("30005", Fault.BAD_ADDRESS, False),
        ("30006", Fault.NOT_MOBILE, False),
        ("30007", Fault.BLOCKED, False),
        ("30008", Fault.REFUSED, False),
        ("30034", Fault.SETUP, False),
        ("21610", Fault.OPTED_OUT, False),
        ("", Fault.REFUSED, False),
        ("x", Fault.REFUSED, False),
    ],
)
def test_a_failed_text_says_what_follows(code: str, fault: Fault, retry: bool) -> None:
    receipt = parse_receipt({"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": code})
    assert receipt is not None
    assert receipt.why is not None
    assert (receipt.why.code, receipt.why.retry) == (fault, retry)


@pytest.mark.parametrize(
    ("known", "news", "moves"),
    [
        (None, Delivery.SENT, True),
        (Delivery.SENT, Delivery.DELIVERED, True),
        (Delivery.DELIVERED, Delivery.SENT, False),
        (Delivery.DELIVERED, Delivery.FAILED, False),
        (Delivery.FAILED, Delivery.DELIVERED, False),
        (Delivery.SENT, Delivery.SENT, False),
    ],
)
def test_a_receipt_that_was_overtaken_moves_nothing(
    known: Delivery | None, news: Delivery, moves: bool
) -> None:
    assert news.may_replace(known) is moves
