"""Plan profiles, and which plan serves a member's county on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import Field, model_validator

from forms.clauses import Strict
from forms.source import LOADER

PACKAGED = Path(__file__).parent / "plans.yaml"


class Plan(Strict):
    """What prints on forms, prompts and letters of one plan. Telephone numbers have ten digits."""

    name: str
    short_name: str = Field(default="", max_length=24)
    address: tuple[str, ...]
    phone: str = Field(pattern=r"^\d{10}$")
    fax: str = Field(pattern=r"^\d{10}$")
    letterhead: str
    queue: str


class Service(Strict):
    """A plan serves a county from `since` up to, but not on, `until`."""

    county: str
    plan: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Plans(Strict):
    """The whole table: profiles by key, queues by key with the names people see, and who serves where."""

    schema_version: Literal["casefax/plans/1"] = Field(alias="schema")
    queues: Mapping[str, str]
    plans: Mapping[str, Plan]
    counties: tuple[Service, ...]

    @model_validator(mode="after")
    def _plans_exist(self) -> Self:
        unknown = {service.plan for service in self.counties} - set(self.plans)
        if unknown:
            raise ValueError(f"no plan is called {', '.join(sorted(unknown))}")
        return self

    def key_for(self, county: str | None, on: date) -> str | None:
        """The key of the plan that serves a county; None (a clerk decides) where there is not exactly one.

        Small differences of writing do not matter: `SANTA CRUZ County` is Santa Cruz.
        """
        name = _plain(county or "")
        keys = {
            service.plan for service in self.counties if _plain(service.county) == name and service.on(on)
        }
        return keys.pop() if len(keys) == 1 else None

    def plan_for(self, county: str | None, on: date) -> Plan | None:
        """The profile of the plan that serves a county on a day, or None (see `key_for`)."""
        key = self.key_for(county, on)
        return self.plans[key] if key else None


def load_plans(path: Path = PACKAGED) -> Plans:
    """The table of a file; raises pydantic's `ValidationError` where it is wrong."""
    return Plans.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506


def _plain(county: str) -> str:
    return " ".join(county.split()).casefold().removesuffix(" county")
