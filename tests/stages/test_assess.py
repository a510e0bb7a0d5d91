"""What becomes of a case when its paper is complete, lacks something, cannot be read, or tells of danger."""

from __future__ import annotations

import pytest

from forms.values import Value
from intake.desk import Desk
from tests.stages.cases import (
    ANA,
    UNREADABLE,
    bring,
    doubtful,
    enrol,
    letter,
    messages,
    missing,
    notice,
    request,
    sheet,
    the_case,
    todos,
)


def test_a_complete_letter_goes_to_the_unit_that_handles_it_and_nothing_is_asked(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, letter())
    assert (case.state, case.queue, case.plan) == ("review", "noncompliance_unit", "calviva")
    assert messages(any_desk) == [] and todos(any_desk) == []


def test_a_letter_without_times_waits_and_one_message_asks_for_them(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, letter(without=["incident_times"]))
    assert (case.state, missing(case)) == ("waiting_on_provider", {"incident_times"})
    [message] = messages(any_desk)
    assert (message.channel, message.open_items, message.state) == ("email", 1, "sent")


def test_all_that_is_missing_is_asked_in_one_message(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times", "incident_place", "efforts"]))
    assert [message.open_items for message in messages(desk)] == [3]


def test_an_office_hears_that_its_paper_came(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter())
    assert len(messages(desk, "received")) == 1


@pytest.mark.parametrize("value", [UNREADABLE, doubtful(["09:30"])])
def test_what_cannot_be_read_goes_to_a_clerk_and_nothing_is_asked(desk: Desk, value: Value) -> None:
    enrol(desk)
    case = bring(desk, letter(without=["incident_place"], incident_times=value))
    assert (case.state, todos(desk)) == ("clerk", ["read_fields"])
    assert messages(desk) == []


def test_danger_goes_to_a_reviewer_at_once_while_the_police_report_is_asked_for(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, letter(reasons=["physical_assault"]))
    assert (case.state, case.urgent, missing(case)) == ("review", True, {"police_report"})
    assert len(messages(any_desk)) == 1


def test_danger_that_may_have_been_misread_is_urgent_too_and_asks_nothing_yet(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter(reasons=doubtful(["physical_assault"])))
    assert (case.state, case.urgent, todos(desk)) == ("review", True, ["read_fields"])
    assert messages(desk) == []


def test_a_notice_that_ends_care_at_once_makes_the_case_urgent(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request(), notice(flags=["effective_today"]))
    assert (case.state, case.urgent) == ("review", True)


def test_a_county_that_no_plan_serves_goes_to_a_clerk(desk: Desk) -> None:
    enrol(desk, county="Atlantis")
    case = bring(desk, letter())
    assert (case.state, case.plan, todos(desk)) == ("clerk", "", ["county"])


def test_a_member_whom_the_roster_does_not_know_is_a_clerks_question(desk: Desk) -> None:
    case = bring(desk, letter())
    assert (case.state, case.plan) == ("clerk", "")
    assert "identity" in todos(desk)


def test_another_members_number_is_a_clerks_question(desk: Desk) -> None:
    enrol(desk, name="Cora Stranger")
    assert bring(desk, letter()).state == "clerk"
    assert todos(desk) == ["identity"]


def test_a_birth_date_confirms_a_member_whose_name_has_changed(desk: Desk) -> None:
    enrol(desk, name="Ana Married")
    assert bring(desk, letter(member_dob="1980-02-03")).state == "review"


def test_a_number_that_the_machine_repaired_is_looked_at_by_a_person(desk: Desk) -> None:
    enrol(desk)
    assert bring(desk, letter(member_cin=Value(ANA, repaired=True))).state == "clerk"
    assert todos(desk) == ["identity"]


def test_who_left_out_the_member_number_is_asked_for_it(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter(without=["member_cin"]))
    assert (case.state, missing(case)) == ("waiting_on_provider", {"member_cin"})


def test_two_dates_in_the_future_are_one_warning(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, letter(signed_on="2027-01-01", incident_dates=["2027-01-02"]))
    [finding] = [finding for finding in case.findings if finding.code == "future_date"]
    assert set(finding.fields) == {"signed_on", "incident_dates"}


def test_the_letter_to_the_member_in_the_same_fax_completes_a_request(desk: Desk) -> None:
    enrol(desk)
    assert missing(bring(desk, request())) == {"member_letter_copy"}
    assert missing(bring(desk, request(provider_npi="1245319599"), notice())) == set()


def test_a_police_report_in_the_same_fax_is_not_asked_for(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter(reasons=["physical_assault"]), sheet("police_report"))
    assert (case.state, missing(case)) == ("review", set())


def test_a_letter_to_another_member_does_not_complete_a_request(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request(), notice("Zbigniew Quartermain"))
    assert (case.state, missing(case), todos(desk)) == ("clerk", {"member_letter_copy"}, ["join"])
    assert messages(desk) == []


def test_what_was_found_missing_and_then_came_is_kept_as_resolved(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    bring(desk, letter())
    case = the_case(desk)
    assert [(f.code, f.state) for f in case.findings] == [("incident_times", "resolved")]
    assert case.state == "review"
