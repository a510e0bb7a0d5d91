"""A desk for tests: the real parts, in a folder of their own, with a clock that stands still until moved."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from forms.definition import Definition
from forms.load import load_versions, newest
from forms.plans import Plans, load_plans
from intake import schema
from intake.db import Database
from intake.desk import Desk
from intake.files import open_files
from intake.models import Channel, Receipt
from intake.receive import Delivery, IncomingFile, take_in
from intake.settings import Settings

NOON = dt.datetime(2026, 6, 20, 19, 0, tzinfo=dt.UTC)
"""Noon in California on 20 June 2026."""


class Clock:
    """A clock that a test moves."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def pass_days(self, days: int) -> None:
        self.at += dt.timedelta(days=days)


def make_desk(home: Path, database_url: str = "", clock: Clock | None = None) -> Desk:
    """A desk over a fresh, migrated database."""
    db = Database(database_url or f"sqlite:///{home / 'casefax.db'}")
    schema.upgrade(db)
    return desk_over(home, db, clock)


def desk_over(home: Path, db: Database, clock: Clock | None = None) -> Desk:
    """A desk over a database as it is."""
    url = db.url.render_as_string(hide_password=False)
    settings = Settings(home=home, database_url=url, secret_key="test-secret", demo=False)
    versions, plans = _definitions()
    files = open_files("", home)
    return Desk(settings, db, files, newest(versions), versions, plans, clock or Clock())


@cache
def _definitions() -> tuple[Mapping[str, Definition], Plans]:
    """Read once: they never change, and reading them takes half a second."""
    return load_versions(), load_plans()


def send_in(desk: Desk, *papers: bytes, channel: Channel = Channel.UPLOAD, **how: object) -> Receipt:
    """Receive papers as one delivery."""
    files = [IncomingFile(f"paper-{n}", io.BytesIO(data)) for n, data in enumerate(papers, 1)]
    return take_in(desk, Delivery(channel=channel, files=files, **how))  # type: ignore[arg-type]
