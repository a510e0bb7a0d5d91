"""Times of day as people tell them."""

from __future__ import annotations

import pytest

from forms.grammar.times import find_times, parse_time


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:05 a.m.", "09:05"),
        ("9.05 pm", "21:05"),
        ("8 pm sharp", "20:00"),
        ("12 noon", "12:00"),
        ("at noon", "12:00"),
        ("12:15 a.m.", "00:15"),
        ("13:10", "13:10"),
        ("08:40", "08:40"),
        ("0815 hours", "08:15"),
        ("half past nine in the morning", "09:30"),
        ("at half past two in the afternoon", "14:30"),
        ("a quarter to eleven in the morning", "10:45"),
        ("five minutes past four in the afternoon", "16:05"),
        ("ten-thirty in the morning", "10:30"),
        ("2:40 in the afternoon", "14:40"),
        ("in the afternoon, at 2:40,", "14:40"),
    ],
)
def test_a_time_is_read_however_it_is_told(written: str, meant: str) -> None:
    found = parse_time(written)
    assert found
    assert (found.value, found.repaired) == (meant, False)


def test_a_time_without_its_half_of_the_day_is_taken_for_office_hours_and_says_so() -> None:
    assert [(hit.value, hit.repaired) for hit in find_times("2:15 and 9:30")] == [
        ("14:15", True),
        ("09:30", True),
    ]


@pytest.mark.parametrize(
    "text", ["nine of his visits", "ratio 3:75", "room 12", "$8.30", "5/12/2026", "page 2"]
)
def test_what_is_no_time_is_not_made_one(text: str) -> None:
    assert parse_time(text) is None
