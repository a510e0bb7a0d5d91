"""Messages that are held in a folder, because nothing is set up to send them."""

from __future__ import annotations

from pathlib import Path

import pytest

from notify.folder import FolderSender, held
from notify.messages import Attachment, Channel, Outgoing, Sent
from notify.senders import build_senders
from notify.sms import SmsSender, TwilioSettings
from tests.notify.conftest import Writes

LETTER = Attachment("letter.pdf", "application/pdf", b"%PDF-1.7")


def test_a_held_message_can_be_read_with_any_editor(tmp_path: Path, message: Writes) -> None:
    outcome = FolderSender(tmp_path / "outbox").send(
        message(text="Ein Größeres – déjà vu", attachments=(LETTER,))
    )
    place = tmp_path / "outbox" / (outcome.provider_id or "")
    told = (place / "message.txt").read_text("utf-8")
    assert outcome.state is Sent.HELD
    assert "To: +12095550123" in told
    assert "Ein Größeres – déjà vu" in told
    assert (place / "letter.pdf").read_bytes() == b"%PDF-1.7"


def test_the_page_of_held_messages_shows_them_newest_first(tmp_path: Path, message: Writes) -> None:
    sender = FolderSender(tmp_path)
    sender.send(message(id="1"))
    sender.send(
        message(id="2", channel=Channel.EMAIL, to="a@b.example.org", text="x" * 500 + "\n", html="<p>x</p>")
    )
    newest, oldest = held(tmp_path)
    assert (newest.channel, newest.to, newest.text) == (Channel.EMAIL, "a@b.example.org", "x" * 500 + "\n")
    assert (oldest.channel, oldest.event, oldest.subject) == (Channel.SMS, "more_needed", "Subject")
    assert [file.name for file in newest.attachments] == []
    assert (tmp_path / newest.id / "message.eml").exists()


def test_the_same_message_twice_is_held_once(tmp_path: Path, message: Writes) -> None:
    sender = FolderSender(tmp_path)
    first, again, other = (sender.send(message(text=text)) for text in ("one", "one", "two"))
    assert first == again != other
    assert len(list(held(tmp_path))) == 2


@pytest.mark.parametrize(
    "name", ["../../up.pdf", "..\\up.pdf", "/etc/up.pdf", ".up.pdf", "message.txt", "", "a\nb.pdf"]
)
def test_no_attachment_lands_outside_its_message_or_over_it(
    tmp_path: Path, message: Writes, name: str
) -> None:
    outcome = FolderSender(tmp_path / "out").send(
        message(attachments=(Attachment(name, "text/plain", b"x"),))
    )
    (one,) = held(tmp_path / "out")
    assert [file.parent.name for file in one.attachments] == [outcome.provider_id]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_full_disk_leaves_no_half_message(tmp_path: Path, message: Writes) -> None:
    broken = Attachment("x" * 300, "text/plain", b"")  # no file system takes such a name
    with pytest.raises(OSError, match="."):
        FolderSender(tmp_path).send(message(attachments=(broken,)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", ["../up", "a/b", "", "x" * 65, "a\nb"])
def test_a_message_id_is_plain(message: Writes, wrong: str) -> None:
    with pytest.raises(ValueError, match="id"):
        message(id=wrong)


def test_each_channel_goes_by_its_vendor_or_into_the_folder(tmp_path: Path) -> None:
    bare = build_senders(folder=tmp_path)
    twilio = TwilioSettings(account_sid="AC1", auth_token="t", from_number="+15005550006")
    assert {type(sender) for sender in bare.values()} == {FolderSender}
    assert set(bare) == set(Channel)
    assert isinstance(build_senders(folder=tmp_path, twilio=twilio)[Channel.SMS], SmsSender)


def test_held_messages_are_for_their_owner_only(tmp_path: Path, message: Writes) -> None:
    outgoing: Outgoing = message()
    FolderSender(tmp_path / "outbox").send(outgoing)
    assert (tmp_path / "outbox").stat().st_mode & 0o077 == 0
