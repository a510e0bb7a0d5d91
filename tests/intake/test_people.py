"""Who may sign in: added with a role, refused with a reason, and out at once when disabled."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from intake.desk import Desk
from intake.errors import Refused
from intake.models import AuditRow, User
from intake.people import add_user, disable


def add(desk: Desk, email: str = "Clerk@Plan.Example", **more: object) -> str:
    given = {"email": email, "name": "A Clerk", "roles": ["clerk"], **more}
    with desk.db.write() as session:
        return add_user(session, "admin@plan.example", **given)


def the_user(desk: Desk) -> User:
    with desk.db.read() as session:
        user = session.scalars(select(User)).one()
        _ = user.roles
        return user


def test_a_person_gets_a_password_that_is_kept_only_as_a_hash(any_desk: Desk) -> None:
    password = add(any_desk, roles=["clerk", "reviewer"])
    user = the_user(any_desk)
    assert (user.email, {role.name for role in user.roles}) == ("clerk@plan.example", {"clerk", "reviewer"})
    assert password not in str(user.password) and PasswordHasher().verify(user.password, password)
    assert len(password) >= 12


def test_two_people_share_a_role_and_no_session(desk: Desk) -> None:
    add(desk, "one@plan.example")
    add(desk, "two@plan.example")
    with desk.db.read() as session:
        one, two = session.scalars(select(User))
        assert one.roles == two.roles and one.fs_uniquifier != two.fs_uniquifier


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"email": "not an address"}, "cannot be used"),
        ({"password": "short"}, "at least 12"),
        ({"roles": ["emperor"]}, "Choose one or more"),
        ({"roles": []}, "Choose one or more"),
    ],
)
def test_who_cannot_be_added_is_told_why(desk: Desk, given: dict, says: str) -> None:
    with pytest.raises(Refused, match=says):
        add(desk, **given)


def test_an_address_is_one_persons(desk: Desk) -> None:
    add(desk)
    with pytest.raises(Refused, match="already"):
        add(desk, "CLERK@plan.example")


def test_who_is_disabled_is_out_of_every_session(desk: Desk) -> None:
    add(desk)
    before = the_user(desk).fs_uniquifier
    with desk.db.write() as session:
        disable(session, "admin@plan.example", session.scalars(select(User)).one())
    assert not the_user(desk).active and the_user(desk).fs_uniquifier != before


def test_adding_and_disabling_are_in_the_audit_trail_without_the_password(desk: Desk) -> None:
    password = add(desk)
    with desk.db.write() as session:
        disable(session, "admin@plan.example", session.scalars(select(User)).one())
    with desk.db.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [(row.actor, row.action) for row in rows] == [
        ("admin@plan.example", "user_added"),
        ("admin@plan.example", "user_disabled"),
    ]
    assert password not in str([row.detail for row in rows])
