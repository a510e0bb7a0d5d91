"""Telephone numbers as people read them."""

from __future__ import annotations

import pytest

from notify.compose import Facts, compose
from notify.messages import Event
from notify.numbers import readable


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("2095550142", "(209) 555-0142"),
        ("+12095550142", "(209) 555-0142"),
        ("209.555.0142", "(209) 555-0142"),
        ("(800) 555-0174 ext. 5504", "(800) 555-0174 ext. 5504"),
        ("", ""),
        ("555-0142", "555-0142"),
        ("ask the desk", "ask the desk"),
        ("+442079460000", "+442079460000"),
    ],
)
def test_a_number_is_told_as_people_read_it(stored: str, read: str) -> None:
    assert readable(stored) == read


def test_a_message_tells_it_so_too() -> None:
    said = compose(Event.CLOSED, Facts(plan_name="Plan", case_ref="CF-7F3K-22Q-1", phone="8005550199"))
    assert "(800) 555-0199" in said.text
