"""What a person types into a field, made into the value a record holds, or a sentence that helps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time

import phonenumbers
from dateutil import parser as dates
from email_validator import EmailNotValidError, validate_email

from forms.definition import Field, FieldType

MAX_TEXT = 4000


class NotThat(ValueError):
    """The text is no value of the field; `says` tells the person what to write instead."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def parse_typed(field: Field, text: str, *, latest: date | None = None) -> str:
    """The normalised value of one typed text (see `forms.values.Value`).

    A date must not lie after `latest` where the field has `not_after`. Raises `NotThat`.
    """
    value = _PARSERS.get(field.type, _plain)(" ".join(text.split()) if field.type != "long_text" else text)
    if field.not_after and latest and value > latest.isoformat():
        raise NotThat(
            f"This date lies after {latest:%B} {latest.day}, {latest.year}, when the paper came in."
        )
    return value


def _plain(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise NotThat(f"Please keep this under {MAX_TEXT} characters; send the rest as a file.")
    return text.strip()


def _date(text: str) -> str:
    """Month first, as offices here write. A text without all of day, month and year is no date."""
    says = "Please write the date as month/day/year, for example 3/14/2026."
    if len(re.findall(r"\d+|[a-z]{3,}", re.sub(r"(?<=\d)(st|nd|rd|th)\b|\bof\b", "", text.lower()))) != 3:
        raise NotThat(says)
    try:
        return dates.parse(text).date().isoformat()
    except (ValueError, OverflowError) as error:
        raise NotThat(says) from error


def _time(text: str) -> str:
    found = _TIME.fullmatch(text.lower().replace(".", "").replace(" ", ""))
    try:
        if not found:
            raise ValueError("no time")
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        return time(_of_day(hour, found["half"]), minute).strftime("%H:%M")
    except ValueError as error:
        raise NotThat("Please write the time like 2:15 p.m. or 14:15.") from error


_TIME = re.compile(r"(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?(?P<half>am|pm)?")


def _of_day(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("no hour of a half day")
    return hour % 12 + (12 if half == "pm" else 0)


def _member_id(text: str) -> str:
    """Nine characters, or the fourteen of the card, of which the first nine count."""
    compact = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"9\d{7}[A-Z](\d{5})?", compact):
        raise NotThat("A CIN is a 9, seven more digits and a letter, for example 91234567A.")
    return compact[:9]


def _npi(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[12]\d{9}", digits) or not _luhn("80840" + digits):
        raise NotThat("This is not an NPI: please check its ten digits.")
    return digits


def _luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812: every second digit from the right doubled, the sum of all digits a ten."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _phone(text: str) -> str:
    says = "Please write a telephone number with its area code, ten digits."
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as error:
        raise NotThat(says) from error
    if number.country_code != 1 or not phonenumbers.is_possible_number(number):
        raise NotThat(says)
    return str(number.national_number)


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise NotThat("This is not an e-mail address; please check it.") from error


_PARSERS: Mapping[FieldType, Callable[[str], str]] = {
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.MEMBER_ID: _member_id,
    FieldType.NPI: _npi,
    FieldType.US_PHONE: _phone,
    FieldType.EMAIL: _email,
}
