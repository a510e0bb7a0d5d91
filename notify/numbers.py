"""Telephone numbers as people read them."""

from __future__ import annotations

import phonenumbers


def readable(number: str) -> str:
    """`(209) 555-0142` for any way to write a US number; what is none comes back as it was."""
    try:
        parsed = phonenumbers.parse(number, "US")
    except phonenumbers.NumberParseException:
        return number
    if parsed.country_code != 1 or not phonenumbers.is_possible_number(parsed):
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
