"""What leaves the building: messages, letters, and the secret links in them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.models.base import Base, Instant, Key, now


class MessageState(StrEnum):
    """Where a message stands. The names are fixed: `casefax status` prints them."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"
    SKIPPED = "skipped"


class Message(Base):
    """One message to one recipient for one cause. The row is written before anything is sent."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_state", "state"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    event: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    """Case, event, set of open findings, channel and recipient: the same cause never sends twice."""
    open_items: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=MessageState.QUEUED)
    attempt: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    letter_sha256: Mapped[str] = mapped_column(default="")
    """The exact bytes of the letter that went with it."""
    created_at: Mapped[Instant] = mapped_column(default=now)
    sent_at: Mapped[Instant | None]
    delivered_at: Mapped[Instant | None]


class LinkPurpose(StrEnum):
    """What a secret link opens."""

    ANSWER = "answer"
    RECEIPT = "receipt"


class Link(Base):
    """A secret link. Its token is derived from the secret key and `nonce`; only its hash is kept here."""

    __tablename__ = "link"

    id: Mapped[Key]
    purpose: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), index=True)
    nonce: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Instant] = mapped_column(default=now)
    closed_at: Mapped[Instant | None]
