"""What Twilio posts about a text: believed only when signed, and never gone back on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from intake.desk import Desk
from intake.models import Case, Message, Todo
from intake.stages.send import public_id
from intake.web.site import build_site
from tests.intake.web.builders import add_case, value

TOKEN = "a token of no account"
PUBLIC = "https://desk.plan.example"


@pytest.fixture
def site(desk: Desk) -> Flask:
    known = {"twilio_auth_token": TOKEN, "base_url": PUBLIC}
    return build_site(
        replace(desk, settings=desk.settings.model_validate(desk.settings.model_dump() | known))
    )


@pytest.fixture
def text(desk: Desk) -> Message:
    """A text that Twilio has taken."""
    reference = add_case(desk, {"member_cin": value("91234567A")})
    with desk.db.write() as session:
        case = session.scalars(select(Case).where(Case.reference == reference)).one()
        sent = Message(case_id=case.id, event="received", channel="sms", address="+15595550142", state="sent")
        sent.dedupe_key = "0123456789abcdef"
        session.add(sent)
    return sent


def post(site: Flask, name: str, status: str, *, signed_for: str | None = None, **more: str) -> int:
    path = f"/hooks/twilio/status/{name}"
    form = {"MessageSid": "SM1", "MessageStatus": status, "ErrorCode": "", **more}
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + (signed_for or path), form)
    reply = site.test_client().post(path, data=form, headers={"X-Twilio-Signature": signature})
    return reply.status_code


def state_of(desk: Desk) -> str:
    with desk.db.read() as session:
        return session.scalars(select(Message)).one().state


def test_a_delivered_text_is_noted(site: Flask, desk: Desk, text: Message) -> None:
    assert post(site, public_id(text), "delivered") == 204
    assert state_of(desk) == "delivered"


def test_a_receipt_that_was_overtaken_changes_nothing(site: Flask, desk: Desk, text: Message) -> None:
    post(site, public_id(text), "delivered")
    assert post(site, public_id(text), "sent") == 204
    assert state_of(desk) == "delivered"


def test_a_text_that_did_not_arrive_becomes_a_call(site: Flask, desk: Desk, text: Message) -> None:
    post(site, public_id(text), "undelivered", ErrorCode="30003")
    assert state_of(desk) == "failed"
    with desk.db.read() as session:
        assert "call_office" in [todo.kind for todo in session.scalars(select(Todo))]


def test_what_twilio_did_not_sign_for_this_address_is_refused(site: Flask, desk: Desk, text: Message) -> None:
    assert post(site, public_id(text), "delivered", signed_for="/hooks/twilio/status/m2-x") == 403
    assert state_of(desk) == "sent"


@pytest.mark.parametrize("name", ["m999-0123456789", "m1-ffffffffff", "m1", "x", "m1-"])
def test_a_strangers_id_is_answered_and_ignored(site: Flask, desk: Desk, text: Message, name: str) -> None:
    assert post(site, name, "delivered") == 204
    assert state_of(desk) == "sent"


def test_without_twilio_nobody_is_believed(desk: Desk, text: Message) -> None:
    assert post(build_site(desk), public_id(text), "delivered") == 403
