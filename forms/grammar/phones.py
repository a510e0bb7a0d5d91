"""North American telephone numbers, as ten digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from forms.grammar.parsed import Mention, Parsed, as_digits

_PHONE = re.compile(
    r"(?<![\dA-Za-z])(?:\+?1[ .-]{0,2})?[(\[]?\d{3}[)\]]?[ ./~-]{0,3}\d{3}[ .~-]{0,3}\d{4}(?!\d)"
)
_DIGIT = r"[\dOoSsIlBZz/|] ?"
_LOOSE = re.compile(
    rf"[(\[]?(?:{_DIGIT}){{3}}[)\]]?[ ./~-]{{0,3}}(?:{_DIGIT}){{3}}[ .~/-]{{0,3}}(?:{_DIGIT}){{4}}"
)


def find_phones(text: str) -> Iterator[Mention]:
    """Every telephone number in the text."""
    for hit in _PHONE.finditer(text):
        if digits := _national(hit[0]):
            yield Mention(digits, hit.start(), hit.end())


def parse_phone(text: str) -> Parsed | None:
    """The telephone number in a box, letters and slashes that look like digits repaired; None if there
    is none.
    """
    if found := next(find_phones(text), None):
        return Parsed(found.value)
    for hit in _LOOSE.finditer(text):
        plain = as_digits(re.sub(r"[ .~()\[\]-]", "", hit[0]).replace("/", "1"))
        if digits := _national(plain):
            return Parsed(digits, repaired=True)
    return None


def _national(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    digits = str(number.national_number)
    return digits if number.country_code == 1 and re.fullmatch(r"[2-9]\d{2}[2-9]\d{6}", digits) else None
