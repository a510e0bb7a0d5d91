"""A real mail server on loopback that keeps what it took, and can be told to fail."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

USER, PASSWORD = "casefax", "a password of no account"
HANG_UP, HANG = "hang up", "hang"


class Mailbox:
    """An aiosmtpd handler. `says` maps a step (`MAIL`, `RCPT`, `DATA`) to the answer it gives there."""

    def __init__(self, says: Mapping[str, str] | None = None) -> None:
        self.says = dict(says or {})
        self.raw: list[bytes] = []

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.says.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.says.get("DATA", "250 OK")
        if answer == HANG:
            await asyncio.sleep(2)
        if answer == HANG_UP and server.transport:
            server.transport.close()
        if not answer.startswith(("4", "5")):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
        return answer if answer[0].isdigit() else "250 OK"


def mail_server(mailbox: Mailbox, **more: Any) -> Controller:
    """A server for `with`-less use: `.start()`, `.port`, `.stop()`; `more` goes to aiosmtpd."""
    return _FreePort(mailbox, hostname="127.0.0.1", port=0, **more)


def accepts_our_user(*asked: Any) -> AuthResult:
    login = asked[4]
    assert isinstance(login, LoginPassword)
    right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def certificate(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that lasts an hour."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    own = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + own.public_bytes(Encoding.PEM))
    return file


class _FreePort(Controller):
    """aiosmtpd connects to `port` to see whether it lives, so the free one must be known by then."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        socket.create_connection((self.hostname, self.port), 1).close()
