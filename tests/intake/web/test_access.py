"""Nothing opens that is not named, and only to whom it is named."""

from __future__ import annotations

import re
import time

import pytest
from flask import Flask
from sqlalchemy import select

from intake.desk import Desk
from intake.models import User
from intake.people import disable
from intake.web.access import ABSOLUTE_SECONDS, IDLE_SECONDS, PUBLIC, ROLES
from tests.intake.web.addresses import addresses
from tests.intake.web.builders import ROLES as ROLE_NAMES
from tests.intake.web.builders import add_case, add_staff
from tests.intake.web.visitor import Visitor, signed_in

SHUT = {"security.static", "security.verify"}
"""Routes of the sign-in library that this site does not use: open to nobody."""
SIGNED = {"hooks.twilio_status"}
"""Proves its sender by a signature instead of a session."""


def said(page: str) -> str:
    """A page without its token, which differs each time."""
    return re.sub(r'value="[^"]{40,}"', "", page)


def test_every_route_has_an_access_rule(site: Flask) -> None:
    endpoints = {rule.endpoint for rule in site.url_map.iter_rules()}
    assert endpoints - SHUT == PUBLIC | ROLES.keys()


def test_no_endpoint_is_both_open_and_ruled() -> None:
    assert not PUBLIC & ROLES.keys()


def test_a_stranger_sees_only_the_public_list(site: Flask, desk: Desk, anyone: Visitor) -> None:
    for address in addresses(site, desk):
        reply = anyone.open(address.method, address.path)
        turned_away = reply.status_code == 303 and reply.location.startswith("/login")
        assert turned_away == (address.endpoint not in PUBLIC), address


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_each_role_opens_what_its_rules_name_and_nothing_else(site: Flask, desk: Desk, role: str) -> None:
    add_staff(desk)
    visitor = signed_in(site, role)
    walked = [address for address in addresses(site, desk) if address.endpoint not in PUBLIC]
    for address in sorted(walked, key=lambda each: each.endpoint == "security.logout"):
        reply = visitor.open(address.method, address.path)
        allowed = role in ROLES.get(address.endpoint, ())
        assert (reply.status_code != 403) == allowed, (address, reply.status)
        assert reply.status_code < 500, (address, reply.status)


def test_every_form_is_refused_without_its_token(site: Flask, desk: Desk) -> None:
    add_staff(desk, "admin")
    admin = signed_in(site, "admin")
    posts = [each for each in addresses(site, desk) if each.method == "POST" and each.endpoint not in SIGNED]
    for address in posts:
        assert admin.client.post(address.path).status_code == 400, address


def test_a_form_sent_from_another_site_is_refused(clerk: Visitor) -> None:
    token = clerk.token()
    reply = clerk.client.post("/logout", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403


@pytest.mark.parametrize(
    ("mark", "seconds"), [("seen", IDLE_SECONDS), ("fs_paa", ABSOLUTE_SECONDS)], ids=["idle", "too long"]
)
def test_staff_who_left_are_signed_out(clerk: Visitor, mark: str, seconds: int) -> None:
    assert clerk.get("/desk/").status_code == 200
    with clerk.client.session_transaction() as session:
        session[mark] = time.time() - seconds - 1
    assert clerk.get("/desk/").status_code == 303


def test_a_user_who_was_shut_out_has_no_session_left(desk: Desk, clerk: Visitor) -> None:
    with desk.db.write() as db:
        disable(db, "test", db.scalars(select(User)).one())
    assert clerk.get("/desk/").status_code == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(desk: Desk, anyone: Visitor) -> None:
    add_staff(desk, "clerk")
    wrong = anyone.sign_in("clerk@desk.test", "not the password")
    unknown = anyone.sign_in("nobody@desk.test", "not the password")
    assert wrong.status_code == unknown.status_code == 200
    assert said(wrong.text.replace("clerk@", "nobody@")) == said(unknown.text)


def test_guessing_passwords_is_slowed_down(anyone: Visitor) -> None:
    statuses = [anyone.sign_in("clerk@desk.test", f"guess {n}").status_code for n in range(21)]
    assert statuses[-1] == 429


def test_sign_in_leads_nowhere_else(desk: Desk, anyone: Visitor) -> None:
    add_staff(desk, "clerk")
    anyone.token()
    data = {"email": "clerk@desk.test", "password": "correct horse battery", "next": "https://evil.example/"}
    reply = anyone.post("/login", data, follow=False)
    assert "evil" not in (reply.location or "")


def test_an_unknown_case_is_not_found(clerk: Visitor, desk: Desk) -> None:
    add_case(desk)
    assert clerk.get("/desk/cases/CF-2222-222-1").status_code == 404
