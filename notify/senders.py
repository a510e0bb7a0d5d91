"""Which way each channel goes: a vendor where one is set up, else the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from notify.email import EmailSender, SmtpSettings
from notify.folder import FolderSender
from notify.messages import Channel, Outcome, Outgoing
from notify.sms import SmsSender, TwilioSettings


class Sender(Protocol):
    """`may_repeat`: the same message twice does no harm, so a run that broke off may simply send again."""

    may_repeat: bool

    def send(self, message: Outgoing) -> Outcome:
        """Deliver or hold the message. Raises NotSent."""


def build_senders(
    *, folder: Path, twilio: TwilioSettings | None = None, smtp: SmtpSettings | None = None
) -> dict[Channel, Sender]:
    """A sender for every channel. There is no fax provider yet: faxes are held in the folder."""
    hold = FolderSender(folder)
    return {
        Channel.SMS: SmsSender(twilio) if twilio else hold,
        Channel.EMAIL: EmailSender(smtp) if smtp else hold,
        Channel.FAX: hold,
    }
