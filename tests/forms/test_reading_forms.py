"""Forms of every layout become fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forms.values import State
from ocr.page import PageReading
from tests.forms.pages import Desk, page

BESIDE = """
                    Sunny Coast Health Plan
             Request for Member Reassignment
Member name: Ana Sample              CIN: 91234567A
Date of birth: 5/21/1951             Member's phone: (559) 555-0101
Requesting provider: Lee Example, MD        NPI: 1234567893
Practice: Example Family Clinic      Phone: (559) 555-0142     Fax: (559) 555-0143
Reason for request (check all that apply)
[ ] Fraud                            [ ] Ineffective relationship
[x] Missed appointments              [ ] Abusive or disruptive behavior
Dates of missed appointments:  1/5/2026   2/9/2026   3/2/2026
What happened?
She did not come to three visits and did not call us before any of them.
What has your office done to correct the problem?
We called her before each visit and mailed a reminder letter.
Date of your letter to the member: 6/1/2026
Provider signature: LExmple                 Date: 6/2/2026
"""

BELOW = """
Valley Example Plan      Fax to Provider Services (800) 555-0199
          Member Reassignment Request Form
1. Member
First name                 Last name                Medi-Cal ID #
Ana                        Sample                   91234567A

DOB                        Phone
05/21/1951                 (559) 555-0101

2. Provider information
PCP name                   NPI                      Group or clinic
Lee Example                1234567893               Example Family Clinic

Office phone               Office fax
559-555-0142               559-555-0143

Why do you ask for this change?
[ ] Member committed fraud
[x] Broke the agreement about pain medicine
[ ] Fails to keep visits
Please tell us what happened and when
He sold the tablets that he was given and could not bring them to a count.

Steps that your office has taken
He was counseled twice and referred to pain management.
Signature of the physician               Date signed
                                         06/02/2026
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("text", [BESIDE, BELOW], ids=["beside", "below"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("member_name", "Ana Sample"),
        ("member_cin", "91234567A"),
        ("member_dob", "1951-05-21"),
        ("provider_name", "Lee Example"),
        ("provider_npi", "1234567893"),
        ("practice_name", "Example Family Clinic"),
        ("provider_phone", "5595550142"),
        ("provider_fax", "5595550143"),
        ("signed_on", "2026-06-02"),
    ],
)
def test_a_value_is_found_beside_its_label_or_below_it(desk: Desk, text: str, field: str, value: str) -> None:
    found = desk.one(text).values[field]
    assert (found.value, found.needs_review) == (value, False)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (BESIDE, "reasons", ["missed_appointments"]),
        (BESIDE, "missed_appointment_dates", ["2026-01-05", "2026-02-09", "2026-03-02"]),
        (BESIDE, "efforts", ["phone_call", "reminder_letter"]),
        (BESIDE, "member_letter_date", "2026-06-01"),
        (BESIDE, "signature_present", True),
        (BELOW, "reasons", ["medication_agreement_violation"]),
        (BELOW, "efforts", ["education", "pain_management_referral"]),
        (BELOW, "signature_present", False),
    ],
)
def test_boxes_lists_and_free_text_of_a_form_are_understood(
    desk: Desk, text: str, field: str, value: Any
) -> None:
    assert desk.one(text).values[field].value == value


def test_an_empty_box_is_absent_and_takes_no_neighbours_value(desk: Desk) -> None:
    values = desk.one(BESIDE.replace("91234567A", "").replace("Ana Sample", "")).values
    assert values["member_cin"].state is State.ABSENT
    assert values["member_name"].state is State.ABSENT


def test_no_box_ticked_means_no_reason(desk: Desk) -> None:
    assert desk.one(BESIDE.replace("[x]", "[ ]")).values["reasons"].state is State.ABSENT


def test_a_number_nobody_can_read_is_unreadable_not_absent(desk: Desk) -> None:
    value = desk.one(BESIDE.replace("5/21/1951", "5?/2")).values["member_dob"]
    assert value.state is State.UNREADABLE
    assert value.needs_review


def test_a_repaired_cin_always_goes_to_a_person(desk: Desk) -> None:
    value = desk.one(BESIDE.replace("91234567A", "9I234567A")).values["member_cin"]
    assert (value.value, value.repaired, value.needs_review) == ("91234567A", True, True)


def test_where_the_readers_differ_the_clerk_sees_both(desk: Desk) -> None:
    second = BESIDE.replace("91234567A", "91284567A")
    (paper,) = desk.read(page(BESIDE, second=second))
    value = paper.values["member_cin"]
    assert value.needs_review
    assert value.candidates == ("91234567A", "91284567A")


def test_a_form_that_names_another_member_says_so(desk: Desk) -> None:
    values = desk.one(
        BESIDE.replace("on three visits", "").replace("before any of them.", "also move her son Leo Sample")
    ).values
    assert values["other_member_names"].value == ["Leo Sample"]


def test_the_plans_own_fax_number_is_not_the_offices(desk: Desk) -> None:
    text = BELOW.replace("Office fax", "").replace("559-555-0143", "")
    assert desk.one(text).values["provider_fax"].state is State.ABSENT


def signed(text: str, label: str, scrawl: str) -> PageReading:
    """A page on which a reader made a word of the strokes of a signature."""
    drawn = page(text.replace("Provider signature: LExmple", f"{label} {scrawl}"))
    return replace(drawn, signature_ink=tuple(word.box for word in drawn.words if word.text == scrawl))


@pytest.mark.parametrize("label", ["Signature", "Signature.", "signaure", "Signature of provider", "Signed"])
@pytest.mark.parametrize("scrawl", ["weew", "NMmMee"])
def test_a_signature_close_behind_its_label_is_one(desk: Desk, label: str, scrawl: str) -> None:
    (paper,) = desk.read(signed(BESIDE, label, scrawl))
    assert paper.values["signature_present"].value is True


def test_a_line_that_nobody_signed_is_empty(desk: Desk) -> None:
    assert desk.one(BESIDE.replace("LExmple", "       ")).values["signature_present"].value is False


@pytest.mark.parametrize(
    ("seen", "doubtful"),
    [("3/16/2026", False), ("311612026", False), ("#", False), ("3/12/2026", True)],
)
def test_each_date_of_a_list_is_as_sure_as_it_would_be_alone(desk: Desk, seen: str, doubtful: bool) -> None:
    first = BESIDE.replace("3/2/2026", "3/16/2026")
    (paper,) = desk.read(page(first, second=first.replace("3/16/2026", seen)))
    assert paper.values["missed_appointment_dates"].needs_review is doubtful


def test_a_row_of_labels_has_its_values_below_though_the_form_has_most_beside(desk: Desk) -> None:
    beside = "Member name: Ana Sample              CIN: 91234567A"
    below = "Member name                          CIN\nAna Sample                           91234567A"
    values = desk.one(BESIDE.replace(beside, below)).values
    assert (values["member_name"].value, values["member_cin"].value) == ("Ana Sample", "91234567A")


def test_an_empty_label_beside_a_filled_one_takes_nothing_from_below(desk: Desk) -> None:
    text = BESIDE.replace("Member name: Ana Sample ", "Member name             ").replace("birth:", "birth ")
    assert desk.one(text).values["member_name"].state is State.ABSENT


def test_a_line_that_the_second_reader_took_for_two_still_agrees(desk: Desk) -> None:
    first = page(BESIDE)
    dates = {"1/5/2026", "3/2/2026"}
    late = [replace(word, line=99) for word in first.second if word.text in dates]
    early = [word for word in first.second if word.text not in dates]
    (paper,) = desk.read(replace(first, second=(*early, *late)))
    assert not paper.values["missed_appointment_dates"].needs_review


def test_a_list_with_a_date_that_nobody_can_read_is_for_a_person(desk: Desk) -> None:
    first = BESIDE.replace("1/5/2026", "2./2./2026")
    (paper,) = desk.read(page(first, second=first.replace("3/2/2026", "#")))
    assert paper.values["missed_appointment_dates"].needs_review


def test_ink_behind_a_label_that_it_made_unreadable_is_a_signature(desk: Desk) -> None:
    (paper,) = desk.read(signed(BESIDE, "Sigatue o prvdr", "WmA"))
    assert paper.values["signature_present"].value is True
