"""References told to people: random, short, without letters and digits that are mistaken for each other."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(rf"\bCF-?\s?([{ALPHABET}]{{4}})\s?-\s?([{ALPHABET}]{{3}})(?:\s?-\s?(\d{{1,2}}))?\b")


def new_reference() -> str:
    """A receipt's reference such as `CF-7F3K-22Q`; 30^7 of them, so the caller needs a unique constraint."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(7))
    return f"CF-{letters[:4]}-{letters[4:]}"


def find_references(text: str) -> list[str]:
    """Every reference printed in a text, of receipts or of cases (`CF-7F3K-22Q-1`), in order."""
    found = []
    for first, second, number in _SHAPE.findall(text.upper()):
        found.append(f"CF-{first}-{second}" + (f"-{number}" if number else ""))
    return found
