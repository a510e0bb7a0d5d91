"""Member ids (CIN, or the number of the benefit card), NPIs and diagnosis codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.grammar.parsed import Mention, Parsed, as_digits

CIN_LETTERS = "ACDEFGHMNTUVWXYZ"
"""The check letters of a CIN; two sources disagree on B, so other letters are doubtful, not wrong."""

_CIN = re.compile(r"(?<![A-Za-z0-9])9(?:[ -]?\d){7}[ -]?[A-Za-z](?:[ -]?\d(?:[ -]?\d){4})?(?![a-z])")
_CIN_LIKE = re.compile(r"(?<![A-Za-z0-9])[9gq](?:[ -]?[0-9OoQDIl|!ZzSsBbGg]){7}[ -]?[A-Za-z0-9]")
_LETTER_LOOKS = {"0": "D", "2": "Z", "4": "A", "6": "G", "7": "T", "1": "T", "O": "D", "Q": "G", "I": "T"}

_NPI = re.compile(r"(?<![\d(/-])[12]\d{9}(?!\d)")
_TELEPHONE = re.compile(r"\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}")
_DIGIT_TWINS = {
    "0": "68", "1": "74", "2": "7", "3": "8", "4": "91", "5": "63", "6": "05", "7": "12", "8": "30", "9": "4",
}  # fmt: skip

_ICD = re.compile(
    r"(?<![A-Za-z0-9])([A-TV-Z][0-9OoIl][0-9A-Za-z])(?:[. ]{1,2}([0-9OoIl][0-9A-Za-z]{0,3}))?(?![A-Za-z0-9])"
)


def parse_cin(text: str) -> Parsed | None:
    """The CIN in a box: nine characters, or the first nine of a 14-character card number; None if it is none.

    Letters that look like digits are repaired by position (domain facts, 3.1).
    """
    found = next(find_cins(text), None) or next(_loose_cins(text), None)
    return Parsed(found.value, found.repaired) if found else None


def find_cins(text: str) -> Iterator[Mention]:
    """Every CIN that stands in the text as it should: a 9, seven digits, a letter."""
    for hit in _CIN.finditer(text):
        plain = re.sub(r"[ -]", "", hit[0]).upper()[:9]
        yield Mention(plain, hit.start(), hit.end(), repaired=plain[8] not in CIN_LETTERS)


def _loose_cins(text: str) -> Iterator[Mention]:
    for hit in _CIN_LIKE.finditer(text):
        plain = re.sub(r"[ -]", "", hit[0])
        letter = plain[8].upper()
        letter = letter if letter in CIN_LETTERS else _LETTER_LOOKS.get(letter, "")
        if letter:
            yield Mention(as_digits(plain[:8]) + letter, hit.start(), hit.end(), repaired=True)


def is_npi(digits: str) -> bool:
    """Ten digits from 1 or 2 that pass the Luhn check behind the prefix 80840."""
    if not re.fullmatch(r"[12]\d{9}", digits):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed("80840" + digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def find_npis(text: str) -> Iterator[Mention]:
    """Every number in the text that passes for an NPI."""
    for hit in _NPI.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if is_npi(digits):
            yield Mention(digits, hit.start(), hit.end())


def parse_npi(text: str) -> Parsed | None:
    """The NPI in a box, one misread digit repaired where only one repair passes the check; None if
    there is none.
    """
    if found := next(find_npis(text), None):
        return Parsed(found.value)
    if _TELEPHONE.search(text):
        return None
    digits = re.sub(r"\D", "", as_digits(re.sub(r"[\s./-]", "", text)))
    if is_npi(digits):
        return Parsed(digits, repaired=True)
    near = {value for value in _one_off(digits) if is_npi(value)} if len(digits) == 10 else set()
    return Parsed(near.pop(), repaired=True) if len(near) == 1 else None


def _one_off(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for twin in _DIGIT_TWINS[digit]:
            yield digits[:place] + twin + digits[place + 1 :]


def find_diagnoses(text: str) -> Iterator[Mention]:
    """Every ICD-10-CM code in the text, with its dot."""
    for hit in _ICD.finditer(_digit_first(text)):
        head, tail = hit[1], hit[2] or ""
        code = head[0] + as_digits(head[1]) + head[2].translate(str.maketrans("OoIl", "0011"))
        value = f"{code}.{tail.translate(str.maketrans('OoIl', '0011'))}" if tail else code
        yield Mention(value.upper(), hit.start(), hit.end(), repaired=value != hit[0])


def _digit_first(text: str) -> str:
    """A chapter letter I that was read as the digit 1 ("150.22"), written as the letter again."""
    return re.sub(r"(?<![A-Za-z0-9.])[1l|](?=\d\d(?:\.\d{1,4})?(?![\d/-]))", "I", text)
