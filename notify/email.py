"""E-mail by the plan's own relay."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from notify.messages import Attachment, Fault, NotSent, Outcome, Outgoing, Sent

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Tls(StrEnum):
    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The relay. `sender` is the address in From, `sender_name` its words.

    `reply_to` is the mailbox that takes answers: `desk@plan.example` becomes
    `desk+TAG@plan.example`. Without a user nobody signs in.
    """

    host: str
    sender: str
    port: int = 25
    tls: Tls = Tls.NONE
    user: str = ""
    password: str = field(default="", repr=False)
    sender_name: str = ""
    reply_to: str = ""
    timeout: float = 20.0


class EmailSender:
    """Sends mail to one recipient at a time.

    `context` holds the trusted certificates (the system's by default).
    """

    may_repeat = False

    def __init__(self, settings: SmtpSettings, *, context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._context = context or ssl.create_default_context()

    def send(self, message: Outgoing) -> Outcome:
        """Hand one message to the relay; returns our Message-ID. Raises NotSent."""
        to = checked_address(message.to)
        mail = as_email(message, to=to, settings=self._settings)
        with self._relay() as relay:
            _envelope(relay, self._settings.sender, to)
            _data(relay, mail.as_bytes(policy=SMTP))
        return Outcome(Sent.SENT, mail["Message-ID"])

    @contextmanager
    def _relay(self) -> Iterator[smtplib.SMTP]:
        """A relay that is ready for mail; until it is, every fault means that nothing was sent."""
        with _before_data():
            relay = self._connected()
        try:
            with _before_data():
                self._introduce(relay)
            yield relay
        finally:
            _hang_up(relay)

    def _connected(self) -> smtplib.SMTP:
        s = self._settings
        if s.tls is Tls.TLS:
            return smtplib.SMTP_SSL(s.host, s.port, timeout=s.timeout, context=self._context)
        return smtplib.SMTP(s.host, s.port, timeout=s.timeout)

    def _introduce(self, relay: smtplib.SMTP) -> None:
        relay.ehlo_or_helo_if_needed()
        if self._settings.tls is Tls.STARTTLS:
            relay.starttls(context=self._context)
            relay.ehlo()
        if self._settings.user:
            relay.login(self._settings.user, self._settings.password)


def checked_address(address: str) -> str:
    """The address in its plain form; no look-up leaves the machine. Raises NotSent."""
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotSent(Fault.BAD_ADDRESS) from None  # its text repeats the address
    if found.ascii_email is None:
        raise NotSent(Fault.BAD_ADDRESS)
    return found.ascii_email


def as_email(message: Outgoing, *, to: str, settings: SmtpSettings) -> EmailMessage:
    """The message as mail. Header values lose every control character, so that none can add a header."""
    mail = EmailMessage(policy=SMTP)
    sender = Address(one_line(settings.sender_name), addr_spec=settings.sender)
    mail["From"], mail["To"], mail["Subject"] = sender, to, one_line(message.subject)
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = f"<{message.id}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # keeps holiday answers away
    if settings.reply_to:
        mail["Reply-To"] = _tagged(settings.reply_to, message.reply_tag)
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    for attachment in message.attachments:
        _attach(mail, attachment)
    return mail


def one_line(text: str) -> str:
    """The text without line ends and other control characters."""
    return _CONTROL.sub(" ", text).strip()


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    kind, _, subtype = attachment.mime.partition("/")
    mail.add_attachment(attachment.data, maintype=kind, subtype=subtype, filename=one_line(attachment.name))


def _tagged(address: str, tag: str) -> str:
    box, _, domain = address.rpartition("@")
    return f"{box}+{tag}@{domain}" if tag else address


def _envelope(relay: smtplib.SMTP, sender: str, to: str) -> None:
    with _before_data():
        _expect(relay.mail(sender), Fault.SETUP)
        _expect(relay.rcpt(to), Fault.BAD_ADDRESS)


def _data(relay: smtplib.SMTP, mail: bytes) -> None:
    """Past this point only the relay's own word tells whether it took the mail."""
    try:
        _expect(relay.data(mail), Fault.BLOCKED)
    except smtplib.SMTPDataError as refused:
        raise _refusal(refused.smtp_code, Fault.BLOCKED) from None
    except (smtplib.SMTPException, OSError):
        raise NotSent(Fault.UNKNOWN) from None


def _expect(reply: tuple[int, bytes], fault: Fault) -> None:
    """A 2xx, or NotSent: 4xx is temporary, 5xx is `fault`."""
    if not 200 <= reply[0] < 300:
        raise _refusal(reply[0], fault)


def _refusal(code: int, fault: Fault) -> NotSent:
    if 400 <= code < 500:
        return NotSent(Fault.BUSY, retry=True, vendor_code=str(code))
    return NotSent(fault, alarm=fault is Fault.SETUP, vendor_code=str(code))


@contextmanager
def _before_data() -> Iterator[None]:
    """Errors here are certain: nothing was sent. Their texts may hold addresses, so none is passed on."""
    try:
        yield
    except smtplib.SMTPResponseException as refused:
        raise _refusal(refused.smtp_code, Fault.SETUP) from None
    except (smtplib.SMTPNotSupportedError, ssl.SSLError):
        raise NotSent(Fault.SETUP, alarm=True) from None
    except (smtplib.SMTPException, OSError):
        raise NotSent(Fault.UNREACHABLE, retry=True) from None


def _hang_up(relay: smtplib.SMTP) -> None:
    try:
        relay.quit()
    except (smtplib.SMTPException, OSError):
        relay.close()  # the mail is taken or refused by now; a rude goodbye changes nothing
