"""Whom the office's messages reach, and that one that may have gone is never sent twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.desk import Desk
from intake.models import Case, Message, Task, TaskKind, TaskState
from intake.worker import bury
from notify.messages import Fault, NotSent
from tests.stages.cases import (
    EMAIL,
    Outbox,
    actions,
    bring,
    enrol,
    letter,
    list_office,
    messages,
    scan,
    the_case,
    todos,
    work_off,
)

LACKING = letter(without=["incident_times"])
NO_ADDRESS = {"email": ""}
TEXTS = {"phone": "2135550123", "consent_to_texts": True}


def way(desk: Desk) -> tuple[str, str]:
    """Channel and address of the one question."""
    [message] = messages(desk)
    return message.channel, message.address


@pytest.mark.parametrize(
    ("office", "paper", "delivery", "expected"),
    [
        ({}, {}, {}, ("email", EMAIL)),
        ({"email": "listed@clinic.example"}, {}, {}, ("email", "listed@clinic.example")),
        ({"fax": "2135550188"}, {}, NO_ADDRESS, ("fax", "+12135550188")),
        ({}, {"provider_email": "paper@clinic.example"}, NO_ADDRESS, ("email", "paper@clinic.example")),
        ({}, {"provider_fax": "2135550177"}, NO_ADDRESS, ("fax", "+12135550177")),
        ({"fax": "2135550188"}, {"provider_fax": "2135550177"}, NO_ADDRESS, ("fax", "+12135550188")),
        ({}, {}, TEXTS, ("sms", "+12135550123")),
        ({}, {}, {"phone": "2135550123"}, ("email", EMAIL)),
        ({}, {"provider_phone": "2135550166", "text_consent": True}, {}, ("sms", "+12135550166")),
        ({}, {"provider_phone": "2135550166", "text_consent": False}, {}, ("email", EMAIL)),
        ({}, {"provider_phone": "123", "text_consent": True}, {}, ("email", EMAIL)),
    ],
)
def test_an_office_is_reached_by_the_directory_first_and_by_text_only_if_it_agreed(
    desk: Desk, office: dict, paper: dict, delivery: dict, expected: tuple[str, str]
) -> None:
    enrol(desk)
    list_office(desk, **office)
    bring(desk, letter(without=["incident_times"], **paper), **delivery)
    assert way(desk) == expected


def test_an_office_that_cannot_be_written_to_is_called(desk: Desk) -> None:
    enrol(desk)
    bring(desk, LACKING, **NO_ADDRESS)
    assert (messages(desk), todos(desk)) == ([], ["call_office"])


def test_the_call_is_off_when_the_answer_comes_by_itself(desk: Desk) -> None:
    enrol(desk)
    bring(desk, LACKING, **NO_ADDRESS)
    bring(desk, letter(), **NO_ADDRESS)
    assert todos(desk) == []


def test_the_same_question_is_not_asked_again(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, LACKING)
    bring(any_desk, LACKING)
    assert the_case(any_desk).state == "waiting_on_provider" and len(messages(any_desk)) == 1


def test_what_goes_out_is_a_reference_and_a_link_and_nothing_of_the_member(desk: Desk) -> None:
    enrol(desk)
    scan(desk, LACKING)
    box = work_off(desk)
    said = "".join(f"{m.subject}{m.text}{m.html}" for m in box.sent)
    assert the_case(desk).reference in said and "/a/" in said
    assert [word for word in ("Sample", "Ana", "91234567A", "verbal", "front desk") if word in said] == []


def test_a_fax_takes_the_letter_with_the_questions_and_its_bytes_are_kept(desk: Desk) -> None:
    enrol(desk)
    list_office(desk, fax="2135550188")
    scan(desk, LACKING, email="")
    box = work_off(desk)
    [letter_sent] = [a for m in box.sent for a in m.attachments]
    assert letter_sent.data.startswith(b"%PDF")
    assert desk.files.open_local(messages(desk)[0].letter_sha256).read_bytes() == letter_sent.data


def send(desk: Desk, box: Outbox) -> Message:
    """One letter that lacks something, and one attempt to send each of its messages."""
    enrol(desk)
    bring(desk, LACKING, outbox=box)
    return messages(desk, "received")[0]


def test_a_server_that_is_busy_is_tried_again(desk: Desk) -> None:
    box = Outbox(NotSent(Fault.BUSY, retry=True))
    assert send(desk, box).state == "queued"
    with desk.db.write() as session:
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)
    work_off(desk, box)
    assert messages(desk, "received")[0].state == "sent"


def test_what_may_have_gone_is_not_sent_again_and_a_person_is_asked(any_desk: Desk) -> None:
    message = send(any_desk, Outbox(NotSent(Fault.UNKNOWN, vendor_code="20500")))
    assert (message.state, message.reason) == ("unknown", "unknown 20500")
    assert "unknown_delivery" in todos(any_desk)


def test_an_address_that_does_not_exist_means_a_call(desk: Desk) -> None:
    message = send(desk, Outbox(NotSent(Fault.BAD_ADDRESS, vendor_code="550")))
    assert (message.state, message.reason) == ("failed", "bad_address 550")
    assert "call_office" in todos(desk)


@pytest.mark.parametrize(("may_repeat", "state"), [(False, "unknown"), (True, "sent")])
def test_a_run_that_died_while_sending(desk: Desk, may_repeat: bool, state: str) -> None:
    send(desk, Outbox(NotSent(Fault.BUSY, retry=True)))
    with desk.db.write() as session:
        session.scalars(select(Message).where(Message.state == "queued")).one().state = "sending"
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)
    work_off(desk, Outbox(may_repeat=may_repeat))
    assert messages(desk, "received")[0].state == state


def test_a_question_answered_before_it_went_out_is_skipped(desk: Desk) -> None:
    enrol(desk)
    bring(desk, LACKING, outbox=Outbox(*[NotSent(Fault.BUSY, retry=True)] * 2))
    bring(desk, letter())
    with desk.db.write() as session:
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)
    work_off(desk)
    assert [message.state for message in messages(desk)] == ["skipped"]


def test_only_the_latest_question_goes_out(desk: Desk) -> None:
    enrol(desk)
    busy = Outbox(*[NotSent(Fault.BUSY, retry=True)] * 2)
    bring(desk, letter(without=["incident_times", "incident_place"]), outbox=busy)
    bring(desk, letter(without=["incident_times"]))
    with desk.db.write() as session:
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)
    work_off(desk)
    assert [(m.open_items, m.state) for m in messages(desk)] == [(2, "skipped"), (1, "sent")]


def test_a_message_given_up_is_seen_to_have_failed(desk: Desk) -> None:
    message = send(desk, Outbox(NotSent(Fault.BUSY, retry=True)))
    with desk.db.write() as session:
        bury(session, TaskKind.SEND, f"message:{message.id}")
    assert messages(desk, "received")[0].state == "failed"
    assert {"stuck", "call_office"} <= set(todos(desk))


def test_sending_is_tried_for_twenty_minutes(desk: Desk) -> None:
    send(desk, Outbox(NotSent(Fault.BUSY, retry=True)))
    with desk.db.read() as session:
        task = session.scalars(select(Task).where(Task.state == TaskState.READY)).one()
    assert sum(min(2**attempt, 300) for attempt in range(1, task.max_attempts)) > 20 * 60


def test_every_sending_is_in_the_audit_trail(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, LACKING)
    assert actions(desk, f"case:{case.id}").count("told") == 2


def test_a_closed_case_asks_nothing(desk: Desk) -> None:
    enrol(desk)
    bring(desk, LACKING, outbox=Outbox(*[NotSent(Fault.BUSY, retry=True)] * 2))
    with desk.db.write() as session:
        session.scalars(select(Case)).one().state = "closed"
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)
    work_off(desk)
    assert [message.state for message in messages(desk)] == ["skipped"]
