"""Letters become fields, however they are worded."""

from __future__ import annotations

from typing import Any

import pytest

from forms.values import State
from tests.forms.pages import Desk

LETTER = """
Example Family Clinic
100 Sample Street, Fresno, CA 93701
Phone (559) 555-0142   Fax (559) 555-0143

May 29, 2026

Sunny Coast Health Plan
Attn: Non-Compliance Unit

Re: Ana Sample, CIN 91234567A, DOB 5/21/1951

Dear Member Services:

I write about your member Ms. Sample. On May 12, 2026 at 9:05 a.m. she swore at our receptionist.
On May 20, half past two in the afternoon, she called the nurse vulgar names and screamed insults.
All of this happened at the front desk of our Sample Street office.

On May 13 I called her at home, and on May 22 we mailed a written warning.
She has a visit on June 9, which we will keep.

Sincerely,
LExmple

Lee Example, M.D.
NPI 1234567893
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


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
        ("signed_on", "2026-05-29"),
        ("reasons", ["verbal_abuse"]),
        ("incident_dates", ["2026-05-12", "2026-05-20"]),
        ("incident_times", ["09:05", "14:30"]),
        ("incident_place", "the front desk of our Sample Street office"),
        ("efforts", ["phone_call", "warning"]),
    ],
)
def test_what_a_letter_says_is_read(desk: Desk, field: str, value: Any) -> None:
    assert desk.one(LETTER).values[field].value == value


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        ("He punched our medical assistant in the arm.", ["physical_assault"]),
        ("He pulled a knife and said that he would use it.", ["physical_assault"]),
        ("He did not show up for four visits.", ["missed_appointments"]),
        ("He lent his plan card to a cousin.", ["id_card_fraud"]),
        ("He will not take the insulin that was prescribed.", ["care_noncompliance"]),
        ("We had to close the clinic for an hour and send everybody out.", ["disruptive"]),
        (
            "He keeps going to an out-of-network clinic without any referral.",
            ["unauthorized_out_of_network_use"],
        ),
        ("He is a pleasant man and we wish him well.", None),
        ("There was no physical assault and nobody was hurt.", None),
    ],
)
def test_a_reason_is_what_the_sentences_tell(desk: Desk, sentence: str, reasons: list[str] | None) -> None:
    start, end = LETTER.index("she swore"), LETTER.index("All of this")
    letter = f"{LETTER[:start]}this happened.\n{sentence}\n{LETTER[end:]}"
    assert desk.one(letter).values["reasons"].value == reasons


def test_days_of_calls_letters_and_kept_visits_are_no_incidents(desk: Desk) -> None:
    dates = desk.one(LETTER).values["incident_dates"].value
    assert not {"2026-05-13", "2026-05-22", "2026-06-09", "2026-05-29"} & set(dates or ())


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        (", CIN 91234567A", "member_cin"),
        ("All of this happened at the front desk of our Sample Street office.", "incident_place"),
        ("On May 13 I called her at home, and on May 22 we mailed a written warning.", "efforts"),
        ("Lee Example, M.D.", "provider_name"),
    ],
)
def test_what_a_letter_leaves_out_is_absent(desk: Desk, gone: str, field: str) -> None:
    assert desk.one(LETTER.replace(gone, "")).values[field].state is State.ABSENT


def test_a_letter_without_times_has_none_though_it_states_office_hours(desk: Desk) -> None:
    text = LETTER.replace(" at 9:05 a.m.", "").replace(", half past two in the afternoon,", "")
    text = text.replace("which we will keep.", "which we keep. Office hours are weekdays 8:30 a.m. to 5 p.m.")
    assert desk.one(text).values["incident_times"].state is State.ABSENT


def test_the_number_of_a_police_report_is_read_from_its_sentence(desk: Desk) -> None:
    text = LETTER.replace("She has a visit", "The police report number is HP-26-0417. She has a visit")
    assert desk.one(text).values["police_report_number"].value == "HP-26-0417"


@pytest.mark.parametrize(
    "subject",
    [
        "Member conduct report",
        "Member Non-Compliance",
        "Patient behavior complaint",
        "Member Incident Report",
    ],
)
def test_what_a_subject_line_says_about_a_member_is_nobodys_name(desk: Desk, subject: str) -> None:
    text = LETTER.replace("Re: Ana Sample, CIN", f"Re: {subject}\nMedi-Cal ID")
    text = text.replace("your member Ms. Sample", "a member of your plan")
    assert desk.one(text).values["member_name"].state is State.ABSENT


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("On May 12, 2026 she slapped a nurse until others came for help.", ["2026-05-12"]),
        ("On May 12, 2026 she missed her visit, and we mailed a card.", ["2026-05-12"]),
        ("On May 12, 2026 we mailed a warning because she missed a visit.", None),
        ("On May 12, 2026, after she swore at us, we telephoned her.", None),
    ],
)
def test_a_date_belongs_to_what_is_told_right_behind_it(
    desk: Desk, sentence: str, dates: list[str] | None
) -> None:
    start, end = LETTER.index("I write about"), LETTER.index("On May 13")
    text = f"{LETTER[:start]}I write about Ms. Sample.\n{sentence}\n\n{LETTER[end:]}"
    assert desk.one(text).values["incident_dates"].value == dates


def test_a_time_broken_over_two_lines_is_sure(desk: Desk) -> None:
    text = LETTER.replace("On May 12, 2026 at 9:05 a.m. she", "On May 12, 2026 at 9:05\na.m. she")
    value = desk.one(text).values["incident_times"]
    assert (value.value, value.needs_review) == (["09:05", "14:30"], False)


@pytest.mark.parametrize(
    "said",
    [
        "I write on behalf of Example Family Health Center about this.",
        "She screamed at our office manager.",
        "She pointed at my clinic staff.",
        "I called her at home on May 13.",
    ],
)
def test_on_whose_behalf_and_at_whom_is_no_place(desk: Desk, said: str) -> None:
    text = LETTER.replace("All of this happened at the front desk of our Sample Street office.", said)
    assert desk.one(text).values["incident_place"].state is State.ABSENT


def test_a_birth_date_in_words_is_read(desk: Desk) -> None:
    value = desk.one(LETTER.replace("DOB 5/21/1951", "born the 21st of May 1951")).values["member_dob"]
    assert value.value == "1951-05-21"


def test_paragraphs_of_one_line_do_not_hide_where_the_next_begins(desk: Desk) -> None:
    start, end = LETTER.index("I write about"), LETTER.index("She has a visit")
    told = [
        "Steps our office has taken: on May 13 we called her at home, and on May 22 we mailed her a",
        "written warning by post, and a nurse explained the rules of the clinic to her with a",
        "leaflet about them.",
        "",
        "We care for many families in this town and need the help of the plan with this one.",
        "",
        "On May 20, 2026 she slapped a nurse in the hallway of our clinic until others came.",
        "",
    ]
    values = desk.one(LETTER[:start] + "\n".join(told) + LETTER[end:]).values
    assert values["reasons"].value == ["physical_assault"]
    assert values["efforts"].value == ["phone_call", "education", "warning"]
