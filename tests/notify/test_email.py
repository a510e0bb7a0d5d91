"""E-mail through a real server on loopback."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notify.email import EmailSender, SmtpSettings, Tls
from notify.messages import Attachment, Channel, Fault, NotSent, Outgoing
from tests.notify.conftest import Writes
from tests.notify.mail_server import (
    HANG,
    HANG_UP,
    PASSWORD,
    USER,
    Mailbox,
    accepts_our_user,
    certificate,
    mail_server,
)

Opens = Callable[..., int]


@pytest.fixture
def opened() -> Iterator[Opens]:
    """Starts a server for a mailbox and gives its port; all stop at the end."""
    servers = []

    def start(mailbox: Mailbox, **more: Any) -> int:
        server = mail_server(mailbox, **more)
        server.start()
        servers.append(server)
        return int(server.port)

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def mail(message: Writes) -> Writes:
    def write(**differs: object) -> Outgoing:
        return message(**{"channel": Channel.EMAIL, "to": "front@office.example.org", **differs})

    return write


def sender(port: int, *, context: ssl.SSLContext | None = None, **differs: Any) -> EmailSender:
    usual = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "desk@plan.example.org",
        "sender_name": "Plan: Provider “Services”",
        "reply_to": "answers@plan.example.org",
        "timeout": 1.0,
    }
    return EmailSender(SmtpSettings(**{**usual, **differs}), context=context)


def fault_of(mails: EmailSender, message: Outgoing) -> NotSent:
    with pytest.raises(NotSent) as caught:
        mails.send(message)
    return caught.value


def test_an_office_gets_plain_words_html_and_the_letter(opened: Opens, mail: Writes) -> None:
    box = Mailbox()
    letter = Attachment("letter.pdf", "application/pdf", b"%PDF-1.7")
    outcome = sender(opened(box)).send(mail(subject="Für CF", html="<p>Two items</p>", attachments=(letter,)))
    (got,) = box.mails
    assert outcome.provider_id == got["Message-ID"] == "<41@plan.example.org>"
    assert (got["Subject"], got["To"]) == ("Für CF", "front@office.example.org")
    assert got["From"].addresses[0].display_name == "Plan: Provider “Services”"
    assert got["Reply-To"] == "answers+CF-7F3K-22Q-1@plan.example.org"
    assert got.get_body(("plain",)).get_content().strip() == "Request CF-7F3K-22Q-1 needs 2 more items."  # type: ignore[union-attr]
    assert [part.get_filename() for part in got.iter_attachments()] == ["letter.pdf"]


@pytest.mark.parametrize(
    "hostile",
    [
        "x\r\nBcc: q@z.example",
        "x\nBcc: q@z.example",
        "x\rBcc: q@z.example",
        "x\u2028Bcc: q",
        "x\x00\x0b\x85Bcc: q",
    ],
)
@pytest.mark.parametrize("where", ["subject", "name"])
def test_nobody_can_add_a_header(opened: Opens, mail: Writes, hostile: str, where: str) -> None:
    box = Mailbox()
    pdf = Attachment(hostile if where == "name" else "letter.pdf", "application/pdf", b"")
    sender(opened(box)).send(mail(subject=hostile if where == "subject" else "Hello", attachments=(pdf,)))
    (got,) = box.mails
    assert "Bcc" not in got
    assert not [part for part in got.walk() if "Bcc" in part]
    assert b"\nBcc" not in box.raw[0]


def test_a_lone_dot_and_a_long_line_arrive_as_they_were(opened: Opens, mail: Writes) -> None:
    box = Mailbox()
    text = "one\n.\ntwo " + "x" * 2000 + "\n"
    sender(opened(box)).send(mail(text=text))
    assert box.mails[0].get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    "to",
    ["", "front", "a@b", "a b@office.example.org", "a@office.example.org\r\nX: y", "ü@office.example.org"],
)
def test_what_is_no_address_is_refused_before_anybody_is_called(mail: Writes, to: str) -> None:
    error = fault_of(sender(1), mail(to=to))
    assert (error.code, error.permanent) == (Fault.BAD_ADDRESS, True)


@pytest.mark.parametrize(
    ("says", "fault", "then"),
    [
        ({"MAIL": "451 later"}, Fault.BUSY, "retry"),
        ({"MAIL": "550 not you"}, Fault.SETUP, "give up"),
        ({"RCPT": "450 greylisted"}, Fault.BUSY, "retry"),
        ({"RCPT": "550 no such user front@office.example.org"}, Fault.BAD_ADDRESS, "give up"),
        ({"RCPT": "421 closing"}, Fault.BUSY, "retry"),
        ({"DATA": "452 full"}, Fault.BUSY, "retry"),
        ({"DATA": "554 looks like spam"}, Fault.BLOCKED, "give up"),
        ({"DATA": HANG_UP}, Fault.UNKNOWN, "wait"),
        ({"DATA": HANG}, Fault.UNKNOWN, "wait"),
    ],
)
def test_each_answer_of_the_relay_has_its_consequence(
    opened: Opens, mail: Writes, says: dict[str, str], fault: Fault, then: str
) -> None:
    error = fault_of(sender(opened(Mailbox(says))), mail())
    assert error.code is fault
    assert (error.permanent, error.retry, error.unknown) == (
        then == "give up",
        then == "retry",
        then == "wait",
    )
    assert "office.example" not in str(error) + error.says
    assert error.__suppress_context__ or error.__context__ is None


def test_a_relay_that_is_down_is_tried_again(opened: Opens, mail: Writes) -> None:
    error = fault_of(sender(1), mail())
    assert (error.code, error.retry) == (Fault.UNREACHABLE, True)


def test_the_desk_signs_in_over_tls_only(opened: Opens, mail: Writes, tmp_path: Path) -> None:
    box, pem = Mailbox(), certificate(tmp_path)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(pem)
    port = opened(
        box, tls_context=server, require_starttls=True, authenticator=accepts_our_user, auth_required=True
    )
    trusting = ssl.create_default_context(cafile=str(pem))
    login: dict[str, Any] = {"tls": Tls.STARTTLS, "user": USER, "password": PASSWORD}
    sender(port, context=trusting, **login).send(mail())
    assert len(box.mails) == 1
    assert (
        fault_of(sender(port, context=trusting, **{**login, "password": "stale"}), mail()).code is Fault.SETUP
    )
    assert fault_of(sender(port, **login), mail()).alarm  # nobody we trust signed its certificate
    assert fault_of(sender(port, user=USER, password=PASSWORD), mail()).alarm  # would be in the clear
    assert len(box.mails) == 1


def test_a_relay_that_speaks_tls_from_the_start(opened: Opens, mail: Writes, tmp_path: Path) -> None:
    box, pem = Mailbox(), certificate(tmp_path)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(pem)
    port = opened(box, ssl_context=server)
    sender(port, tls=Tls.TLS, context=ssl.create_default_context(cafile=str(pem))).send(mail())
    assert len(box.mails) == 1


def test_a_relay_without_tls_gets_nothing_that_wants_it(opened: Opens, mail: Writes) -> None:
    box = Mailbox()
    assert fault_of(sender(opened(box), tls=Tls.STARTTLS), mail()).code is Fault.SETUP
    assert box.mails == []
