"""A value of a field: what was read or typed, how sure it is, and where it stands on the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from ocr.page import Box

FieldValue = str | bool | list[str]


class State(StrEnum):
    """The four states of a value (definition language, section 2)."""

    PRESENT = "present"
    ABSENT = "absent"
    UNREADABLE = "unreadable"
    NOT_APPLICABLE = "not_applicable"


class Source(StrEnum):
    """Who says so, the strongest first: see `RANK`."""

    CLERK = "clerk"
    PROVIDER = "provider"
    FORM_FIELD = "form_field"
    TEXT = "text"
    PPOCR_AND_TESSERACT = "ppocr+tesseract"
    PPOCR = "ppocr"
    TESSERACT = "tesseract"
    MARK = "mark"


RANK = {Source.CLERK: 3, Source.PROVIDER: 2}
"""Person-confirmed before provider-typed before machine-read (procedures, section 5)."""


@dataclass(frozen=True, slots=True)
class Value:
    """One field's value.

    `value` is normalised: ISO dates, `HH:MM`, ten-digit phones, upper-case ids,
    choice keys, True/False; a list for fields that repeat or allow many choices;
    None unless the state is present (or unreadable with a best guess). `raw` is
    the text as it stands on the paper. `page` counts from 1 in the file.
    """

    value: FieldValue | None = None
    state: State = State.PRESENT
    raw: str = ""
    confidence: float = 1.0
    needs_review: bool = False
    source: Source = Source.TEXT
    page: int | None = None
    box: Box | None = None
    repaired: bool = False
    candidates: tuple[str, ...] = ()

    @property
    def is_present(self) -> bool:
        return self.state is State.PRESENT

    def as_json(self) -> dict[str, Any]:
        """Plain data that `from_json` takes back unchanged."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The value that `as_json` wrote."""
        plain = dict(data)
        plain["state"], plain["source"] = State(plain["state"]), Source(plain["source"])
        plain["box"] = Box(**plain["box"]) if plain.get("box") else None
        plain["candidates"] = tuple(plain.get("candidates", ()))
        return cls(**plain)

    def not_applicable(self) -> Value:
        """The same value, kept but ignored by rules."""
        return replace(self, state=State.NOT_APPLICABLE)


ABSENT = Value(state=State.ABSENT)
