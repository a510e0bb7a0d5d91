"""Where a case goes."""

from __future__ import annotations

from datetime import date

import pytest

from forms.check import check
from forms.load import load_all
from forms.plans import PACKAGED, Plans, load_plans
from forms.routing import Route, route
from forms.values import Value
from tests.forms.papers_of import doubtful, said

DEFINITIONS = load_all()
TODAY = date(2026, 6, 20)
KINGS = {"county": "Kings", "plan": "calviva"}


def way(kind: str, values: dict[str, Value], facts: dict[str, str | list[str] | None]) -> Route:
    definition = DEFINITIONS[kind]
    return route(definition, values, facts, check(definition, values, received_on=TODAY))


@pytest.mark.parametrize(
    "values", [said(reasons=["physical_assault"]), {"reasons": doubtful(["physical_assault"])}]
)
@pytest.mark.parametrize("facts", [KINGS, {}, {"county": "Atlantis", "plan": None}])
def test_danger_does_not_wait_for_a_clerk_or_a_county(
    values: dict[str, Value], facts: dict[str, str | list[str] | None]
) -> None:
    taken = way("noncompliance_letter", values, facts)
    assert taken.urgent and taken.queue == "noncompliance_unit"


@pytest.mark.parametrize("kind", ["noncompliance_letter", "member_reassignment_request"])
def test_a_letter_that_ends_care_at_once_is_urgent(kind: str) -> None:
    assert way(kind, {}, {**KINGS, "paper_flags": ["effective_today"]}).urgent


@pytest.mark.parametrize("kind", ["noncompliance_letter", "member_reassignment_request", "ecm_referral"])
def test_an_unknown_county_goes_to_the_clerk(kind: str) -> None:
    assert way(kind, {}, {"county": "Atlantis", "plan": None}).queue == "clerk"


def test_each_kind_has_its_own_desk() -> None:
    kinds = ("noncompliance_letter", "member_reassignment_request", "ecm_referral")
    queues = [way(kind, {}, dict(KINGS)).queue for kind in kinds]
    assert queues == ["noncompliance_unit", "provider_services", "care_management"]


@pytest.mark.parametrize(
    ("county", "plan"),
    [
        ("Fresno", "calviva"),
        ("kings", "calviva"),
        (" MADERA  County ", "calviva"),
        ("Imperial", "chpiv"),
        ("San  Benito", "alliance"),
        ("Santa Cruz", "alliance"),
        ("Los Angeles", "healthnet"),
        ("Kern", None),
        ("Atlantis", None),
        ("", None),
        (None, None),
    ],
)
def test_the_county_names_the_plan(county: str | None, plan: str | None) -> None:
    assert load_plans().key_for(county, TODAY) == plan


def test_a_plan_serves_a_county_only_in_its_time() -> None:
    plans = _table(("old", "2020-01-01", "2024-01-01"), ("new", "2024-01-01", None))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [plans.key_for("Inyo", day) for day in days] == [None, "old", "old", "new"]


def test_two_plans_in_one_county_are_for_the_clerk_to_choose() -> None:
    plans = _table(("old", "2020-01-01", None), ("new", "2024-01-01", None))
    assert plans.plan_for("Inyo", TODAY) is None


def test_a_table_that_names_an_unknown_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="no plan is called newer"):
        _table(("newer", "2020-01-01", None))


def test_every_profile_can_print_a_letterhead() -> None:
    plans = load_plans(PACKAGED)
    assert all(plan.name and plan.address and plan.letterhead for plan in plans.plans.values())


def _table(*rows: tuple[str, str, str | None]) -> Plans:
    profile = {
        "name": "A plan",
        "address": ["1 Main St"],
        "phone": "5595550100",
        "fax": "5595550101",
        "letterhead": "A plan",
        "queue": "a",
    }
    counties = [
        {"county": "Inyo", "plan": plan, "since": since, "until": until} for plan, since, until in rows
    ]
    return Plans.model_validate(
        {
            "schema": "casefax/plans/1",
            "queues": {},
            "plans": {"old": profile, "new": profile},
            "counties": counties,
        }
    )
