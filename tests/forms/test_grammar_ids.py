"""Member ids, NPIs, diagnosis codes and telephone numbers."""

from __future__ import annotations

import pytest

from forms.grammar.ids import find_diagnoses, is_npi, parse_cin, parse_npi
from forms.grammar.phones import find_phones, parse_phone


@pytest.mark.parametrize(
    ("seen", "value", "repaired"),
    [
        ("91234567A", "91234567A", False),
        ("9123 4567 a", "91234567A", False),
        ("91234567A2 9180", "91234567A", False),
        ("CIN: 91234567AD.O.B.", "91234567A", False),
        ("9I234567A", "91234567A", True),
        ("9123456 7A", "91234567A", False),
        ("912345676", "91234567G", True),
        ("91234567B", "91234567B", True),
    ],
)
def test_a_cin_is_repaired_by_position_only_and_says_so(seen: str, value: str, repaired: bool) -> None:
    found = parse_cin(seen)
    assert found
    assert (found.value, found.repaired) == (value, repaired)


@pytest.mark.parametrize("seen", ["81234567A", "9123456A", "912345678", "", "none"])
def test_what_cannot_be_a_cin_is_not_made_one(seen: str) -> None:
    found = parse_cin(seen)
    assert found is None or found.repaired


def test_an_npi_must_pass_its_check() -> None:
    assert is_npi("1234567893")
    assert not is_npi("1234567890")


def test_one_misread_digit_of_an_npi_is_repaired_if_only_one_repair_passes() -> None:
    found = parse_npi("123456789E")
    assert found
    assert (found.value, found.repaired) == ("1234567893", True)


def test_a_telephone_number_that_passes_the_check_is_no_npi() -> None:
    assert parse_npi("(209) 555-0150") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("F20.9, Z59.02, I10", ["F20.9", "Z59.02", "I10"]),
        ("150.22,M62.81", ["I50.22", "M62.81"]),
        ("none", []),
    ],
)
def test_diagnosis_codes_keep_their_dots(text: str, codes: list[str]) -> None:
    assert [hit.value for hit in find_diagnoses(text)] == codes


@pytest.mark.parametrize(
    "seen",
    ["(559) 555-0142", "559.555.0142", "559/555-0142", "+1 559 555 0142", "559-S55-O142", "559 555 0/42"],
)
def test_a_telephone_number_is_read_in_any_dress(seen: str) -> None:
    found = parse_phone(seen)
    assert found
    assert found.value == "5595550142"


def test_two_numbers_on_a_line_stay_two() -> None:
    line = "Tel (559) 555-0142 Fax (559) 555-0143"
    assert [hit.value for hit in find_phones(line)] == ["5595550142", "5595550143"]
