"""The inputs of the clerk's page, and what was typed into one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field

from forms.definition import Definition
from forms.entry_form import confirmed, entry_form, shown
from forms.values import Value
from intake.errors import Refused
from intake.models import Case
from intake.web.fields import FieldView
from intake.web.show import flat

BLANKS = 1


def inputs_for(
    case: Case,
    definition: Definition,
    views: Iterable[FieldView],
    wrong: tuple[str, MultiDict[str, str]] | None = None,
) -> dict[str, Field]:
    """An input for each field, filled with its value as people write it; `wrong` stays as it was typed."""
    form = entry_form(definition, received_on=case.received_on, blanks=BLANKS)
    known = {view.name: view for view in views}
    data = shown(definition, {name: view.value for name, view in known.items()}, blanks=BLANKS)
    filled = form(data={name: _written(known[name], held) for name, held in data.items()})
    inputs = {name: filled[name] for name in known}
    return inputs | {wrong[0]: form(wrong[1])[wrong[0]]} if wrong else inputs


def typed(case: Case, definition: Definition, name: str, sent: MultiDict[str, str]) -> Value:
    """What the clerk says of one field; absent where nothing was left. Raises Refused with what is wrong."""
    form = entry_form(definition, received_on=case.received_on, blanks=BLANKS)(sent)
    if not form[name].validate(form):
        raise Refused(" ".join(dict.fromkeys(flat(form[name].errors))))
    return confirmed(form, name)


def _written(view: FieldView, held: Any) -> Any:
    """Dates and telephone numbers as they stand on papers; all else as it is held."""
    if view.field.choices or isinstance(held, bool):
        return held
    if isinstance(held, list):
        return [view.written(item) for item in held]
    return view.written(held) if isinstance(held, str) else held
