"""Pages of one fax become the right papers, and companions go with their member."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.papers import Paper
from forms.submission import check_together
from tests.forms.pages import TODAY, Desk, page
from tests.forms.test_reading_forms import BESIDE
from tests.forms.test_reading_letters import LETTER

COVER = """
                 FAX
To: Sunny Coast Health Plan     From: Example Family Clinic
Fax: (800) 555-0199             Pages (with cover): 4
CONFIDENTIAL: intended only for the addressee. If you received it in error, call us.
"""
NOTICE = """
Example Family Clinic
100 Sample Street, Fresno, CA 93701

June 1, 2026

Ana Sample
5 Example Lane
Fresno, CA 93701

Dear Ms. Sample:

I have asked your health plan to find you another doctor, because you missed visits.
You can still see us until the plan gives you a new provider.

Sincerely,
LExmple
Lee Example, MD
"""
SECOND_PAGE = """
Ana Sample, CIN 91234567A, page 2

She was told in March that this could not go on, and she promised to come to her visits from then on.
We have tried to find out what keeps her from coming, and we offered her other days and other hours too.
Our nurse spoke with her sister about it, who drives her, and nothing has changed since that conversation.

Sincerely,
Lee Example, M.D.
"""
AD = """
      TONER SALE
   Up to half off this week only
   Call now and mention this flyer
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def _kinds(papers: list[Paper]) -> list[tuple[str, tuple[int, ...]]]:
    return [(paper.doc_type, paper.pages) for paper in papers]


def test_a_packet_falls_into_its_papers(desk: Desk) -> None:
    papers = desk.read(*(page(text, number) for number, text in enumerate((COVER, BESIDE, NOTICE, AD), 1)))
    assert _kinds(papers) == [
        ("fax_cover_sheet", (1,)),
        ("member_reassignment_request", (2,)),
        ("member_notice_letter", (3,)),
        ("other", (4,)),
    ]


def test_the_second_page_of_a_letter_stays_with_it(desk: Desk) -> None:
    papers = desk.read(page(LETTER, 1), page(SECOND_PAGE, 2))
    assert _kinds(papers) == [("noncompliance_letter", (1, 2))]


def test_two_members_forms_in_one_fax_are_two_papers(desk: Desk) -> None:
    papers = desk.read(page(BESIDE, 1), page(BESIDE.replace("Ana", "Joris").replace("67A", "68C"), 2))
    assert [paper.values["member_cin"].value for paper in papers] == ["91234567A", "91234568C"]


def test_a_letter_to_a_member_counts_only_for_that_member(desk: Desk) -> None:
    papers = desk.read(page(BESIDE, 1), page(NOTICE, 2), page(BESIDE.replace("Ana", "Joris"), 3))
    first, _, other = check_together(papers, desk.definitions, TODAY)
    assert "member_letter_copy" not in first.evaluation.missing
    assert "member_letter_copy" in other.evaluation.missing


@pytest.mark.parametrize(("confidence", "goes_along"), [(0.6, True), (0.98, False)])
def test_a_name_that_was_only_guessed_keeps_no_papers_apart(
    desk: Desk, confidence: float, goes_along: bool
) -> None:
    request, letter = desk.read(page(BESIDE, 1), page(NOTICE, 2))
    name = replace(letter.values["member_name"], value="Snatre bn", confidence=confidence)
    letter = replace(letter, values={**letter.values, "member_name": name})
    missing = check_together([request, letter], desk.definitions, TODAY)[0].evaluation.missing
    assert ("member_letter_copy" not in missing) is goes_along


def test_a_letter_that_ends_care_at_once_is_flagged_and_warns_on_the_request(desk: Desk) -> None:
    at_once = NOTICE.replace(
        "You can still see us until",
        "This takes effect immediately. You are dismissed effective immediately, although",
    )
    request, letter = check_together(desk.read(page(BESIDE, 1), page(at_once, 2)), desk.definitions, TODAY)
    assert "effective_today" in letter.evaluation.flags
    assert "effective_today" in request.evaluation.warnings


def test_a_clear_letter_corrects_the_spelling_of_a_scrawled_name(desk: Desk) -> None:
    scrawled = BESIDE.replace("Ana Sample", "Ana Sampie")
    request, _ = desk.read(
        page(scrawled, 1, second=BESIDE.replace("Ana Sample", "Ama 5omple")), page(NOTICE, 2)
    )
    name = request.values["member_name"]
    assert (name.value, name.needs_review) == ("Ana Sample", True)
    assert name.candidates == ("Ana Sample", "Ana Sampie")


def test_a_complete_packet_lacks_nothing(desk: Desk) -> None:
    request, _ = check_together(desk.read(page(BESIDE, 1), page(NOTICE, 2)), desk.definitions, TODAY)
    assert request.evaluation.missing == ()
    assert request.evaluation.undetermined == ()
