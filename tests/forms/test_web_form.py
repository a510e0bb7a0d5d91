"""The page of open questions, and the clerk's form."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict

from forms.check import check
from forms.definition import Definition
from forms.entry_form import EntryForm, changes, confirmed, entry_form, shown
from forms.load import load_all
from forms.values import Source, State, Value
from forms.web_form import BLANKS, AnswerForm, answer_form, read_answers

TODAY = date(2026, 6, 20)
HELD = {
    "member_name": Value("Ana Sample"),
    "reasons": Value(["missed_appointments"]),
    "missed_appointment_dates": Value(["2026-01-05", "2026-02-09"]),
}


@pytest.fixture(scope="module")
def request_form() -> Definition:
    return load_all()["member_reassignment_request"]


def page(definition: Definition, *typed: tuple[str, str], **files: FileStorage) -> AnswerForm:
    questions = check(definition, HELD, received_on=TODAY).questions
    data = CombinedMultiDict([MultiDict(typed), MultiDict(files)])
    return answer_form(definition, questions, received_on=TODAY)(data if typed or files else None)


def html(form: AnswerForm) -> str:
    return " ".join(str(field()) for field in form) + " ".join(question.prompt for question in form.questions)


def test_an_office_is_asked_only_what_is_missing(request_form: Definition) -> None:
    form = page(request_form)
    assert {name for question in form.questions for name in question.inputs} == {
        "member_cin",
        "provider_name",
        "narrative",
        "efforts",
        "efforts_text",
        "signature_present",
        "missed_appointment_dates",
    }
    assert "member_name" not in form and "reasons" not in form


def test_the_page_shows_nothing_that_is_held(request_form: Definition) -> None:
    shown_page = html(page(request_form))
    assert not re.search("Ana|Sample|2026-01-05|2026-02-09|1/5/2026", shown_page)


def test_the_number_of_lines_tells_nothing_of_how_many_dates_are_held(request_form: Definition) -> None:
    assert len(page(request_form)["missed_appointment_dates"].entries) == BLANKS


def test_every_question_takes_a_file_or_a_reason_instead(request_form: Definition) -> None:
    form = page(request_form)
    assert all(question.files in form and question.unavailable in form for question in form.questions)


def test_typed_answers_come_from_the_provider(request_form: Definition) -> None:
    form = page(
        request_form,
        ("missed_appointment_dates-1", "3/4/26"),
        ("efforts", "warning"),
        ("member_cin", "91234567a"),
    )
    assert form.validate()
    values = read_answers(form).values
    assert values["missed_appointment_dates"].value == ["2026-03-04"]
    assert values["efforts"].value == ["warning"] and values["member_cin"].value == "91234567A"
    assert {value.source for value in values.values()} == {Source.PROVIDER}


def test_the_answers_complete_the_case(request_form: Definition) -> None:
    form = page(request_form, ("missed_appointment_dates-0", "3/4/2026"))
    added = HELD["missed_appointment_dates"].value + form_dates(form)  # type: ignore[operator]
    found = check(request_form, HELD | {"missed_appointment_dates": Value(added)}, received_on=TODAY)
    assert "missed_appointment_dates" not in found.missing


def form_dates(form: AnswerForm) -> Any:
    return read_answers(form).values["missed_appointment_dates"].value


def test_efforts_told_in_words_are_an_answer(request_form: Definition) -> None:
    form = page(request_form, ("efforts_text", "We offered a ride to every visit."))
    assert form.validate()
    values = read_answers(form).values
    assert (
        values["efforts"].value == ["other"]
        and values["efforts_text"].value == "We offered a ride to every visit."
    )


def test_a_question_tells_neither_the_reason_nor_the_count_that_was_read(request_form: Definition) -> None:
    asked = {question.code: question.prompt for question in page(request_form).questions}
    assert "different dates inside one 12-month period" in asked["missed_appointment_dates"]
    assert "We found" not in asked["missed_appointment_dates"]
    assert not any("You gave" in prompt for prompt in asked.values())


def test_a_typed_name_signs_and_is_kept(request_form: Definition) -> None:
    form = page(request_form, ("signature_present", "Lee Example, M.D."))
    assert form.validate()
    signed = read_answers(form).values["signature_present"]
    assert (signed.value, signed.raw) == (True, "Lee Example, M.D.")


def test_a_file_belongs_to_its_question(request_form: Definition) -> None:
    form = page(
        request_form, member_letter_copy__files=FileStorage(io.BytesIO(b"%PDF"), filename="letter.pdf")
    )
    assert form.validate()
    assert [(code, file.filename) for code, file in read_answers(form).files] == [
        ("member_letter_copy", "letter.pdf")
    ]


def test_we_do_not_have_this_is_an_answer(request_form: Definition) -> None:
    form = page(request_form, ("narrative__unavailable", " The chart was lost. "))
    assert form.validate()
    assert read_answers(form).not_available == {"narrative": "The chart was lost."}


def test_an_empty_page_is_not_sent(request_form: Definition) -> None:
    form = page(request_form, ("narrative", "  "))
    assert not form.validate() and "Nothing was filled in" in form.form_errors[0]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("missed_appointment_dates-0", "in May", "month/day/year"),
        ("missed_appointment_dates-0", "7/1/2026", "after June 20, 2026"),
        ("member_cin", "12345", "a 9, seven more digits"),
        ("efforts", "prayer", "not a valid choice"),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained(
    request_form: Definition, name: str, text: str, says: str
) -> None:
    form = page(request_form, (name, text))
    assert not form.validate() and says in str(form.errors)


def test_two_questions_on_one_field_share_one_input(request_form: Definition) -> None:
    (question,) = check(request_form, HELD | _all_but("narrative"), received_on=TODAY).questions[:1]
    form = answer_form(request_form, [question, question], received_on=TODAY)()
    assert [asked.inputs for asked in form.questions] == [("narrative",), ()]


def _all_but(name: str) -> dict[str, Value]:
    values = {
        "member_cin": Value("91234567A"),
        "provider_name": Value("Lee Example"),
        "narrative": Value("Told."),
        "efforts": Value(["warning"]),
        "signature_present": Value(True),
    }
    return {key: value for key, value in values.items() if key != name}


def entry(definition: Definition, before: dict[str, Value], *edits: tuple[str, str]) -> EntryForm:
    """The clerk's form, sent back as it was shown but for the edits."""
    form = entry_form(definition, received_on=TODAY)
    data: MultiDict[str, str] = MultiDict()
    for name, text in shown(definition, before).items():
        field = definition.by_name[name]
        for at, item in enumerate(text if isinstance(text, list) else [text]):
            data.add(f"{name}-{at}" if field.repeat else name, item)
    for name, text in edits:
        data.setlist(name, [text])
    return form(data)


READ = HELD | {
    "member_dob": Value(None, State.UNREADABLE, raw="6l3/60"),
    "signature_present": Value(False),
}


def test_a_clerk_sees_what_was_read_or_its_raw_text(request_form: Definition) -> None:
    first = shown(request_form, READ)
    assert (first["member_name"], first["member_dob"], first["signature_present"]) == (
        "Ana Sample",
        "6l3/60",
        "false",
    )
    assert first["missed_appointment_dates"][:2] == ["2026-01-05", "2026-02-09"]


def test_only_what_a_clerk_changed_is_changed(request_form: Definition) -> None:
    form = entry(request_form, READ, ("member_dob", "6/13/1960"), ("member_name", ""))
    assert form.validate()
    assert {name: (value.value, value.state) for name, value in changes(form, READ).items()} == {
        "member_dob": ("1960-06-13", State.PRESENT),
        "member_name": (None, State.ABSENT),
    }


def test_a_clerk_confirms_what_stands_there(request_form: Definition) -> None:
    form = entry(request_form, READ, ("member_dob", "6/13/1960"))
    assert form.validate() and changes(form, READ).keys() == {"member_dob"}
    said = confirmed(form, "reasons")
    assert (said.value, said.source) == (["missed_appointments"], Source.CLERK)


def test_a_misread_text_must_be_corrected_before_it_is_kept(request_form: Definition) -> None:
    form = entry(request_form, READ)
    assert not form.validate() and "member_dob" in form.errors
