"""Text that knows what it states."""

from __future__ import annotations

import pytest

from intake.demo.sayings import fill, join, plain, says, words
from intake.demo.sentences import sentence_case


def test_a_filled_slot_keeps_what_it_states() -> None:
    text = fill("On {date} he left.", date=says("May 3", "incident_dates"))
    assert plain(text) == "On May 3 he left."
    assert [run.text for run in text if "incident_dates" in run.of] == ["May 3"]


def test_a_sentence_states_its_element_beside_those_of_its_parts() -> None:
    text = says(fill("{who} swore.", who=says("Ann", "member_name")), "reasons")
    assert [run.of for run in text] == [{"member_name", "reasons"}, {"reasons"}]


def test_the_comma_behind_a_date_is_not_part_of_it() -> None:
    (date, *_) = words(fill("{date}, he", date=says("5/3/26", "incident_dates")))
    assert [(run.text, set(run.of)) for run in date] == [("5/3/26", {"incident_dates"}), (",", set())]


def test_the_joint_between_two_sentences_states_only_what_both_do() -> None:
    joint = join([says("One.", "a", "b"), says("Two.", "b")])[1]
    assert joint.text == " "
    assert joint.of == {"b"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("he left. she stayed.", "He left. She stayed."),
        ("at 3:10 p.m. he left.", "At 3:10 p.m. he left."),
        ("Who? he asked.", "Who? He asked."),
        ("3 visits", "3 visits"),
    ],
)
def test_sentences_begin_with_a_large_letter(written: str, said: str) -> None:
    assert plain(sentence_case(says(written))) == said


def test_sentences_begin_large_where_a_part_begins() -> None:
    text = fill("It rang. {he} ran at {time} {he} fell.", he="she", time="4:05 a.m.")
    assert plain(sentence_case(text)) == "It rang. She ran at 4:05 a.m. she fell."
