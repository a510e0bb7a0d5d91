"""The form on which a clerk corrects what was read, or keys a paper: one input for each field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import Form

from forms import definition as model
from forms.definition import Definition
from forms.inputs import input_for
from forms.values import ABSENT, Source, State, Value
from forms.web_form import typed_value


class EntryForm(Form):
    """What `entry_form` makes: an input for each field, by the field's name."""

    definition: ClassVar[Definition]
    received_on: ClassVar[date]

    def typed(self, field: model.Field) -> Value | None:
        """The clerk's value in the field's input, None where it is blank."""
        return typed_value(field, self[field.name], self.received_on, Source.CLERK)


def entry_form(
    definition: Definition, *, received_on: date, blanks: int = 2, base: type[Form] = Form
) -> type[EntryForm]:
    """A form class with one input for every field of `definition`; fill it with `data=shown(...)`."""
    members: dict[str, Any] = {
        field.name: input_for(field, latest=received_on, blanks=blanks, pickers=False)
        for field in definition.fields
    }
    bases = (EntryForm,) if base is Form else (EntryForm, base)
    return type("Entry", bases, members | {"definition": definition, "received_on": received_on})


def shown(definition: Definition, values: Mapping[str, Value], *, blanks: int = 2) -> dict[str, Any]:
    """What the inputs show at first. A value that could not be read shows its best guess, or its raw text."""
    return {field.name: _shown(field, values.get(field.name, ABSENT), blanks) for field in definition.fields}


def changes(form: EntryForm, before: Mapping[str, Value]) -> dict[str, Value]:
    """The fields of a validated form that now say something else, as a clerk's values; emptied: absent."""
    changed = {}
    for field in form.definition.fields:
        now = form.typed(field)
        held = before.get(field.name, ABSENT)
        if (now.value if now else None) != _held(field, held):
            changed[field.name] = now or Value(state=State.ABSENT, source=Source.CLERK)
    return changed


def confirmed(form: EntryForm, name: str) -> Value:
    """What a clerk says of one field with the confirming key, changed or not."""
    now = form.typed(form.definition.by_name[name])
    return now or Value(state=State.ABSENT, source=Source.CLERK)


def _shown(field: model.Field, value: Value, blanks: int) -> Any:
    held = _held(field, value)
    if field.repeat:
        return [*(held if isinstance(held, list) else []), *[""] * blanks]
    if isinstance(held, bool):
        return "true" if held else "false"
    return held if held is not None else ([] if field.many else value.raw)


def _held(field: model.Field, value: Value) -> Any:
    """The value, empty lists counting as none."""
    return value.value if value.value not in ([], "") else None
