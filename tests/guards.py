"""The database's own guards set aside, for tests that empty it and tests that tamper with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from intake.db import Database


@contextmanager
def unguarded(db: Database) -> Iterator[Connection]:
    """A transaction in which the audit trail does not refuse changes, as for who owns the database."""
    with db.engine.begin() as connection:
        if not db.is_sqlite:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
            return
        triggers = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        held = connection.execute(triggers).all()
        for name, _ in held:
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection
        for _, sql in held:
            connection.exec_driver_sql(sql)
