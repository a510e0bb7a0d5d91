"""What every part of the desk works with, built once by `app.py` and passed along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forms.definition import Definition
from forms.plans import Plans
from intake.db import Database
from intake.files import Files
from intake.models import now
from intake.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, database, files, definitions and the clock. Time is passed in, so that tests can move it.

    `definitions` holds the newest version of each type, `versions` every version by `type/version`.
    """

    settings: Settings
    db: Database
    files: Files
    definitions: Mapping[str, Definition]
    versions: Mapping[str, Definition]
    plans: Plans
    clock: Callable[[], dt.datetime] = field(default=now)

    def today(self) -> dt.date:
        """The plan's local date."""
        return self.clock().astimezone(self.settings.zone).date()
