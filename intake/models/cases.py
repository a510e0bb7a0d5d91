"""The case: its state, its values, its findings, and what was answered and decided."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.models.base import Base, Data, DataList, Instant, Key, now
from intake.models.receiving import Paper, Receipt


class CaseState(StrEnum):
    """Where a case stands. The names are fixed: `casefax status` prints them."""

    NEW = "new"
    CLERK = "clerk"
    WAITING_ON_PROVIDER = "waiting_on_provider"
    REVIEW = "review"
    DECISION = "decision"
    CARRYING_OUT = "carrying_out"
    CLOSED = "closed"


class Case(Base):
    """One request about one member, from its first paper to its last letter."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("receipt_id", "number"),
        Index("ix_cases_queue", "state", "queue", "urgent", "received_on"),
        Index("ix_cases_member_cin", "member_cin"),
    )

    id: Mapped[Key]
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"))
    number: Mapped[int]
    """Counts the cases of one receipt from 1; the last part of `reference`."""
    reference: Mapped[str] = mapped_column(unique=True)
    doc_type: Mapped[str]
    definition: Mapped[str]
    """`type/version`, fixed when the case opens."""
    lifecycle: Mapped[str]
    state: Mapped[str] = mapped_column(default=CaseState.NEW)
    outcome: Mapped[str] = mapped_column(default="")
    received_on: Mapped[dt.date]
    opened_at: Mapped[Instant] = mapped_column(default=now)
    closed_at: Mapped[Instant | None]
    queue: Mapped[str] = mapped_column(default="")
    priority: Mapped[str] = mapped_column(default="normal")
    urgent: Mapped[bool] = mapped_column(default=False)
    plan: Mapped[str] = mapped_column(default="")
    """Key of the plan profile, from the member's county on `received_on`; empty while unknown."""
    member_cin: Mapped[str] = mapped_column(default="")
    member_name: Mapped[str] = mapped_column(default="")
    provider_npi: Mapped[str] = mapped_column(default="")
    provider_name: Mapped[str] = mapped_column(default="")
    identity_confirmed: Mapped[bool] = mapped_column(default=False)
    """A person said that this is the roster's member, or that the roster does not know the member."""
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with every change, so that two people never overwrite each other."""

    __mapper_args__ = {"version_id_col": version}

    receipt: Mapped[Receipt] = relationship(foreign_keys=[receipt_id])
    papers: Mapped[list[Paper]] = relationship(foreign_keys="Paper.case_id", order_by="Paper.id")
    values: Mapped[list[FieldValue]] = relationship(order_by="FieldValue.id")
    findings: Mapped[list[CaseFinding]] = relationship(order_by="CaseFinding.id")
    review: Mapped[Review | None] = relationship()
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.id")

    @property
    def is_open(self) -> bool:
        return self.state != CaseState.CLOSED


class FieldValue(Base):
    """One version of one field's value. Rows are added, never changed: the record keeps them all."""

    __tablename__ = "field_value"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    field: Mapped[str]
    data: Mapped[Data]
    """`forms.values.Value.as_json()`."""
    actor: Mapped[str]
    """`machine`, `provider`, or a user's e-mail."""
    at: Mapped[Instant] = mapped_column(default=now)


class FindingState(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    RESOLVED = "resolved"
    NOT_AVAILABLE = "not_available"
    WAIVED = "waived"


class CaseFinding(Base):
    """A finding of the latest check, or one that an answer, a reason or a waiver has ended."""

    __tablename__ = "case_finding"
    __table_args__ = (UniqueConstraint("case_id", "code", "severity"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    code: Mapped[str]
    severity: Mapped[str]
    fields: Mapped[DataList]
    prompt: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=FindingState.OPEN)
    reason: Mapped[str] = mapped_column(default="")
    """Why the provider does not have it, or why a reviewer waived it."""
    asked_at: Mapped[Instant | None]
    found_at: Mapped[Instant] = mapped_column(default=now)
    ended_at: Mapped[Instant | None]


class Review(Base):
    """What a reviewer recorded: the member's version or the attempts, and the two guard questions."""

    __tablename__ = "review"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    member_version: Mapped[str] = mapped_column(default="")
    member_contacted_on: Mapped[dt.date | None]
    member_contacted_how: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    failed_attempts: Mapped[str] = mapped_column(default="")
    """Dated attempts, where the member could not be reached."""
    complaint_open: Mapped[str] = mapped_column(default="")
    """`yes`, `no`: is a complaint of this member about this provider open (procedures, section 7)?"""
    complaint_source: Mapped[str] = mapped_column(default="")
    special_needs: Mapped[str] = mapped_column(default="")
    """`yes`, `no`: does the behaviour come from special needs or a change of health (42 CFR 438.56(b)(2))?"""
    special_needs_source: Mapped[str] = mapped_column(default="")
    recommendation: Mapped[str] = mapped_column(default="")
    reviewer: Mapped[str] = mapped_column(default="")
    forwarded_at: Mapped[Instant | None]


class Decision(Base):
    """A decision that a person took. One that was sent is only superseded, never changed."""

    __tablename__ = "decision"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    outcome: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_on: Mapped[dt.date]
    processed_on: Mapped[dt.date | None]
    effective_on: Mapped[dt.date | None]
    letter_sha256: Mapped[str] = mapped_column(default="")
