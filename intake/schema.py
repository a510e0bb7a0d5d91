"""The database's schema: brought up to date by numbered migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from intake.db import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(db: Database, to: str = "head") -> None:
    """Run the migrations that the database has not seen yet; harmless when there are none."""
    with db.engine.begin() as connection:
        command.upgrade(_config(connection), to)


def is_current(db: Database) -> bool:
    """Whether the database has every migration of this program."""
    with db.engine.connect() as connection:
        held = MigrationContext.configure(connection).get_current_revision()
    return held == ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
