"""Users of the desk: roles, adding a person, ending a person's access."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from enum import StrEnum

from argon2 import PasswordHasher
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import audit
from intake.errors import Refused
from intake.models import Role, User

MIN_PASSWORD = 12


class RoleName(StrEnum):
    """Who may do what at the desk."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    MEDICAL_DIRECTOR = "medical_director"
    ADMIN = "admin"


def add_user(
    session: Session,
    actor: str,
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    password: str | None = None,
) -> str:
    """Add a person; returns the password, a random one where none is given.

    Raises Refused for a bad address, a short password, an unknown role, or an address that is taken.
    """
    try:
        # The demo's people live at a domain that exists nowhere on purpose.
        address = validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as error:
        raise Refused(f"This e-mail address cannot be used: {error}") from error
    unknown = set(roles) - set(RoleName)
    if unknown or not roles:
        raise Refused(f"Choose one or more of these roles: {', '.join(RoleName)}.")
    password = password or secrets.token_urlsafe(12)
    if len(password) < MIN_PASSWORD:
        raise Refused(f"A password needs at least {MIN_PASSWORD} characters.")
    if session.scalars(select(User).where(User.email == address)).first():
        raise Refused("There is a user with this e-mail address already.")
    user = User(email=address, name=name, password=PasswordHasher().hash(password), active=True)
    user.fs_uniquifier = secrets.token_hex(32)
    user.roles = [_role(session, role) for role in roles]
    session.add(user)
    session.flush()
    audit.record(session, actor, "user_added", f"user:{user.id}", roles=sorted(roles))
    return password


def disable(session: Session, actor: str, user: User) -> None:
    """End a person's access and every session of theirs."""
    user.active = False
    user.fs_uniquifier = secrets.token_hex(32)
    audit.record(session, actor, "user_disabled", f"user:{user.id}")


def _role(session: Session, name: str) -> Role:
    role = session.scalars(select(Role).where(Role.name == name)).first()
    if role is None:
        role = Role(name=name)
        session.add(role)
        session.flush()
    return role
