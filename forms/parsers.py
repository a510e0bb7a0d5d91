"""Which grammar reads which field."""

from __future__ import annotations

import re
from datetime import date

from forms.cues import Grammar
from forms.definition import Field, FieldType
from forms.fuse import Parse
from forms.grammar.dates import date_candidates
from forms.grammar.ids import find_diagnoses, parse_cin, parse_npi
from forms.grammar.names import NOT_NAMES, clean_name, plain
from forms.grammar.parsed import Parsed
from forms.grammar.phones import parse_phone
from forms.grammar.times import parse_time

_REPORT = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9-]*\d{2})[A-Za-z]{0,5}-?\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9/])"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_THE_NAME = re.compile(
    r"(?<=\S)\W*(?:\b(?:NPI|CIN|DOB|D\.O\.B|Tel|Phone|Fax|Lic|License|born|name|Medi-?Cal|Client Index"
    r"|Member ID|Patient ID|ID)\b|\(|\d{3})"
)
_EMPTY = frozenset(["n/a", "na", "none", "no", "-", "--", "unknown", "nil", "same"])


def parser_of(field: Field, grammar: Grammar | None, near: date) -> Parse:
    """How the text of this field is read: a function from text to what it can stand for."""
    if field.type is FieldType.DATE:
        return lambda text: date_candidates(text, near=near)
    if field.type is FieldType.CODE and grammar is Grammar.ICD10:
        return lambda text: [Parsed(hit.value, hit.repaired) for hit in find_diagnoses(text)]
    single = {
        FieldType.MEMBER_ID: parse_cin,
        FieldType.NPI: parse_npi,
        FieldType.US_PHONE: parse_phone,
        FieldType.TIME: parse_time,
        FieldType.NAME: parse_name,
        FieldType.CODE: parse_report_number,
        FieldType.EMAIL: parse_email,
    }.get(field.type, parse_text)
    return lambda text: [found] if (found := single(text)) else []


def parse_name(text: str) -> Parsed | None:
    name = clean_name(_NOT_THE_NAME.split(text.strip())[0])
    if all(word in NOT_NAMES for word in plain(name.replace("-", " ")).split()):
        return None
    return Parsed(name) if len(re.findall(r"[A-Za-zÀ-ÿ]", name)) >= 3 and name.lower() not in _EMPTY else None


def parse_text(text: str) -> Parsed | None:
    bare = re.sub(r"\s+", " ", text).strip(" .,:;_|-·•")
    return Parsed(bare) if re.search(r"[A-Za-z]{2}", bare) and bare.lower() not in _EMPTY else None


def parse_report_number(text: str) -> Parsed | None:
    """The number that a police report carries: letters, digits and dashes, with two digits at least."""
    found = _REPORT.search(re.sub(r"(?<=[A-Za-z0-9])\s*-\s*(?=[A-Za-z0-9])", "-", text))
    return Parsed(found[0].upper()) if found else None


def parse_email(text: str) -> Parsed | None:
    found = _EMAIL.search(text.replace(" ", ""))
    return Parsed(found[0]) if found else None
