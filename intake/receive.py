"""Take papers in: bytes on disk first, then one transaction, and only then "received"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake import audit
from intake.desk import Desk
from intake.errors import Refused
from intake.models import (
    Channel,
    Document,
    DocumentState,
    Receipt,
    ReceiptItem,
    TaskKind,
    TodoKind,
)
from intake.references import new_reference
from intake.tasks import add_task
from intake.todos import add_todo
from ocr.errors import SAYS, FileFault
from ocr.sniff import HEAD_BYTES, sniff

TRIES = 5


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file as it comes: its name there, and its bytes. `answers` is the element it was sent for."""

    name: str
    data: BinaryIO
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sending: files, how they came, and how to reach the sender."""

    channel: Channel
    files: Sequence[IncomingFile]
    sender: str = ""
    phone: str = ""
    email: str = ""
    fax: str = ""
    consent_to_texts: bool = False
    answers_case_id: int | None = None
    received_on: dt.date | None = None
    """Only where it is not today, as for mail scanned in later."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file that is on disk. `fault` is what can be said against it without parsing."""

    name: str
    sha256: str
    size: int
    fault: FileFault | None
    answers: str = field(default="")


def take_in(desk: Desk, delivery: Delivery) -> Receipt:
    """Keep every file, write receipt, documents and tasks in one transaction, and return the receipt.

    Raises Refused if the delivery holds no file at all. A file that cannot be used is
    kept all the same, set aside with a sentence, and shown to a clerk.
    """
    if not delivery.files:
        raise Refused("Please choose at least one file to send.")
    kept = [_keep(desk, file) for file in delivery.files]
    for tries_left in reversed(range(TRIES)):
        try:
            with desk.db.write() as session:
                return enter(desk, session, delivery, kept)
        except IntegrityError:  # the random reference, or the same bytes from elsewhere at this very moment
            if not tries_left:
                raise
    raise AssertionError("unreachable")


def enter(desk: Desk, session: Session, delivery: Delivery, kept: Sequence[_Kept]) -> Receipt:
    """Write the rows of a delivery whose bytes are on disk, in the caller's transaction."""
    receipt = Receipt(
        reference=new_reference(),
        channel=delivery.channel,
        received_at=desk.clock(),
        received_on=delivery.received_on or desk.today(),
        sender=delivery.sender,
        phone=delivery.phone,
        email=delivery.email,
        fax=delivery.fax,
        consent_to_texts=delivery.consent_to_texts,
        answers_case_id=delivery.answers_case_id,
    )
    session.add(receipt)
    session.flush()
    for file in kept:
        _enter_file(session, receipt, file)
    audit.record(
        session, audit.MACHINE, "received", f"receipt:{receipt.id}", channel=receipt.channel, files=len(kept)
    )
    return receipt


def keep_files(desk: Desk, files: Sequence[IncomingFile]) -> list[_Kept]:
    """Put files on disk ahead of a transaction that will `enter` them."""
    return [_keep(desk, file) for file in files]


def _keep(desk: Desk, file: IncomingFile) -> _Kept:
    head = _peek(file.data)
    sha256, size = desk.files.put(file.data)
    return _Kept(file.name, sha256, size, _fault_of(desk, head, size), file.answers)


def _peek(data: BinaryIO) -> bytes:
    head = data.read(HEAD_BYTES)
    data.seek(0)
    return head


def _fault_of(desk: Desk, head: bytes, size: int) -> FileFault | None:
    if not size:
        return FileFault.EMPTY
    if size > desk.settings.max_upload_mb * 2**20:
        return FileFault.TOO_LARGE
    return None if sniff(head) else FileFault.UNKNOWN_TYPE


def _enter_file(session: Session, receipt: Receipt, file: _Kept) -> None:
    """The row of one file: a new document with its task, or one more receipt for bytes that came before."""
    document = session.scalars(select(Document).where(Document.sha256 == file.sha256)).first()
    duplicate = document is not None
    if document is None:
        document = Document(sha256=file.sha256, size=file.size, state=DocumentState.RECEIVED)
        session.add(document)
        session.flush()
        if file.fault:
            set_aside(session, document, file.fault)
        else:
            add_task(session, TaskKind.READ, f"document:{document.id}")
    item = ReceiptItem(receipt_id=receipt.id, document_id=document.id, name=file.name, duplicate=duplicate)
    item.answers_code = file.answers
    session.add(item)
    if duplicate and document.state == DocumentState.READ:
        # What these bytes say is known; where they belong may be new (an answer page, say).
        add_task(session, TaskKind.ASSESS, f"document:{document.id}")


def set_aside(session: Session, document: Document, fault: FileFault) -> None:
    """Keep a document that cannot be read, say why, and put it before a clerk."""
    document.state = DocumentState.SET_ASIDE
    document.fault = fault
    document.says = SAYS[fault]
    add_todo(session, TodoKind.SET_ASIDE, f"document:{document.id}", document_id=document.id)
    audit.record(session, audit.MACHINE, "set_aside", f"document:{document.id}", fault=fault)
