"""A clerk says what a paper is, where the machine could not tell."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake import naming
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Paper
from tests.stages.cases import (
    CLERK,
    bring,
    cases,
    enrol,
    letter,
    messages,
    request,
    scan,
    sheet,
    the_case,
    todos,
    work_off,
)


def say(desk: Desk, doc_type: str) -> None:
    """The clerk names the kind of the one paper that has no case."""
    with desk.db.write() as session:
        [paper] = session.scalars(select(Paper).where(Paper.case_id.is_(None)))
        naming.name_kind(desk, session, CLERK, paper, doc_type)
    work_off(desk)


def test_a_letter_that_was_taken_for_junk_becomes_a_case_and_a_clerk_reads_it_first(any_desk: Desk) -> None:
    scan(any_desk, sheet("other"))
    work_off(any_desk)
    assert todos(any_desk) == ["unknown_paper"]
    say(any_desk, "noncompliance_letter")
    assert the_case(any_desk).state == "clerk"
    assert todos(any_desk) == ["read_fields"]
    assert messages(any_desk) == []


def test_a_companion_that_was_named_joins_the_case_it_came_with(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request())
    scan(desk, sheet("other", printed=the_case(desk).reference))
    work_off(desk)
    say(desk, "chart_notes")
    assert [paper.doc_type for paper in the_case(desk).papers][-1] == "chart_notes"
    assert "unknown_paper" not in todos(desk)


def test_a_paper_that_has_a_case_keeps_its_kind(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    with desk.db.write() as session, pytest.raises(Refused, match="settled"):
        naming.name_kind(desk, session, CLERK, session.scalars(select(Paper)).one(), "chart_notes")
    assert len(cases(desk)) == 1


def test_a_wrapper_is_no_kind_to_name(desk: Desk) -> None:
    assert "fax_cover_sheet" not in naming.kinds(desk)
