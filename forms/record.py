"""What is held about one paper, as rules see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from forms.definition import Definition, Field
from forms.values import ABSENT, State, Value


@dataclass(frozen=True, slots=True)
class Record:
    """Values by field name, and facts that no field holds: `attached` papers, their flags, the county.

    At `face_value` a doubtful reading counts as what it seems to be: right for what only shows
    (flags, danger), wrong for what is asked of a provider.
    """

    definition: Definition
    values: Mapping[str, Value]
    received_on: date
    facts: Mapping[str, Collection[str]]
    face_value: bool = False

    def value(self, name: str) -> Value:
        return self.values.get(name, ABSENT)

    def items(self, name: str) -> tuple[str, ...]:
        """The texts a value or fact holds; none where it is absent. Booleans are `true` and `false`."""
        if name in self.facts:
            return tuple(self.facts[name])
        held = self.value(name)
        return texts(held) if held.is_present else ()

    def doubtful(self, name: str) -> bool:
        """Whether something stands there that a person should look at first."""
        held = self.value(name)
        if name in self.facts or held.state is State.NOT_APPLICABLE:
            return False
        return held.state is State.UNREADABLE or (held.needs_review and not self.face_value)

    def given(self, field: Field) -> bool:
        """Whether the field is filled in; a boolean must be true."""
        return any(item != "false" or field.type != "boolean" for item in self.items(field.name))

    def taken_at_face_value(self) -> Record:
        return replace(self, face_value=True)


def texts(value: Value) -> tuple[str, ...]:
    """A value as a tuple of non-empty texts."""
    held = value.value
    if isinstance(held, bool):
        return ("true" if held else "false",)
    items = held if isinstance(held, list) else [held]
    return tuple(item for item in items if item and item.strip())
