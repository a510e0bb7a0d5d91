"""The model of a definition's `extract:` section: how a paper of this type is recognised and read.

A phrase is words in lower case: `word*` takes any ending, `a|b` takes either, `(word)` may be left
out, `...` skips up to five words, `!word` forbids it as the next one. Phrases are looked for in
text without accents and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict

from forms.clauses import Names, Strict


def compiled(phrase: Any) -> re.Pattern[str]:
    """The pattern of a phrase."""
    if isinstance(phrase, re.Pattern):
        return phrase
    first, *rest = str(phrase).lower().split()
    return re.compile(rf"(?<!\S)(?:{_choices(first)})" + "".join(_part(word) for word in rest) + r"(?!\S)")


def _part(word: str) -> str:
    if word == "...":
        return r"(?:\s+\S+){0,5}?"
    if word.startswith("!"):
        return rf"(?!\s+(?:{_choices(word[1:])})(?!\S))"
    if word.startswith("(") and word.endswith(")"):
        return rf"(?:\s+(?:{_choices(word[1:-1])}))?"
    return rf"\s+(?:{_choices(word)})"


def _choices(word: str) -> str:
    return "|".join(re.escape(choice).replace(r"\*", r"\S*") for choice in word.split("|"))


def _weighed(data: Any) -> Any:
    return dict.fromkeys(data, 1.0) if isinstance(data, list) else data


Phrase = Annotated[re.Pattern[str], BeforeValidator(compiled)]
Phrases = tuple[Phrase, ...]
Weights = Annotated[Mapping[str, float], BeforeValidator(_weighed)]


class Extracting(Strict):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Shape(StrEnum):
    """How the paper is laid out."""

    FORM = "form"
    LETTER = "letter"
    PAGE = "page"


class Place(StrEnum):
    """Parts of a letter in which a value can stand by itself, without a label."""

    DATE_LINE = "date_line"
    LETTERHEAD = "letterhead"
    SUBJECT = "subject"
    ADDRESSEE = "addressee"
    SALUTATION = "salutation"
    SIGNATURE_BLOCK = "signature_block"
    ANYWHERE = "anywhere"


class Recognise(Extracting):
    """Weights of phrases; a page is of this type from a sum of 1. A phrase counts once.

    `titles` count if they stand in the upper part of the page, `openings` mark a first page and
    `continues` a later one.
    """

    titles: Weights = {}
    cues: Weights = {}
    against: Weights = {}
    openings: Names = ()
    continues: Names = ()


class Grammar(StrEnum):
    """How a value is spelled where the field's type does not say it."""

    ICD10 = "icd10"
    REPORT_NUMBER = "report_number"
    SIGNATURE = "signature"
    OTHER_MEMBERS = "other_members"
    PLACE = "place"


class Readers(Extracting):
    """How one field is read. Each reader that is given is tried; see the module of that reader."""

    acroform: Names = ()
    labels: Names = ()
    asks: Phrases = ()
    after: Names = ()
    marked: Mapping[str, Phrases] = {}
    parts: Mapping[str, Names] = {}
    boxes: Mapping[str, Names] = {}
    places: tuple[Place, ...] = ()
    near: Phrases = ()
    near_says: Names = ()
    not_near: Phrases = ()
    says: Mapping[str, Phrases] = {}
    overrides: Mapping[str, Names] = {}
    nouns: Names = ()
    grammar: Grammar | None = None
    told_in: Names = ()
    in_zones: Names = ()
    not_in_zones: Names = ()


class Extract(Extracting):
    """The whole section. `other_labels` end a value, `headings` end it in every column."""

    shape: Shape = Shape.PAGE
    recognise: Recognise = Recognise()
    fields: Mapping[str, Readers] = {}
    other_labels: Names = ()
    headings: Names = ()
    told_in: Names = ()
    zones: Mapping[str, Phrases] = {}
