"""The definitions that come with the product."""

from __future__ import annotations

from datetime import date

import pytest

from forms.check import check
from forms.definition import Definition, FieldType, Kind, Severity
from forms.examples import run_examples
from forms.lint import lint
from forms.load import PACKAGED, load_all
from forms.values import Value
from tests.forms.papers_of import said

TYPES = sorted(path.parent.name for path in PACKAGED.glob("*/v1.yaml"))
LETTER = [
    "member_name",
    "member_cin",
    "reasons",
    "incident_dates",
    "incident_times",
    "incident_place",
    "efforts",
]
REQUEST = ["member_name", "member_cin", "provider_name", "reasons", "narrative", "efforts", "signature"]
BLOCKING = {
    "noncompliance_letter": {*LETTER, "provider_name", "police_report"},
    "member_reassignment_request": {
        *REQUEST,
        "missed_appointment_dates",
        "medication_agreement_copy",
        "member_letter_copy",
    },
    "ecm_referral": {"member_name", "member_cin", "populations_of_focus", "referrer_name"},
}
"""What may block a case: these and no others."""


@pytest.fixture(scope="module")
def definitions() -> dict[str, Definition]:
    return load_all()


@pytest.mark.parametrize("kind", TYPES)
def test_every_example_holds(definitions: dict[str, Definition], kind: str) -> None:
    assert run_examples(definitions[kind]) == []


@pytest.mark.parametrize("kind", TYPES)
def test_every_definition_may_be_published(kind: str) -> None:
    assert lint(PACKAGED / kind / "v1.yaml") == []


@pytest.mark.parametrize("kind", TYPES)
def test_only_the_listed_codes_block(definitions: dict[str, Definition], kind: str) -> None:
    definition = definitions[kind]
    codes = {field.finding_code for field in definition.fields if field.required}
    codes |= {paper.name for paper in definition.attachments if paper.required}
    codes |= {rule.finding_code for rule in definition.rules if rule.then is Severity.MISSING}
    assert codes == BLOCKING.get(kind, set())


@pytest.mark.parametrize("kind", TYPES)
def test_what_tells_who_a_member_is_counts_as_private(definitions: dict[str, Definition], kind: str) -> None:
    told = [field for field in definitions[kind].fields if "member" in field.name and field.type != "date"]
    assert all(field.phi for field in told if field.type != FieldType.BOOLEAN)


def test_a_cover_sheet_and_a_companion_never_open_a_case(definitions: dict[str, Definition]) -> None:
    opens = {kind for kind, definition in definitions.items() if definition.kind is Kind.SUBMISSION}
    assert opens == set(BLOCKING)


def test_a_referral_is_never_closed_for_being_incomplete(definitions: dict[str, Definition]) -> None:
    answer = definitions["ecm_referral"].clock.answer_prompt_within
    assert answer is not None and answer.then == "keep_open"


def test_no_prompt_of_an_unread_letter_holds_what_was_read(definitions: dict[str, Definition]) -> None:
    letter = definitions["noncompliance_letter"]
    values = said(member_name="Ana Sample", member_cin="91234567A", incident_dates=["2026-03-02"])
    found = check(letter, values, received_on=date(2026, 6, 20))
    prompts = " ".join(finding.prompt for finding in found.findings)
    assert "Ana" not in prompts and "2026" not in prompts


def test_a_letter_of_one_missed_visit_is_not_asked_for_three(definitions: dict[str, Definition]) -> None:
    values = said(reasons=["missed_appointments"], incident_dates=["2026-03-02"])
    found = check(definitions["noncompliance_letter"], values, received_on=date(2026, 6, 20))
    assert "incident_dates" not in found.missing and "missed_appointment_dates" not in found.missing


def test_everything_that_is_missing_is_asked_at_once(definitions: dict[str, Definition]) -> None:
    found = check(definitions["member_reassignment_request"], {}, received_on=date(2026, 6, 20))
    assert [question.code for question in found.questions] == [*found.missing, *found.advise]
    assert all(question.prompt.endswith(".") for question in found.questions)


def test_a_signature_line_left_empty_is_missing(definitions: dict[str, Definition]) -> None:
    form = definitions["member_reassignment_request"]
    assert (
        "signature" in check(form, {"signature_present": Value(False)}, received_on=date(2026, 6, 20)).missing
    )
    assert (
        "signature"
        not in check(form, {"signature_present": Value(True)}, received_on=date(2026, 6, 20)).missing
    )
