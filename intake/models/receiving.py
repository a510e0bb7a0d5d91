"""What came in: receipts, documents (files), their pages, and the papers found on them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.models.base import Base, Data, DataList, Instant, Key, now


class Channel(StrEnum):
    """How a paper reached us."""

    UPLOAD = "upload"
    FOLDER = "folder"
    COMMAND = "command"
    ANSWER = "answer"


class DocumentState(StrEnum):
    """Where a document stands. The names are fixed: `casefax status` prints them."""

    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    FAILED = "failed"
    SET_ASIDE = "set_aside"


class Receipt(Base):
    """One delivery: who sent which files, when, and how to reach them. Told back as `reference`."""

    __tablename__ = "receipt"

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    received_at: Mapped[Instant] = mapped_column(default=now)
    received_on: Mapped[dt.date]
    """The plan's local date of receipt, frozen: every clock and every 'within' counts from it."""
    sender: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    consent_to_texts: Mapped[bool] = mapped_column(default=False)
    answers_case_id: Mapped[int | None] = mapped_column(index=True)
    """The case whose link brought this delivery in. No foreign key: cases refer to receipts already."""

    items: Mapped[list[ReceiptItem]] = relationship(back_populates="receipt", order_by="ReceiptItem.id")


class ReceiptItem(Base):
    """One file of a receipt. The same bytes sent twice are one document, and both receipts say so."""

    __tablename__ = "receipt_item"

    id: Mapped[Key]
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    duplicate: Mapped[bool] = mapped_column(default=False)
    answers_code: Mapped[str] = mapped_column(default="")
    """The missing element this file was sent for, when it came through an answer page."""

    receipt: Mapped[Receipt] = relationship(back_populates="items")
    document: Mapped[Document] = relationship(back_populates="items")


class Document(Base):
    """One file, by the SHA-256 of its bytes."""

    __tablename__ = "document"

    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default=DocumentState.RECEIVED, index=True)
    fault: Mapped[str] = mapped_column(default="")
    """Code of what is wrong with a document that is failed or set aside."""
    says: Mapped[str] = mapped_column(default="")
    """The same as a sentence that tells the sender what to do."""
    page_count: Mapped[int | None]
    received_at: Mapped[Instant] = mapped_column(default=now)
    read_at: Mapped[Instant | None]

    items: Mapped[list[ReceiptItem]] = relationship(back_populates="document", order_by="ReceiptItem.id")
    pages: Mapped[list[Page]] = relationship(back_populates="document", order_by="Page.number")
    papers: Mapped[list[Paper]] = relationship(back_populates="document", order_by="Paper.id")

    @property
    def first_receipt(self) -> Receipt:
        """The delivery that brought these bytes first."""
        return self.items[0].receipt


class Page(Base):
    """The reading of one page. A page that has a row is never read again."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    reading: Mapped[Data]
    """`ocr.page.PageReading.as_json()`, or an `error` object for a page that could not be read."""
    picture: Mapped[str] = mapped_column(default="")
    """SHA-256 of the upright page's PNG in the file store."""
    seconds: Mapped[float] = mapped_column(default=0.0)

    document: Mapped[Document] = relationship(back_populates="pages")


class PaperState(StrEnum):
    """Whether a paper has found its case."""

    JOINED = "joined"
    UNMATCHED = "unmatched"
    ASKED = "asked"
    """A clerk is asked whether it belongs to `candidate_case_id`."""
    DISPOSED = "disposed"
    """Not ours: a clerk said what became of it."""


class Paper(Base):
    """A run of pages of one document that is one paper of one type."""

    __tablename__ = "paper"
    __table_args__ = (Index("ix_paper_state", "state"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    candidate_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    state: Mapped[str] = mapped_column(default=PaperState.UNMATCHED)
    doc_type: Mapped[str]
    definition: Mapped[str]
    confidence: Mapped[float]
    page_numbers: Mapped[DataList]
    fields: Mapped[Data]
    """What was read, field -> `forms.values.Value.as_json()`: kept as read, whatever happens to the case."""
    flags: Mapped[DataList]
    warnings: Mapped[DataList]
    disposition: Mapped[str] = mapped_column(default="")

    document: Mapped[Document] = relationship(back_populates="papers")

    def field(self, name: str) -> Any:
        """The plain value read for a field, or None."""
        return (self.fields.get(name) or {}).get("value")
