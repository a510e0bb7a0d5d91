"""The page on which an office answers what is missing. It holds questions only, never what is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from werkzeug.datastructures import FileStorage
from wtforms import Field, FieldList, Form, MultipleFileField, StringField, TextAreaField
from wtforms.validators import Length

from forms import definition as model
from forms.definition import Definition, FieldType
from forms.findings import Finding
from forms.inputs import input_for
from forms.typed import parse_typed
from forms.values import FieldValue, Source, Value

BLANKS = 4
"""Empty lines of a list: always as many, because their number would tell how many are held."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open item of the page: its words, and the names of the inputs that answer it.

    `prompt` tells nothing of what is held: anyone with the link may open the page.
    """

    code: str
    prompt: str
    inputs: tuple[str, ...]
    files: str
    unavailable: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What an office sent: values by field name, files and reasons ("we do not have this") by code."""

    values: Mapping[str, Value]
    files: Sequence[tuple[str, FileStorage]]
    not_available: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.values or self.files or self.not_available)


class AnswerForm(Form):
    """What `answer_form` makes: `questions` in order, each naming its inputs on this form.

    Every answer is free: part of an answer is welcome, none at all is refused. `form_errors` says so.
    """

    definition: ClassVar[Definition]
    received_on: ClassVar[date]
    questions: ClassVar[tuple[Question, ...]]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        sound = super().validate(extra_validators)
        if sound and not read_answers(self):
            self.form_errors = [
                "Nothing was filled in yet. Please answer one question at least, or say why you cannot."
            ]
            return False
        return bool(sound)


def answer_form(
    definition: Definition, questions: Sequence[Finding], *, received_on: date, base: type[Form] = Form
) -> type[AnswerForm]:
    """A form class for the open questions of an evaluation. `base` adds what the site needs (CSRF).

    A field that two questions share stands under the first. Files come in as MultipleFileField, so the
    form needs the request's files among its data.
    """
    members: dict[str, Any] = {"definition": definition, "received_on": received_on}
    asked = []
    for finding in questions:
        inputs = {
            name: _input(definition.by_name[name], received_on)
            for name in finding.answers
            if name not in members
        }
        question = _question(finding, tuple(inputs))
        members |= inputs | _other_ways(question, definition, finding)
        asked.append(question)
    bases = (AnswerForm,) if base is Form else (AnswerForm, base)
    return type("Answer", bases, members | {"questions": tuple(asked)})


def read_answers(form: AnswerForm) -> Answers:
    """What a validated form says. Values come from the provider; blanks are not answers."""
    values = dict(_values(form))
    return Answers(values | _told_in_words(form.definition, values), list(_files(form)), dict(_reasons(form)))


def _question(finding: Finding, inputs: tuple[str, ...]) -> Question:
    code = finding.code
    return Question(code, finding.blind or finding.prompt, inputs, f"{code}__files", f"{code}__unavailable")


def _input(field: model.Field, received_on: date) -> Field:
    if field.type is FieldType.BOOLEAN and field.required:
        label = "Or type your full name and title to sign here"
        return StringField(label, [Length(max=120)], render_kw={"autocomplete": "name"})
    return input_for(field, latest=received_on, blanks=BLANKS)


def _other_ways(question: Question, definition: Definition, finding: Finding) -> dict[str, Field]:
    """Every question takes a page instead of words, and a reason why there is neither."""
    papers = [paper.label for paper in definition.attachments if paper.name in finding.attachments]
    label = f"{papers[0]} (PDF or photo)" if papers else "Or send a page that shows it (PDF or photo)"
    accept = ".pdf,.tif,.tiff,.png,.jpg,.jpeg,.heic,image/*,application/pdf"
    return {
        question.files: MultipleFileField(label, render_kw={"accept": accept}),
        question.unavailable: TextAreaField(
            "We do not have this, because ...", [Length(max=1000)], render_kw={"rows": 2}
        ),
    }


def _values(form: AnswerForm) -> Iterator[tuple[str, Value]]:
    for question in form.questions:
        for name in question.inputs:
            value = typed_value(form.definition.by_name[name], form[name], form.received_on, Source.PROVIDER)
            if value is not None:
                yield name, value


def _told_in_words(definition: Definition, values: Mapping[str, Value]) -> dict[str, Value]:
    """Who describes something and ticks no box has still answered: it is the `other` choice."""
    told = [field for field in definition.fields if field.details in values and field.name not in values]
    return {
        field.name: Value(["other"], raw=values[field.details].raw, source=Source.PROVIDER)
        for field in told
        if field.many and "other" in field.choices
    }


def typed_value(field: model.Field, bound: Any, latest: date, source: Source) -> Value | None:
    """The value of one validated input, or None where it was left blank."""
    texts = typed_texts(bound)
    if not texts:
        return None
    raw = "; ".join(texts)
    if field.type is FieldType.BOOLEAN:
        # A typed name under "sign here" is an attestation: the name is kept as `raw`.
        return Value(texts[0] != "false", raw=raw, source=source)
    parsed = texts if field.choices else [parse_typed(field, text, latest=latest) for text in texts]
    value: FieldValue = list(dict.fromkeys(parsed)) if field.is_list else parsed[0]
    return Value(value, raw=raw, source=source)


def typed_texts(bound: Any) -> list[str]:
    """The texts in an input that are not blank."""
    if isinstance(bound, FieldList):
        return [text for entry in bound for text in typed_texts(entry)]
    data = bound.data if isinstance(bound.data, list) else [bound.data]
    return [text.strip() for text in data if isinstance(text, str) and text.strip()]


def _files(form: AnswerForm) -> Iterator[tuple[str, FileStorage]]:
    for question in form.questions:
        for file in form[question.files].data or ():
            if isinstance(file, FileStorage) and file.filename:
                yield question.code, file


def _reasons(form: AnswerForm) -> Iterator[tuple[str, str]]:
    for question in form.questions:
        reason = (form[question.unavailable].data or "").strip()
        if reason:
            yield question.code, reason
