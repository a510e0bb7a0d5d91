"""The schema that migrations make is the one that the program works with, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from intake import schema
from intake.db import Database
from intake.models import Base


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of either kind."""
    url = f"sqlite:///{tmp_path / 'casefax.db'}"
    db = Database(url if request.param == "sqlite" else request.getfixturevalue("postgres_database"))
    yield db
    db.close()


def test_migrations_make_what_the_models_say(empty: Database) -> None:
    schema.upgrade(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_names_of_constraints_are_the_same_everywhere(empty: Database) -> None:
    schema.upgrade(empty)
    for table in Base.metadata.sorted_tables:
        held = {index["name"] for index in inspect(empty.engine).get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= held


def test_a_database_is_behind_until_it_was_upgraded_and_a_second_time_does_no_harm(empty: Database) -> None:
    assert not schema.is_current(empty)
    schema.upgrade(empty)
    schema.upgrade(empty)
    assert schema.is_current(empty)


def test_data_of_an_earlier_version_is_still_there_after_the_upgrade(empty: Database) -> None:
    schema.upgrade(empty, "0001")
    row = (
        "INSERT INTO audit (id, at, actor, action, subject, detail) "
        "VALUES (1, :at, 'a', 'viewed', 'case:1', '{}')"
    )
    with empty.engine.begin() as connection:
        connection.execute(text(row), {"at": "2026-06-20 12:00:00+00:00"})
    schema.upgrade(empty)
    with empty.engine.connect() as connection:
        assert connection.execute(text("SELECT subject FROM audit")).scalar() == "case:1"


def test_there_is_one_newest_migration() -> None:
    assert len(ScriptDirectory.from_config(schema._config(None)).get_heads()) == 1


def test_sqlite_is_strict_and_durable(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'casefax.db'}")
    with db.engine.connect() as connection:
        kept = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    db.close()
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
