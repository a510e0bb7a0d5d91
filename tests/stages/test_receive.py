"""Papers are on disk before anybody hears that they were received."""

from __future__ import annotations

import errno
import hashlib
import io
from typing import BinaryIO

import pytest
from sqlalchemy import func, select

from intake.desk import Desk
from intake.errors import Refused
from intake.files import Folder
from intake.models import Document, Receipt, ReceiptItem, Task
from intake.receive import Delivery, take_in
from intake.references import find_references
from tests.desk import send_in
from tests.stages.cases import ANA, actions, todos

PDF = b"%PDF-1.7 a letter"


class FullDisk(Folder):
    """A folder on a disk that has no room."""

    def put(self, data: BinaryIO) -> tuple[str, int]:
        raise OSError(errno.ENOSPC, "No space left on device")


def documents(desk: Desk) -> list[Document]:
    with desk.db.read() as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def items(desk: Desk) -> list[ReceiptItem]:
    with desk.db.read() as session:
        return list(session.scalars(select(ReceiptItem).order_by(ReceiptItem.id)))


def count(desk: Desk, model: type) -> int:
    with desk.db.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_paper_is_kept_by_its_bytes_and_waits_to_be_read(any_desk: Desk) -> None:
    send_in(any_desk, PDF)
    [document] = documents(any_desk)
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert any_desk.files.open_local(document.sha256).read_bytes() == PDF
    assert (document.state, count(any_desk, Task)) == ("received", 1)


def test_the_bytes_are_on_disk_before_there_is_a_receipt(desk: Desk) -> None:
    seen: list[int] = []

    class Watched(Folder):
        def put(self, data: BinaryIO) -> tuple[str, int]:
            seen.append(count(desk, Receipt))
            return super().put(data)

    object.__setattr__(desk, "files", Watched(desk.settings.home / "files"))
    send_in(desk, PDF)
    assert seen == [0] and count(desk, Receipt) == 1


def test_nothing_is_received_when_the_disk_is_full(any_desk: Desk) -> None:
    object.__setattr__(any_desk, "files", FullDisk(any_desk.settings.home / "files"))
    with pytest.raises(OSError, match="No space"):
        send_in(any_desk, PDF)
    assert (count(any_desk, Receipt), count(any_desk, Document), count(any_desk, Task)) == (0, 0, 0)


def test_a_write_that_breaks_off_leaves_no_half_file(desk: Desk) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "unplugged")

    with pytest.raises(OSError, match="unplugged"):
        desk.files.put(Broken())
    assert [path for path in (desk.settings.home / "files").rglob("*") if path.is_file()] == []


def test_the_same_bytes_sent_twice_are_one_document_and_both_receipts_say_so(any_desk: Desk) -> None:
    first, second = send_in(any_desk, PDF), send_in(any_desk, PDF)
    assert len(documents(any_desk)) == 1 and count(any_desk, Task) == 1
    assert [(item.receipt_id, item.duplicate) for item in items(any_desk)] == [
        (first.id, False),
        (second.id, True),
    ]


def test_the_same_file_twice_in_one_sending_is_one_document(desk: Desk) -> None:
    send_in(desk, PDF, PDF)
    assert [item.duplicate for item in items(desk)] == [False, True]


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"", "empty"), (b"MZ a program", "unknown_type"), (b"%PDF" + bytes(2**20), "too_large")],
)
def test_what_cannot_be_read_is_kept_and_put_before_a_clerk(desk: Desk, data: bytes, fault: str) -> None:
    settings = desk.settings.model_copy(update={"max_upload_mb": 1})
    object.__setattr__(desk, "settings", settings)
    send_in(desk, data)
    [document] = documents(desk)
    assert (document.state, document.fault) == ("set_aside", fault)
    assert "Please" in document.says and todos(desk) == ["set_aside"]
    assert desk.files.open_local(document.sha256).read_bytes() == data
    assert count(desk, Task) == 0


def test_a_bad_file_does_not_keep_a_good_one_out(desk: Desk) -> None:
    send_in(desk, b"", PDF)
    assert [document.state for document in documents(desk)] == ["set_aside", "received"]


def test_a_sending_without_a_file_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="at least one file"):
        take_in(desk, Delivery(channel="upload", files=[]))
    assert count(desk, Receipt) == 0


def test_the_reference_can_be_read_back_and_tells_nothing(desk: Desk) -> None:
    receipt = send_in(desk, PDF, sender="Ana Sample", phone="2135550101")
    assert find_references(f"re: {receipt.reference.lower()} thanks") == [receipt.reference]
    assert len({send_in(desk, PDF).reference for _ in range(20)}) == 20
    assert ANA[:4] not in receipt.reference


@pytest.mark.parametrize("printed", ["CF-7F3K-22Q-1", "CF 7F3K - 22Q - 1", "CF7F3K-22Q-1", "cf-7f3k-22q-1"])
def test_a_reference_is_found_as_faxes_garble_it(printed: str) -> None:
    assert find_references(f"Your {printed}, as told.") == ["CF-7F3K-22Q-1"]


def test_the_day_of_receipt_is_the_plans_own_day(desk: Desk, clock: object) -> None:
    clock.at = clock.at.replace(
        hour=5
    )  # five in the morning in Greenwich is the evening before in California
    receipt = send_in(desk, PDF)
    assert receipt.received_on.isoformat() == "2026-06-19"


def test_a_receipt_is_in_the_audit_trail(desk: Desk) -> None:
    receipt = send_in(desk, PDF)
    assert actions(desk, f"receipt:{receipt.id}") == ["received"]
