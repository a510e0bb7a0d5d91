"""One WTForms input, or a list of them, for a field of a definition."""

from __future__ import annotations

from datetime import date

from wtforms import (
    Field,
    FieldList,
    Form,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from forms import definition as model
from forms.definition import FieldType
from forms.typed import NotThat, parse_typed

YES_NO = [SelectChoice("true", "Yes"), SelectChoice("false", "No")]


class CheckboxesField(SelectMultipleField):
    """Several choices as boxes to tick: they work with a thumb, a list with a held key does not."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Typed:
    """A WTForms validator: what is typed must be a value of the field. Nothing typed is fine."""

    def __init__(self, field: model.Field, latest: date | None) -> None:
        self.field, self.latest = field, latest

    def __call__(self, form: Form, field: Field) -> None:
        text = (field.data or "").strip()
        if not text:
            return
        try:
            parse_typed(self.field, text, latest=self.latest)
        except NotThat as error:
            raise ValidationError(error.says) from error


def input_for(
    field: model.Field, *, latest: date | None = None, blanks: int = 1, pickers: bool = True
) -> Field:
    """An unbound input. A repeating field gets `blanks` empty lines at least.

    `pickers`: date and time inputs of the browser. They cannot show a text that is no date, so a clerk who
    corrects a misread date gets plain text.
    """
    if field.type is FieldType.CHOICE:
        return _choice(field)
    if field.type is FieldType.BOOLEAN:
        return RadioField(field.label, choices=YES_NO, validate_choice=False)
    if field.repeat:
        one = _text(field, latest=latest, pickers=pickers)
        most = field.repeat.max
        return FieldList(one, label=field.label, min_entries=min(blanks, most), max_entries=most)
    return _text(field, latest=latest, pickers=pickers)


def _choice(field: model.Field) -> Field:
    choices = [SelectChoice(key, label) for key, label in field.choices.items()]
    if field.many:
        return CheckboxesField(field.label, choices=choices)
    return RadioField(field.label, choices=choices, validate_choice=False)


def _text(field: model.Field, *, latest: date | None, pickers: bool) -> Field:
    checks = [Typed(field, latest)]
    if field.type is FieldType.LONG_TEXT:
        return TextAreaField(field.label, checks, description=field.hint, render_kw={"rows": 6})
    kind, hints = _KEYBOARDS.get(field.type, ("text", {}))
    if not pickers and kind in ("date", "time"):
        kind = "text"
    return StringField(
        field.label,
        checks,
        description=field.hint,
        widget=TextInput(kind),
        render_kw={"autocomplete": "off", **hints},
    )


_KEYBOARDS: dict[FieldType, tuple[str, dict[str, str]]] = {
    FieldType.DATE: ("date", {}),
    FieldType.TIME: ("time", {}),
    FieldType.US_PHONE: ("tel", {}),
    FieldType.EMAIL: ("email", {}),
    FieldType.NPI: ("text", {"inputmode": "numeric", "maxlength": "14"}),
    FieldType.MEMBER_ID: ("text", {"autocapitalize": "characters", "maxlength": "20"}),
}
"""The kind of input, which chooses a telephone's keyboard, and further attributes."""
