"""Counting values, and dates within a window of months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from forms.clauses import Count, Within


def counted(items: Iterable[str], count: Count, received_on: date) -> int:
    """How many of `items` count: once each if distinct, and within the window if there is one (ISO dates)."""
    kept = sorted(set(items) if count.distinct else items)
    if count.within is None:
        return len(kept)
    return most_within([date.fromisoformat(item) for item in kept], count.within, received_on)


def most_within(dates: Sequence[date], within: Within, received_on: date) -> int:
    """The most dates that one window holds.

    `any`: windows [s, s + months). `before`: the one window (received_on - months, received_on].
    Months are the calendar's; a start on the 29th of February ends on the 28th.
    """
    months = relativedelta(months=within.months)
    if within.window == "before":
        return sum(received_on - months < day <= received_on for day in dates)
    return max((sum(start <= day < start + months for day in dates) for start in dates), default=0)
