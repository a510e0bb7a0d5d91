"""Dates within a window of months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from forms.clauses import Count, Within
from forms.windows import counted, most_within

TODAY = date(2026, 6, 20)
YEAR = Within(months=12, window="any")
LAST_YEAR = Within(months=12, window="before")

days = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["2026-01-05", "2026-03-02"], 2),
        (["2026-01-05", "2026-01-05", "2026-01-05"], 1),
        (["2024-11-20", "2025-12-01", "2026-03-02"], 2),
        (["2025-06-01", "2025-12-01", "2026-05-31"], 3),
        (["2025-06-01", "2025-12-01", "2026-06-01"], 2),
        (["2024-02-29", "2025-02-27"], 2),
        (["2024-02-29", "2025-02-28"], 1),
        ([], 0),
    ],
)
def test_the_same_day_a_year_later_is_outside(texts: list[str], number: int) -> None:
    assert counted(texts, Count(field="x", at_least=1, within=YEAR), TODAY) == number


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2026-06-20", True), ("2025-06-21", True), ("2025-06-20", False), ("2026-06-21", False)],
)
def test_the_last_twelve_months_end_on_the_day_of_receipt(day: str, inside: bool) -> None:
    assert counted([day], Count(field="x", at_least=1, within=LAST_YEAR), TODAY) == int(inside)


def test_a_repeated_text_counts_each_time_only_where_that_is_asked() -> None:
    assert counted(["a", "a"], Count(field="x", at_least=1, distinct=False), TODAY) == 2
    assert counted(["a", "a"], Count(field="x", at_least=1), TODAY) == 1


@given(st.lists(days, max_size=8, unique=True))
def test_some_window_holds_the_counted_dates_and_none_holds_more(dates: list[date]) -> None:
    number = most_within(dates, YEAR, TODAY)
    fits = [group for group in combinations(sorted(dates), number) if _fits(group)]
    assert fits or number == 0
    assert not any(_fits(group) for group in combinations(sorted(dates), number + 1))


@given(st.lists(days, max_size=8), days)
def test_another_date_never_lowers_the_count(dates: list[date], more: date) -> None:
    assert most_within([*dates, more], YEAR, TODAY) >= most_within(dates, YEAR, TODAY)


@given(st.lists(days, max_size=8))
def test_the_order_of_the_dates_does_not_matter(dates: list[date]) -> None:
    assert most_within(dates, YEAR, TODAY) == most_within(dates[::-1], YEAR, TODAY)


@given(days)
def test_two_dates_fit_exactly_while_the_later_is_before_the_anniversary(start: date) -> None:
    anniversary = start + relativedelta(months=12)
    assert most_within([start, anniversary - timedelta(days=1)], YEAR, TODAY) == 2
    assert most_within([start, anniversary], YEAR, TODAY) == 1


def _fits(group: tuple[date, ...]) -> bool:
    return not group or group[-1] < group[0] + relativedelta(months=12)
