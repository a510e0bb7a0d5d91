"""Look for personal data where none may be: every way it could be written, in every file and text."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from intake.demo.people import Member


def marks_of(member: Member) -> set[str]:
    """What would give the member away: CIN, birth date in its usual shapes, full name and family name."""
    born: dt.date = member.birth_date
    name = f"{member.first_name} {member.last_name}"
    plain = {
        member.cin,
        name,
        f"{member.last_name}, {member.first_name}",
        born.isoformat(),
        f"{born:%m/%d/%Y}",
        f"{born.month}/{born.day}/{born.year}",
        f"{born:%B} {born.day}, {born.year}",
    }
    coded = {base64.b64encode(text.encode()).decode().rstrip("=")[:-1] for text in (member.cin, name)}
    return plain | {quote(text) for text in plain} | coded


def found_in(text: str, marks: Iterable[str]) -> list[str]:
    """The marks that stand in a text, whatever their case."""
    low = text.lower()
    return sorted(mark for mark in marks if mark.lower() in low)


def found_in_files(folders: Iterable[Path], marks: set[str]) -> Iterator[str]:
    """`file: mark` for every mark in any file below the folders."""
    for folder in folders:
        for path in sorted([folder] if folder.is_file() else folder.rglob("*")):
            if path.is_file():
                text = path.read_bytes().decode("utf-8", errors="replace")
                for mark in found_in(text, marks):
                    yield f"{path.name}: {mark}"
