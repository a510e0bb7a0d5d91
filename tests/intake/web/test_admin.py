"""An administrator looks after users, messages and the machine's work."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from intake.desk import Desk
from intake.models import Case, Message, Task, TaskKind, TaskState, User
from tests.intake.web.builders import add_case, add_staff
from tests.intake.web.visitor import Visitor, signed_in


def test_a_new_user_signs_in_with_the_password_that_is_shown_once(admin: Visitor, site: Flask) -> None:
    sent = {"email": "new@desk.test", "name": "New", "roles": ["clerk"]}
    page = admin.post("/desk/users", sent).text
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found
    assert Visitor(site).sign_in("new@desk.test", found[1]).status_code == 302
    assert found[1] not in admin.get("/desk/users").text


def test_a_user_without_a_role_is_not_made(admin: Visitor, desk: Desk) -> None:
    assert "Choose one or more" in admin.post("/desk/users", {"email": "new@desk.test"}).text
    with desk.db.read() as db:
        assert [user.email for user in db.scalars(select(User))] == ["admin@desk.test"]


def test_a_user_is_shut_out_and_let_in_again(admin: Visitor, site: Flask, desk: Desk) -> None:
    add_staff(desk, "clerk")
    clerk = signed_in(site, "clerk")
    with desk.db.read() as db:
        user_id = db.scalars(select(User.id).where(User.email == "clerk@desk.test")).one()
    admin.post(f"/desk/users/{user_id}/active", {"active": "no"})
    assert clerk.get("/desk/").status_code == 303
    admin.post(f"/desk/users/{user_id}/active", {"active": "yes"})
    assert clerk.sign_in("clerk@desk.test").status_code == 302


def test_nobody_shuts_themselves_out(admin: Visitor, desk: Desk) -> None:
    assert "Ask another administrator." in admin.post("/desk/users/1/active", {"active": "no"}).text


def test_messages_show_what_they_say_and_name_nobody(admin: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    with desk.db.write() as db:
        case = db.scalars(select(Case)).one()
        db.add(
            Message(case_id=case.id, event="received", channel="email", address="a@b.example", dedupe_key="1")
        )
    page = admin.get("/desk/messages").text
    assert reference in page
    assert "/r/" in page
    assert not re.search("Achterberg|91234567A|front desk", page)


def test_given_up_work_is_tried_again(admin: Visitor, desk: Desk) -> None:
    with desk.db.write() as db:
        db.add(Task(kind=TaskKind.READ, subject="document:7", state=TaskState.DEAD, attempt=5))
    assert "document:7" in admin.get("/desk/status").text
    admin.post("/desk/tasks/1/retry")
    with desk.db.read() as db:
        assert db.scalars(select(Task)).one().state == TaskState.READY


def test_an_administrator_sees_that_files_came_but_not_what_they_say(admin: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    assert reference.removesuffix("-1") in admin.get("/desk/documents").text
    assert admin.get(f"/desk/cases/{reference}").status_code == 403
