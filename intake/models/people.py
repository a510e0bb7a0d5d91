"""Users and roles of the desk, and the reference data: the member roster and the provider directory."""

from __future__ import annotations

import datetime as dt

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.models.base import Base, Key

user_roles = Table(
    "user_roles",
    Base.metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """clerk, reviewer, medical_director or admin."""

    __tablename__ = "role"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")


class User(Base, UserMixin):
    """A person who signs in to the desk."""

    __tablename__ = "users"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    """Changes to end all of the user's sessions."""

    roles: Mapped[list[Role]] = relationship(secondary=user_roles)  # type: ignore[assignment]


class Member(Base):
    """A row of the member roster, as imported."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_name", "last_name", "first_name"),)

    cin: Mapped[str] = mapped_column(primary_key=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    birth_date: Mapped[dt.date | None]
    county: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="active")
    active_from: Mapped[dt.date | None]
    active_to: Mapped[dt.date | None]
    provider_npi: Mapped[str] = mapped_column(default="")

    def is_active(self, on: dt.date) -> bool:
        """Whether the member was enrolled on that day."""
        started = self.active_from is None or self.active_from <= on
        ended = self.active_to is not None and self.active_to < on
        return self.status == "active" and started and not ended


class Office(Base):
    """A row of the provider directory, as imported: one provider at one practice."""

    __tablename__ = "office"

    npi: Mapped[str] = mapped_column(primary_key=True)
    provider_name: Mapped[str]
    practice_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    zip: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="", index=True)
    fax: Mapped[str] = mapped_column(default="", index=True)
    email: Mapped[str] = mapped_column(default="")
    contracted_from: Mapped[dt.date | None]
    contracted_to: Mapped[dt.date | None]

    def is_contracted(self, on: dt.date) -> bool:
        """Whether the office had a contract on that day (procedures, section 4)."""
        started = self.contracted_from is not None and self.contracted_from <= on
        return started and (self.contracted_to is None or self.contracted_to >= on)
