"""The default way out: a folder of readable messages, sent to nobody."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path

from notify.email import SmtpSettings, as_email, one_line
from notify.messages import Attachment, Channel, Outcome, Outgoing, Sent

_READABLE = default.clone(utf8=True, cte_type="8bit", max_line_length=0)
_MESSAGE = "message.txt"


@dataclass(frozen=True, slots=True)
class Held:
    """A message in the folder, as its page shows it.

    `id` is its place, the `provider_id` of its outcome; `attachments` are files beside it.
    """

    id: str
    channel: Channel
    event: str
    to: str
    subject: str
    text: str
    attachments: tuple[Path, ...]


class FolderSender:
    """Writes each message into a folder of its own: `message.txt`, attachments, `message.eml` for mail."""

    may_repeat = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Outgoing) -> Outcome:
        """Hold the message: all of it appears at once, a second time changes nothing. Raises OSError."""
        files = dict(_files(message))
        place = self._folder / f"{message.id}-{sha256(files[_MESSAGE]).hexdigest()[:8]}"
        if not place.exists():
            self._write(files, place)
        return Outcome(Sent.HELD, place.name)

    def _write(self, files: Mapping[str, bytes], place: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = Path(tempfile.mkdtemp(prefix=".", dir=self._folder))
        try:
            for name, data in files.items():
                _write_through(draft / name, data)
            draft.rename(place)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not place.exists():  # else the same message was written by another run meanwhile
                raise


def held(folder: Path) -> Iterator[Held]:
    """The messages in the folder, newest first."""
    places = [p for p in folder.glob("[!.]*") if (p / _MESSAGE).is_file()]
    return map(_read, sorted(places, key=lambda p: p.stat().st_mtime_ns, reverse=True))


def _files(message: Outgoing) -> Iterator[tuple[str, bytes]]:
    yield _MESSAGE, _readable(message).as_bytes(policy=_READABLE)
    if message.channel is Channel.EMAIL:
        nobody = SmtpSettings(host="", sender="casefax@localhost", reply_to="casefax@localhost")
        yield "message.eml", as_email(message, to=one_line(message.to), settings=nobody).as_bytes()
    for attachment in message.attachments:
        yield _file_name(attachment), attachment.data


def _readable(message: Outgoing) -> EmailMessage:
    paper = EmailMessage(policy=_READABLE)
    paper["Channel"], paper["Event"] = message.channel, message.event
    paper["To"], paper["Subject"] = one_line(message.to), one_line(message.subject)
    paper.set_content(message.text, cte="8bit")
    return paper


def _read(place: Path) -> Held:
    paper = message_from_bytes((place / _MESSAGE).read_bytes(), policy=_READABLE)
    beside = sorted(p for p in place.iterdir() if p.name not in {_MESSAGE, "message.eml"})
    return Held(
        id=place.name,
        channel=Channel(paper["Channel"]),
        event=paper["Event"],
        to=paper["To"],
        subject=paper["Subject"] or "",
        text=paper.get_content(),
        attachments=tuple(beside),
    )


def _file_name(attachment: Attachment) -> str:
    """The last part of its name, never one of ours or a hidden one."""
    name = one_line(attachment.name).replace("\\", "/").rpartition("/")[2].lstrip(".")
    return f"attached-{name}" if not name or name.startswith("message.") else name


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
