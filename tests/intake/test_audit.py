"""The audit trail: written with its cause, only ever growing, and found out when tampered with."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from intake import audit
from intake.desk import Desk
from intake.models import AuditRow, AuditSeal
from tests.desk import send_in
from tests.guards import unguarded


def write(desk: Desk, rows: int = 3) -> None:
    with desk.db.write() as session:
        for number in range(rows):
            audit.record(session, "clerk@plan.example", "viewed", f"case:{number}", page="fields")


def seal(desk: Desk, limit: int = 1000) -> int:
    with desk.db.write() as session:
        return audit.seal(session, limit)


def broken(desk: Desk) -> int | None:
    with desk.db.read() as session:
        return audit.first_broken(session)


def test_a_row_is_written_with_its_cause_or_not_at_all(any_desk: Desk) -> None:
    with suppress(RuntimeError), any_desk.db.write() as session:
        audit.record(session, audit.MACHINE, "received", "receipt:1")
        raise RuntimeError("the change itself fails")
    with any_desk.db.read() as session:
        assert audit.count(session) == 0
    send_in(any_desk, b"%PDF-1.7")
    with any_desk.db.read() as session:
        assert audit.count(session) == 1


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "UPDATE audit SET detail = '{}' WHERE id = 2"],
)
def test_the_database_itself_refuses_to_change_the_trail(any_desk: Desk, statement: str) -> None:
    write(any_desk)
    with pytest.raises(DBAPIError, match="only grows"), any_desk.db.write() as session:
        session.execute(text(statement))
    with any_desk.db.read() as session:
        assert audit.count(session) == 3


def test_the_program_cannot_change_a_row_either(any_desk: Desk) -> None:
    write(any_desk)
    with pytest.raises(DBAPIError, match="only grows"), any_desk.db.write() as session:
        session.scalars(select(AuditRow)).first().actor = "nobody"


def test_a_sealed_trail_holds_and_goes_on(any_desk: Desk) -> None:
    write(any_desk)
    assert seal(any_desk) == 3
    write(any_desk, 2)
    assert (seal(any_desk), seal(any_desk), broken(any_desk)) == (2, 0, None)


def test_a_long_trail_is_sealed_bit_by_bit(desk: Desk) -> None:
    write(desk, 5)
    assert [seal(desk, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert broken(desk) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'nobody' WHERE id = 2",
        "UPDATE audit SET subject = 'case:9' WHERE id = 2",
        """UPDATE audit SET detail = '{"page": "review"}' WHERE id = 2""",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit_seal WHERE audit_id = 1",
        "UPDATE audit_seal SET chain = 'x' WHERE audit_id = 2",
    ],
)
def test_tampering_is_found(any_desk: Desk, statement: str) -> None:
    write(any_desk)
    seal(any_desk)
    with unguarded(any_desk.db) as connection:
        connection.execute(text(statement))
    assert broken(any_desk) == 2


def test_a_row_that_was_committed_late_is_sealed_too(desk: Desk) -> None:
    with desk.db.write() as session:
        for number in (1, 3):
            session.add(AuditRow(id=number, actor="a", action="viewed", subject="case:1", detail={}))
    seal(desk)
    with desk.db.write() as session:
        session.add(AuditRow(id=2, actor="a", action="viewed", subject="case:1", detail={}))
    assert (seal(desk), broken(desk)) == (1, None)
    with desk.db.read() as session:
        assert session.scalars(select(AuditSeal.audit_id).order_by(AuditSeal.number)).all() == [1, 3, 2]
