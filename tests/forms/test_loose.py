"""An id that stands on the paper is never said to be missing, whatever its label says."""

from __future__ import annotations

import pytest

from forms.papers import Paper
from forms.values import State
from tests.forms.pages import Desk

FORM = """
Request for Member Reassignment
Member name  Ana Sample        Kartennummer  {cin}
Provider name  Lee Example     Anbieter  1234567893
Reason for request
[x] Member fraud   [ ] Missed appointments
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def the_form(desk: Desk, cin: str) -> Paper:
    return desk.one(FORM.format(cin=cin))


def test_an_id_behind_an_unknown_label_is_for_the_clerk(desk: Desk) -> None:
    cin = the_form(desk, "91234567A").values["member_cin"]
    assert (cin.value, cin.state, cin.needs_review) == ("91234567A", State.PRESENT, True)
    npi = the_form(desk, "91234567A").values["provider_npi"]
    assert (npi.value, npi.needs_review) == ("1234567893", True)


def test_of_two_ids_the_clerk_chooses(desk: Desk) -> None:
    cin = the_form(desk, "91234567A\nSonstiges  97654321C").values["member_cin"]
    assert (cin.value, cin.state) == (None, State.UNREADABLE)
    assert cin.candidates == ("91234567A", "97654321C")


@pytest.mark.parametrize("instead", ["", "A-1234567", "5595550142", "123-45-6789"])
def test_what_is_no_id_by_its_grammar_is_none(desk: Desk, instead: str) -> None:
    assert the_form(desk, instead).values["member_cin"].state is State.ABSENT
