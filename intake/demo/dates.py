"""How offices write dates and times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Final

DateStyle = Callable[[date], str]
TimeStyle = Callable[[time], str]


def ordinal(day: int) -> str:
    """`3rd` for 3."""
    ending = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


LONG_DATES: Final[Sequence[DateStyle]] = (
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%B} {ordinal(d.day)}, {d.year}",
    lambda d: f"the {ordinal(d.day)} of {d:%B} {d.year}",
    lambda d: f"{d:%b}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    lambda d: f"{d.month}/{d.day}/{d.year}",
    lambda d: f"{d:%m/%d/%Y}",
)
SHORT_DATES: Final[Sequence[DateStyle]] = (
    lambda d: f"{d:%m/%d/%Y}",
    lambda d: f"{d.month}/{d.day}/{d:%y}",
    lambda d: f"{d.month}/{d.day}/{d.year}",
    lambda d: f"{d.month}-{d.day}-{d.year}",
    lambda d: f"{d:%b} {d.day}, {d.year}",
)
TIMES: Final[Sequence[TimeStyle]] = (
    lambda t: f"{_hour(t)}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}",
    lambda t: f"{_hour(t)}:{t:%M} {'AM' if t.hour < 12 else 'PM'}",
    lambda t: f"{_hour(t)}:{t:%M}{'am' if t.hour < 12 else 'pm'}",
    lambda t: f"{t:%H:%M}" if t.hour > 12 else f"{_hour(t)}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}",
    lambda t: (
        f"{_hour(t)} {'a.m.' if t.hour < 12 else 'p.m.'}"
        if t.minute == 0
        else f"{_hour(t)}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}"
    ),
)


def _hour(t: time) -> int:
    return (t.hour - 1) % 12 + 1


def random_days(rng: Random, today: date, count: int, *, within: int = 150, before: int = 20) -> list[date]:
    """`count` different working days, the oldest first, from `within` to `before` days ago."""
    days = [today - timedelta(days=ago) for ago in range(before, within)]
    return sorted(rng.sample([day for day in days if day.weekday() < 5], count))


def random_time(rng: Random) -> time:
    """A time at which an office is open, on a five-minute mark."""
    return time(rng.randrange(8, 17), rng.randrange(0, 60, 5))
