"""The watched folder: what a fax server drops there is taken in once, whole, and only if it is a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import select

from intake.desk import Desk
from intake.files import Folder, reading
from intake.inbox import Inbox
from intake.models import Document, ReceiptItem

PDF = b"%PDF-1.7 a fax"


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    return Inbox(desk)


def drop(inbox: Inbox, name: str, data: bytes = PDF) -> Path:
    path = inbox.folder / name
    path.write_bytes(data)
    return path


def taken(inbox: Inbox) -> list[str]:
    """Names of the files that were received."""
    with inbox.desk.db.read() as session:
        return list(session.scalars(select(ReceiptItem.name).order_by(ReceiptItem.id)))


def scan(inbox: Inbox, times: int = 2) -> list[str]:
    for _ in range(times):
        inbox.scan()
    return taken(inbox)


def test_a_file_is_taken_once_and_leaves_the_folder(inbox: Inbox) -> None:
    path = drop(inbox, "fax.tif")
    assert scan(inbox, 4) == ["fax.tif"] and not path.exists()


def test_a_file_that_grows_is_left_alone_until_it_rests(inbox: Inbox) -> None:
    path = drop(inbox, "fax.tif")
    for _ in range(3):
        inbox.scan()
        path.write_bytes(path.read_bytes() + b"more")
    assert taken(inbox) == []
    assert scan(inbox) == ["fax.tif"]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/hostname")])
def test_what_is_no_plain_file_is_left_alone(inbox: Inbox, make: object) -> None:
    make(inbox.folder / "strange")
    assert scan(inbox, 3) == []
    assert os.path.lexists(inbox.folder / "strange")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/hostname")])
def test_what_is_put_in_the_place_of_a_file_is_not_opened(inbox: Inbox, make: object) -> None:
    make(inbox.folder / "strange")
    with pytest.raises(OSError), reading(inbox.folder / "strange"):
        pass


def test_a_file_that_is_still_hidden_is_left_alone(inbox: Inbox) -> None:
    drop(inbox, ".fax.tif.part")
    assert scan(inbox, 3) == []


def test_a_file_claimed_by_a_dispatcher_that_died_is_taken_after_the_restart(inbox: Inbox) -> None:
    (inbox.taking / "fax.tif").write_bytes(PDF)
    assert scan(Inbox(inbox.desk), 1) == ["fax.tif"]
    assert list(inbox.taking.iterdir()) == []


def test_a_file_received_just_before_the_death_is_no_second_document(inbox: Inbox) -> None:
    drop(inbox, "fax.tif")
    scan(inbox)
    (inbox.taking / "fax.tif").write_bytes(PDF)
    scan(Inbox(inbox.desk))
    with inbox.desk.db.read() as session:
        assert len(session.scalars(select(Document)).all()) == 1


class NoRoom(Folder):
    full = True

    def put(self, data: BinaryIO) -> tuple[str, int]:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        return super().put(data)


def test_faxes_of_one_name_that_come_while_the_disk_is_full_all_arrive(inbox: Inbox) -> None:
    files = NoRoom(inbox.desk.settings.home / "files")
    object.__setattr__(inbox.desk, "files", files)
    for number in range(2):
        drop(inbox, "fax.tif", PDF + bytes([number]))
        assert scan(inbox) == []
    waiting = list(inbox.folder.rglob("fax.tif"))
    files.full = False
    assert len(scan(inbox, 4)) == len(waiting) == 2


def test_an_empty_file_is_set_aside_and_not_lost(inbox: Inbox) -> None:
    drop(inbox, "fax.tif", b"")
    scan(inbox)
    with inbox.desk.db.read() as session:
        assert session.scalars(select(Document.state)).all() == ["set_aside"]
