"""Names of people."""

from __future__ import annotations

import pytest

from forms.grammar.names import clean_name, has_credential, looks_like_name, same_person


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Dr. Ana Sample, M.D.", "Ana Sample"),
        ("Lee Example PA-C", "Lee Example"),
        ("Sample, Ana", "Sample, Ana"),
        ("Everet+ Sample", "Everett Sample"),
        ("lda Sample", "Ida Sample"),
        ("0lga Sample", "Olga Sample"),
        ("Ana walker", "Ana Walker"),
        ("Ana MacSample", "Ana MacSample"),
    ],
)
def test_a_name_stands_as_written_without_title_credential_and_slips(seen: str, meant: str) -> None:
    assert clean_name(seen) == meant


@pytest.mark.parametrize(
    "text", ["Non-Compliance Unit", "12 Main Street", "Dear Sir", "Ana", "the patient left early"]
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Maria Sample", "Sample, Ana Maria", True),
        ("A. Sample", "Ana Sample", True),
        ("Ana Samqle", "Ana Sample", True),
        ("Ana Sample", "Joris Sample", False),
        ("Ana Sample", "Ana Different", False),
    ],
)
def test_a_slip_is_the_same_person_and_a_brother_is_not(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_credential_tells_a_provider() -> None:
    assert has_credential("Lee Example, PA-C")
    assert not has_credential("Lee Example")
