"""Whatever was read, well or badly: what the check may and may never say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import check
from forms.definition import Definition, Field, FieldType, Kind
from forms.findings import Evaluation
from forms.load import load_all
from forms.routing import route
from forms.values import ABSENT, State, Value

TODAY = date(2026, 6, 20)
DEFINITIONS = load_all()
SUBMISSIONS = [definition for definition in DEFINITIONS.values() if definition.kind is Kind.SUBMISSION]


def values_of(field: Field) -> st.SearchStrategy[Value]:
    one = _one(field)
    held = st.lists(one, max_size=4) if field.is_list else one
    read = st.builds(Value, held, needs_review=st.booleans())
    return st.one_of(st.just(ABSENT), st.just(Value(None, State.UNREADABLE)), read)


def _one(field: Field) -> st.SearchStrategy[str] | st.SearchStrategy[bool]:
    if field.type is FieldType.BOOLEAN:
        return st.booleans()
    if field.type is FieldType.DATE:
        return st.dates(TODAY - timedelta(days=700), TODAY + timedelta(days=60)).map(date.isoformat)
    return st.sampled_from(sorted(field.choices) or ["Some text"])


@st.composite
def papers(draw: st.DrawFn) -> tuple[Definition, dict[str, Value], Evaluation]:
    definition = draw(st.sampled_from(SUBMISSIONS))
    values = {field.name: draw(values_of(field)) for field in definition.fields}
    attached = draw(st.sets(st.sampled_from(sorted(DEFINITIONS))))
    return definition, values, check(definition, values, received_on=TODAY, attached=attached)


def is_doubtful(value: Value) -> bool:
    return value.needs_review or value.state is State.UNREADABLE


@settings(deadline=None)
@given(papers())
def test_no_doubtful_value_bears_on_anything_that_is_asked(
    paper: tuple[Definition, dict[str, Value], Evaluation],
) -> None:
    _, values, found = paper
    assert not [
        question.code for question in found.questions for name in question.fields if is_doubtful(values[name])
    ]


@settings(deadline=None)
@given(papers())
def test_nothing_is_both_missing_and_undetermined(
    paper: tuple[Definition, dict[str, Value], Evaluation],
) -> None:
    assert not set(paper[2].missing) & set(paper[2].undetermined)


@settings(deadline=None)
@given(papers())
def test_confirming_what_was_read_leaves_nothing_undetermined(
    paper: tuple[Definition, dict[str, Value], Evaluation],
) -> None:
    definition, values, _ = paper
    sure = {name: ABSENT if is_doubtful(value) else value for name, value in values.items()}
    assert check(definition, sure, received_on=TODAY).undetermined == ()


@settings(deadline=None)
@given(papers(), st.sampled_from([None, "calviva"]))
def test_every_case_finds_a_queue(
    paper: tuple[Definition, dict[str, Value], Evaluation], plan: str | None
) -> None:
    definition, values, found = paper
    assert route(definition, values, {"county": "Kings", "plan": plan}, found).queue


@pytest.mark.parametrize("definition", SUBMISSIONS, ids=lambda definition: definition.type)
def test_a_blank_paper_can_be_completed_by_saying_what_is_not_there(definition: Definition) -> None:
    blank = check(definition, {}, received_on=TODAY)
    assert blank.missing
    assert check(definition, {}, received_on=TODAY, not_available=blank.missing).is_complete
