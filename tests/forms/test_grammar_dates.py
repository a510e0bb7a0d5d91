"""Dates as offices write them and readers spell them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.grammar.dates import date_candidates, find_dates, parse_date

NEAR = date(2026, 6, 11)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6/3/26", "2026-06-03"),
        ("06-03-2026", "2026-06-03"),
        ("2026-06-03", "2026-06-03"),
        ("June 3rd, 2026", "2026-06-03"),
        ("Jun. 3 2026", "2026-06-03"),
        ("3 June 2026", "2026-06-03"),
        ("03-JUN-2026", "2026-06-03"),
        ("the third of June, 2026", "2026-06-03"),
        ("5-21-51", "1951-05-21"),
        ("7/15", "2026-07-15"),
        ("the 22nd of September", "2025-09-22"),
        ("December 9", "2025-12-09"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, meant: str) -> None:
    found = parse_date(written, near=NEAR)
    assert found
    assert (found.value, found.repaired) == (meant, False)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("613126", "2026-06-03"),
        ("4/1711986", "1986-04-17"),
        ("12108/1972", "1972-12-08"),
        ("5/20126", "2026-05-20"),
        ("6-/0-26", "2026-06-10"),
        ("09/o9/2026", "2026-09-09"),
        ("10//26", "2026-10-01"),
    ],
)
def test_slashes_read_as_ones_are_repaired_and_say_so(seen: str, meant: str) -> None:
    found = parse_date(seen, near=NEAR)
    assert found
    assert (found.value, found.repaired) == (meant, True)


@pytest.mark.parametrize("text", ["", "none", "blood pressure 214 over 118", "13/45/2026", "Suite 100"])
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert parse_date(text, near=NEAR) is None


def test_a_misread_month_still_names_its_day() -> None:
    assert [hit.value for hit in find_dates("on Decemiber 12 and 0ct. 3", near=NEAR)] == [
        "2025-12-12",
        "2025-10-03",
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("calls on November 6, 7 and 13;", ["2025-11-06", "2025-11-07", "2025-11-13"]),
        ("March 4, April 15 and June 2", ["2026-03-04", "2026-04-15", "2026-06-02"]),
        ("on May 4 at 9 a.m. and 10 minutes later", ["2026-05-04"]),
        ("on April 10, and on the 17th of that month", ["2026-04-10", "2026-04-17"]),
        ("June 2, 9 and 16, 2024", ["2024-06-02", "2024-06-09", "2024-06-16"]),
    ],
)
def test_a_list_of_days_shares_its_month(text: str, days: list[str]) -> None:
    assert [hit.value for hit in find_dates(text, near=NEAR)] == days


def test_an_ambiguous_scrawl_keeps_every_meaning() -> None:
    assert {"2026-06-09", "2026-06-19"} <= {one.value for one in date_candidates("619/2026", near=NEAR)}


@given(st.dates(date(1930, 1, 1), date(2026, 6, 11)))
def test_every_day_survives_its_american_spelling(day: date) -> None:
    found = parse_date(f"{day.month}/{day.day}/{day.year}", near=NEAR)
    assert found
    assert found.value == day.isoformat()
