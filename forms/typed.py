"""What a person types into a field, made into the value a record holds, or a sentence that helps.

The grammar is that of reading, without its repairs: a reader's slip is guessed at, a person's is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from email_validator import EmailNotValidError, validate_email

from forms.definition import Field, FieldType
from forms.grammar.dates import date_candidates
from forms.grammar.ids import parse_cin, parse_npi
from forms.grammar.parsed import Parsed
from forms.grammar.phones import parse_phone
from forms.grammar.times import parse_time

MAX_TEXT = 4000


class NotThat(ValueError):
    """The text is no value of the field; `says` tells the person what to write instead."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
"""What a browser's time input sends: two digits for the hour, so that nothing is left to guess."""


def parse_typed(field: Field, text: str, *, latest: date | None = None) -> str:
    """The normalised value of one typed text (see `forms.values.Value`). Raises `NotThat`.

    `latest` is the day on which the paper came in: a year of two figures lies before it or just after,
    and a date of a field with `not_after` does not lie after it.
    """
    if len(text) > MAX_TEXT:
        raise NotThat(f"Please keep this under {MAX_TEXT} characters; send the rest as a file.")
    if field.type is FieldType.LONG_TEXT:
        return text.strip()
    plain = " ".join(text.split())
    if field.type is not FieldType.DATE:
        return _PARSERS.get(field.type, str)(plain)
    day = _date(plain, latest)
    if field.not_after and latest and day > latest.isoformat():
        raise NotThat(f"This date lies after {latest:%B} {latest.day}, {latest.year}, the day of receipt.")
    return day


def _date(text: str, latest: date | None) -> str:
    """Month first, as offices here write. A text without all of day, month and year is no date."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b|\b(of|the)\b", "", text.lower())
    dates = {found.value for found in date_candidates(text, near=latest) if not found.repaired}
    if len(re.findall(r"\d+|[a-z]{3,}", words)) != 3 or len(dates) != 1:
        raise NotThat("Please write one date as month/day/year, for example 3/14/2026.")
    return dates.pop()


def _time(text: str) -> str:
    if _CLOCK.fullmatch(text.strip()):
        return text.strip()
    return _sure(parse_time(text), "Please write the time like 2:15 p.m. or 14:15.")


def _member_id(text: str) -> str:
    """Nine characters, or the fourteen of the card, of which the first nine count."""
    says = "A CIN is a 9, seven more digits and a letter, for example 91234567A."
    return _sure(parse_cin(text.upper()), says)


def _npi(text: str) -> str:
    return _sure(parse_npi(text), "This is not an NPI: please check its ten digits.")


def _phone(text: str) -> str:
    return _sure(parse_phone(text), "Please write a telephone number with its area code, ten digits.")


def _sure(found: Parsed | None, says: str) -> str:
    """What the grammar found without repairing anything."""
    if found is None or found.repaired:
        raise NotThat(says)
    return found.value


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise NotThat("This is not an e-mail address; please check it.") from error


_PARSERS: Mapping[FieldType, Callable[[str], str]] = {
    FieldType.TIME: _time,
    FieldType.MEMBER_ID: _member_id,
    FieldType.NPI: _npi,
    FieldType.US_PHONE: _phone,
    FieldType.EMAIL: _email,
}
