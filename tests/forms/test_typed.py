"""What a person types, and what helps where it is no value."""

from __future__ import annotations

from datetime import date

import pytest

from forms.definition import Field, FieldType
from forms.typed import NotThat, parse_typed


def field(kind: str) -> Field:
    return Field(name="x", label="X", type=FieldType(kind))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2026-03-14", "2026-03-14"),
        ("date", "3/14/2026", "2026-03-14"),
        ("date", "3/4/26", "2026-03-04"),
        ("date", "March 3rd, 2026", "2026-03-03"),
        ("date", "Mar 3 2026", "2026-03-03"),
        ("time", "14:15", "14:15"),
        ("time", "11:05", "11:05"),
        ("time", "03:40", "03:40"),
        ("time", "2:15 p.m.", "14:15"),
        ("time", "12 am", "00:00"),
        ("time", "12:30 PM", "12:30"),
        ("time", "0905 hours", "09:05"),
        ("member_id", "91234567a", "91234567A"),
        ("member_id", "9123-4567 A", "91234567A"),
        ("member_id", "91234567A29180", "91234567A"),
        ("npi", "1234567893", "1234567893"),
        ("us_phone", "(559) 555-0123", "5595550123"),
        ("us_phone", "+1 559 555 0123", "5595550123"),
        ("email", "Desk@Example.org", "Desk@example.org"),
        ("name", "  Ana   Sample ", "Ana Sample"),
        ("long_text", "One.\n\nTwo. ", "One.\n\nTwo."),
    ],
)
def test_what_people_type_becomes_a_value(kind: str, text: str, value: str) -> None:
    assert parse_typed(field(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("date", "17", "month/day/year"),
        ("date", "June 3rd", "month/day/year"),
        ("date", "2/30/2026", "month/day/year"),
        ("date", "last Tuesday", "month/day/year"),
        ("time", "25:00", "like 2:15 p.m."),
        ("time", "3:40", "like 2:15 p.m."),
        ("time", "afternoon", "like 2:15 p.m."),
        ("member_id", "81234567A", "a 9, seven more digits and a letter"),
        ("member_id", "912345678", "a 9, seven more digits and a letter"),
        ("npi", "1234567890", "check its ten digits"),
        ("us_phone", "555-0123", "ten digits"),
        ("us_phone", "+44 20 7946 0018", "ten digits"),
        ("email", "desk at example", "not an e-mail address"),
        ("long_text", "x" * 4001, "under 4000 characters"),
    ],
)
def test_what_is_no_value_is_answered_with_help(kind: str, text: str, says: str) -> None:
    with pytest.raises(NotThat) as refused:
        parse_typed(field(kind), text)
    assert says in refused.value.says and text not in refused.value.says


@pytest.mark.parametrize(("text", "day"), [("6/13/60", "1960-06-13"), ("6/13/26", "2026-06-13")])
def test_a_year_of_two_figures_lies_before_the_paper(text: str, day: str) -> None:
    assert parse_typed(field("date"), text, latest=date(2026, 6, 20)) == day


def test_a_date_after_the_paper_came_is_refused() -> None:
    past = Field(name="x", label="X", type=FieldType.DATE, not_after="received_on")
    assert parse_typed(past, "6/20/2026", latest=date(2026, 6, 20)) == "2026-06-20"
    with pytest.raises(NotThat, match="after June 20, 2026, the day of receipt"):
        parse_typed(past, "6/21/2026", latest=date(2026, 6, 20))
