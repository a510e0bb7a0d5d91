"""The decision letter, read as the provider's office reads it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.letters.decision import LetterFacts, decision_letter
from intake.letters.outcomes import WORDINGS, Outcome
from notify.paper import Letterhead

PLAN = Letterhead(name="Valley Oak Health Plan", phone="(800) 555-0199", fax="(209) 555-0157")


def facts(**differs: object) -> LetterFacts:
    usual: dict[str, object] = {
        "plan": PLAN,
        "case_ref": "CF-7F3K-22Q-1",
        "written_on": date(2026, 11, 22),
        "outcome": Outcome.APPROVED,
        "request": "Request for Member Reassignment",
        "reason": "Three appointments were missed.",
        "office": "Orchard Family Practice",
        "provider_name": "Tuyết Nguyễn, MD",
        "address": ("12 Orchard Avenue", "Merced, CA 95340"),
        "member_name": "Ximena Ñáñez",
        "member_cin": "90000017A",
        "signed_by": "Avery Lind, MD",
        "signed_title": "Medical Director",
    }
    return LetterFacts(**{**usual, **differs})  # type: ignore[arg-type]


def told(**differs: object) -> str:
    pages = PdfReader(BytesIO(decision_letter(facts(**differs)))).pages
    return " ".join(" ".join((page.extract_text() or "").split()) for page in pages)


def test_an_approval_names_the_day_and_the_duties_until_then() -> None:
    letter = told(effective_on=date(2027, 1, 1))
    for said in ("Your request is approved", "Ximena Ñáñez", "90000017A", "Tuyết Nguyễn", "January 1, 2027"):
        assert said in letter, said
    for duty in ("same access", "refill prescriptions", "specialty authorizations"):
        assert duty in letter, duty


def test_no_date_is_named_before_it_is_fixed() -> None:
    letter = told(effective_on=None, written_on=date(2026, 11, 22))
    assert "The date is not fixed yet" in letter
    assert "2027" not in letter
    assert letter.count("2026") == 1  # only the letter's own


def test_a_denial_says_why_and_what_would_change_it() -> None:
    letter = told(
        outcome=Outcome.DENIED, reason="Insufficient information.", would_change="Chart notes of 2026."
    )
    assert "Insufficient information." in letter
    assert "What would change this decision Chart notes of 2026." in letter
    assert "refill prescriptions" not in letter


def test_a_denial_that_helps_nobody_is_not_written() -> None:
    with pytest.raises(ValueError, match="what would change it"):
        facts(outcome=Outcome.DENIED, would_change="  ")


@pytest.mark.parametrize("outcome", [o for o in Outcome if not WORDINGS[o].ends_care])
def test_only_a_member_who_leaves_has_an_effective_date(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match="effective date"):
        facts(outcome=outcome, would_change="More.", effective_on=date(2027, 1, 1))


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_letter_and_says_who_cares_for_the_member(outcome: Outcome) -> None:
    letter = told(outcome=outcome, would_change="More." if outcome is Outcome.DENIED else "")
    assert WORDINGS[outcome].title in letter
    assert "with your practice" in letter
    assert "{" not in letter


def test_the_state_decides_and_the_plan_stays_responsible() -> None:
    letter = told(outcome=Outcome.SENT_TO_STATE, request="letter of non-compliance")
    assert "may take 30 days" in letter
    assert "we stay responsible" in letter


def test_a_deferral_names_its_end() -> None:
    assert "We will decide by December 15, 2026" in told(outcome=Outcome.DEFERRED, until=date(2026, 12, 15))


def test_a_correction_names_the_letter_it_replaces() -> None:
    assert "replaces our letter of November 10, 2026" in told(replaces=date(2026, 11, 10))


def test_a_long_reason_flows_on_and_the_signature_stays_in_one_piece() -> None:
    pages = PdfReader(BytesIO(decision_letter(facts(reason="Words of the director. " * 160)))).pages
    last = pages[-1].extract_text()
    assert len(pages) == 2
    assert "Sincerely," in last
    assert "Avery Lind, MD" in last
    assert "Page 2 of 2" in last


def test_markup_in_a_reason_is_only_text() -> None:
    assert "a < b & {reason} <i>x</i>" in told(reason="a < b & {reason} <i>x</i>")


def test_neither_title_nor_subject_of_the_file_names_the_member() -> None:
    about = PdfReader(BytesIO(decision_letter(facts()))).metadata
    assert "Ximena" not in str(about)
    assert "CF-7F3K-22Q-1" in str(about)


def test_the_same_letter_is_the_same_bytes() -> None:
    assert decision_letter(facts()) == decision_letter(facts())
