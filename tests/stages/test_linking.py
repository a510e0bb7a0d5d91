"""Warnings from roster and directory: a reviewer sees them, nobody is asked, nothing waits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from intake.desk import Desk
from tests.stages.cases import OTHER_NPI, bring, enrol, letter, list_office, messages, the_case

BEFORE, AFTER = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def warned(desk: Desk) -> set[str]:
    codes = {finding.code for finding in the_case(desk).findings if finding.severity == "warn"}
    return codes & {"member_not_active", "member_not_linked", "provider_not_contracted"}


@pytest.mark.parametrize(
    ("member", "office", "codes"),
    [
        ({}, {"contracted_from": BEFORE}, set()),
        ({}, {"contracted_from": BEFORE, "contracted_to": AFTER}, set()),
        ({"status": "inactive"}, {"contracted_from": BEFORE}, {"member_not_active"}),
        ({"active_to": BEFORE}, {"contracted_from": BEFORE}, {"member_not_active"}),
        ({"active_from": AFTER}, {"contracted_from": BEFORE}, {"member_not_active"}),
        ({"provider_npi": OTHER_NPI}, {"contracted_from": BEFORE}, {"member_not_linked"}),
        ({}, {"contracted_from": AFTER}, {"provider_not_contracted"}),
        ({}, {"contracted_from": BEFORE, "contracted_to": BEFORE}, {"provider_not_contracted"}),
        ({}, {}, {"provider_not_contracted"}),
    ],
)
def test_the_day_of_receipt_decides(
    desk: Desk, member: dict[str, Any], office: dict[str, Any], codes: set[str]
) -> None:
    enrol(desk, **member)
    list_office(desk, **office)
    bring(desk, letter())
    assert warned(desk) == codes
    assert the_case(desk).state == "review" and not messages(desk)


def test_of_an_office_that_the_directory_does_not_know_nothing_is_said(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    assert warned(desk) == set()
