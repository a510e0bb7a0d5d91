"""What is missing, what is doubtful, and what is only shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forms.values import ABSENT, Source, State, Value
from tests.forms.papers_of import RECEIVED_ON, UNREADABLE, doubtful, judged, said, small

COMPLETE = {
    "member_name": Value("Ana Sample"),
    "kind": Value(["van"]),
    "visits": Value(["2026-01-05", "2026-02-05"]),
}


@pytest.mark.parametrize(
    ("change", "missing", "undetermined"),
    [
        ({}, (), ()),
        ({"member_name": ABSENT}, ("member_name",), ()),
        ({"member_name": Value("  ")}, ("member_name",), ()),
        ({"member_name": UNREADABLE}, (), ("member_name",)),
        ({"member_name": doubtful("Ana Sampel")}, (), ("member_name",)),
        ({"visits": Value(["2026-01-05"])}, ("two_visits",), ()),
        ({"visits": ABSENT}, ("two_visits",), ()),
        ({"visits": doubtful(["2026-01-05"])}, (), ("two_visits",)),
        ({"visits": UNREADABLE}, (), ("two_visits",)),
        ({"kind": UNREADABLE}, (), ("kind",)),
        ({"kind": UNREADABLE, "visits": ABSENT}, (), ("kind", "two_visits")),
        ({"kind": doubtful(["taxi"]), "visits": ABSENT}, (), ("kind", "two_visits")),
        ({"kind": ABSENT, "visits": ABSENT}, ("kind",), ()),
        ({"kind": Value(["taxi"]), "visits": ABSENT}, (), ()),
        ({"kind": Value(["taxi"]), "visits": UNREADABLE}, (), ()),
    ],
)
def test_nothing_doubtful_is_called_missing(
    tmp_path: Path, change: dict[str, Value], missing: tuple[str, ...], undetermined: tuple[str, ...]
) -> None:
    found = judged(small(tmp_path), COMPLETE | change)
    assert (found.missing, found.undetermined) == (missing, undetermined)
    assert found.is_complete == (not missing and not undetermined)


def test_a_doubtful_value_that_bears_on_nothing_else_holds_back_no_question(tmp_path: Path) -> None:
    found = judged(small(tmp_path), COMPLETE | {"member_name": UNREADABLE, "visits": ABSENT})
    assert [question.code for question in found.questions] == ["two_visits"]


def test_the_prompt_names_the_numbers(tmp_path: Path) -> None:
    (finding,) = judged(small(tmp_path), COMPLETE | {"visits": Value(["2026-01-05"])}).findings
    assert finding.prompt == "We found 1 of 2; send 1 more within 12 months."
    assert finding.answers == ("visits",) and finding.fields == ("visits", "kind")


def test_what_the_office_does_not_have_is_shown_and_not_asked_again(tmp_path: Path) -> None:
    found = judged(small(tmp_path), COMPLETE | {"visits": ABSENT}, not_available=["two_visits"])
    assert found.is_complete and found.warnings == ("two_visits",) and not found.questions


def test_a_reason_for_not_having_it_does_not_settle_a_doubt(tmp_path: Path) -> None:
    found = judged(small(tmp_path), COMPLETE | {"visits": UNREADABLE}, not_available=["two_visits"])
    assert found.undetermined == ("two_visits",)


def test_what_a_reviewer_waived_is_gone(tmp_path: Path) -> None:
    found = judged(small(tmp_path), COMPLETE | {"visits": UNREADABLE}, waived=["two_visits"])
    assert found.is_complete and not found.findings


def test_a_value_that_does_not_apply_is_kept_and_ignored(tmp_path: Path) -> None:
    values = COMPLETE | {"kind": Value(["taxi"])}
    before = dict(values)
    assert judged(small(tmp_path), values).is_complete
    assert values == before


def test_a_day_that_has_not_come_does_not_count(tmp_path: Path) -> None:
    later = RECEIVED_ON.replace(year=2027).isoformat()
    found = judged(small(tmp_path), COMPLETE | {"visits": Value(["2026-01-05", later])})
    assert (found.missing, found.warnings) == (("two_visits",), ("future_date",))


def test_all_sources_of_a_value_give_the_same_findings(tmp_path: Path) -> None:
    definition = small(tmp_path)
    short = COMPLETE | {"visits": Value(["2026-01-05"])}
    told = {
        judged(definition, {name: replace(value, source=source) for name, value in short.items()}).missing
        for source in Source
    }
    assert told == {("two_visits",)}


FLAG = ("routing:", "  - {id: hurry, when: {urgent: 'true'}, then: flag, prompt: It is urgent.}\nrouting:")
ADVICE = (
    "routing:",
    """\
  - {id: bring_note, when: {kind: van}, require: {attached: transport_request}, then: advise, prompt: Do.}
routing:""",
)


@pytest.mark.parametrize(
    ("urgent", "flags"),
    [
        (Value(True), ("hurry",)),
        (doubtful(True), ("hurry",)),
        (UNREADABLE, ()),
        (Value(False), ()),
        (ABSENT, ()),
    ],
)
def test_a_flag_goes_up_even_on_a_doubtful_reading(
    tmp_path: Path, urgent: Value, flags: tuple[str, ...]
) -> None:
    found = judged(small(tmp_path, FLAG), COMPLETE | {"urgent": urgent})
    assert found.flags == flags and found.is_complete


def test_advice_is_asked_along_and_never_blocks(tmp_path: Path) -> None:
    found = judged(small(tmp_path, ADVICE), COMPLETE | {"member_name": ABSENT})
    assert [question.code for question in found.questions] == ["member_name", "bring_note"]
    assert judged(small(tmp_path, ADVICE), COMPLETE).is_complete


def test_advice_on_a_doubtful_ground_says_nothing(tmp_path: Path) -> None:
    found = judged(small(tmp_path, ADVICE), COMPLETE | {"kind": doubtful(["van"])})
    assert (found.advise, found.undetermined) == ((), ("kind",))


def test_a_companion_paper_answers_what_asks_for_it(tmp_path: Path) -> None:
    assert judged(small(tmp_path, ADVICE), COMPLETE, attached=["transport_request"]).advise == ()


def test_a_required_paper_is_named_by_its_own_code(tmp_path: Path) -> None:
    definition = small(tmp_path, ("label: Note}", "label: Note, required: true, prompt: Send the note.}"))
    (finding,) = judged(definition, COMPLETE).findings
    assert (finding.code, finding.attachments, finding.prompt) == (
        "note_copy",
        ("note_copy",),
        "Send the note.",
    )


def test_a_field_that_is_not_asked_here_cannot_be_missing(tmp_path: Path) -> None:
    required = (
        "applies_when: {kind: van}",
        "required: true\n    prompt: When?\n    applies_when: {kind: van}",
    )
    definition = small(tmp_path, required)
    taxi = said(member_name="Ana Sample", kind=["taxi"])
    assert judged(definition, taxi).is_complete
    assert judged(definition, taxi | {"kind": Value(["van"])}).missing == ("visits", "two_visits")
    assert judged(definition, taxi | {"kind": UNREADABLE}).undetermined == ("kind", "visits", "two_visits")
    assert judged(definition, said(member_name="Ana Sample")).missing == ("kind",)


def test_an_unknown_state_is_no_value(tmp_path: Path) -> None:
    held = Value("Ana Sample", State.NOT_APPLICABLE)
    assert judged(small(tmp_path), COMPLETE | {"member_name": held}).missing == ("member_name",)
