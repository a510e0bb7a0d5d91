"""The audit trail: append-only rows, written with the change they tell of, sealed into a hash chain after."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from intake.models.base import Base, Data, Instant, Key, now


class AuditRow(Base):
    """Who did or saw what, and when. `detail` holds ids, codes and field names; values stay elsewhere."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject"),)

    id: Mapped[Key]
    at: Mapped[Instant] = mapped_column(default=now)
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    """What it is about: `case:4`, `document:17`, `user:2`."""
    detail: Mapped[Data]


class AuditSeal(Base):
    """The hash chain over the audit, one row per audit row, written by the dispatcher within a minute.

    Chaining inside every transaction would serialise the whole site.
    """

    __tablename__ = "audit_seal"

    number: Mapped[Key]
    audit_id: Mapped[int] = mapped_column(unique=True)
    chain: Mapped[str]
    """SHA-256 over the previous row's `chain` and this audit row's canonical JSON."""
