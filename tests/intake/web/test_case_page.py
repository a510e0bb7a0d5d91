"""A clerk looks at a paper, settles its fields, and says who the member is."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from forms.values import Source, State, Value
from intake.cases import current_values
from intake.desk import Desk
from intake.models import AuditRow, Case, CaseState, FieldValue, Todo, TodoKind
from intake.todos import add_todo
from tests.intake.web.builders import add_case, add_member, ask_identity, doubtful, find_case
from tests.intake.web.visitor import Visitor

CIN_DOUBT = doubtful("member_cin", "91234567A", candidates=("91234567A", "91284567A"))


def now_held(desk: Desk, reference: str, field: str) -> Value:
    with desk.db.read() as db:
        case = db.scalars(select(Case).where(Case.reference == reference)).one()
        return current_values(db, case)[field]


def seen(desk: Desk, reference: str, field: str) -> str:
    """The version of the field that a page shows now."""
    case = find_case(desk, reference)
    return str(max(row.id for row in case.values if row.field == field))


def settle(clerk: Visitor, desk: Desk, reference: str, field: str, **data: str) -> str:
    sent = {"seen": seen(desk, reference, field), "do": "take", **data}
    return clerk.post(f"/desk/cases/{reference}/fields/{field}", sent).text


def test_the_doubtful_field_stands_first_with_both_readings(clerk: Visitor, desk: Desk) -> None:
    page = clerk.get(f"/desk/cases/{add_case(desk, CIN_DOUBT)}").text
    assert "1 to check" in page
    assert page.index('id="field-member_cin"') < page.index('id="field-member_name"')
    assert 'name="candidate" value="91284567A"' in page


def test_the_place_on_the_paper_is_drawn_on_its_picture(clerk: Visitor, desk: Desk) -> None:
    page = clerk.get(f"/desk/cases/{add_case(desk, CIN_DOUBT)}").text
    assert 'id="box-member_cin" class="box doubt" x="85.0" y="220.0" width="255.0" height="44.0"' in page


def test_enter_confirms_what_was_read_right(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, CIN_DOUBT)
    page = settle(clerk, desk, reference, "member_cin", member_cin="91234567A")
    held = now_held(desk, reference, "member_cin")
    assert (held.value, held.source, held.needs_review) == ("91234567A", Source.CLERK, False)
    assert "Every field has been checked" in page


@pytest.mark.parametrize(
    ("sent", "held"),
    [({"member_cin": "9128 4567a"}, "91284567A"), ({"candidate": "91284567A"}, "91284567A")],
    ids=["typed", "the other reading"],
)
def test_a_correction_is_kept_in_its_normal_form(
    clerk: Visitor, desk: Desk, sent: dict[str, str], held: str
) -> None:
    reference = add_case(desk, CIN_DOUBT)
    settle(clerk, desk, reference, "member_cin", **sent)
    assert now_held(desk, reference, "member_cin").value == held


@pytest.mark.parametrize(("button", "state"), [("unreadable", State.UNREADABLE), ("absent", State.ABSENT)])
def test_a_clerk_may_say_that_there_is_nothing_to_read(
    clerk: Visitor, desk: Desk, button: str, state: State
) -> None:
    reference = add_case(desk, CIN_DOUBT)
    settle(clerk, desk, reference, "member_cin", do=button)
    assert now_held(desk, reference, "member_cin").state is state


def test_several_dates_are_entered_one_below_the_other(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    dates = {"incident_dates-0": "5/4/2026", "incident_dates-1": "May 11, 2026"}
    settle(clerk, desk, reference, "incident_dates", **dates)
    assert now_held(desk, reference, "incident_dates").value == ["2026-05-04", "2026-05-11"]


def test_times_are_shown_as_people_write_them(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    page = clerk.get(f"/desk/cases/{reference}").text
    assert "2:15 p.m." in page
    settle(clerk, desk, reference, "incident_times", **{"incident_times-0": "2:15 p.m."})
    assert now_held(desk, reference, "incident_times").value == ["14:15"]


def test_what_is_no_cin_is_explained_and_stays_as_typed(clerk: Visitor, desk: Desk) -> None:
    page = settle(clerk, desk, add_case(desk, CIN_DOUBT), "member_cin", member_cin="9123")
    assert "A CIN is a 9, seven more digits and a letter" in page
    assert 'value="9123"' in page


def test_an_empty_entry_is_not_taken_for_an_absent_one(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, doubtful("incident_place", None))
    assert "Type what the paper says" in settle(clerk, desk, reference, "incident_place", incident_place="")
    assert now_held(desk, reference, "incident_place").state is State.UNREADABLE


def test_a_field_that_somebody_else_changed_is_not_overwritten(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, CIN_DOUBT)
    page = settle(clerk, desk, reference, "member_cin", member_cin="91234568C", seen="0")
    assert "was changed while you looked at it" in page
    assert now_held(desk, reference, "member_cin").value == "91234567A"


def test_no_version_of_a_value_is_ever_lost(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, CIN_DOUBT)
    settle(clerk, desk, reference, "member_cin", member_cin="91284567A")
    with desk.db.read() as db:
        kept = select(func.count()).where(FieldValue.field == "member_cin")
        assert db.scalar(kept) == 2


def test_every_look_at_a_case_is_recorded(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    clerk.get(f"/desk/cases/{reference}")
    with desk.db.read() as db:
        [look] = db.scalars(select(AuditRow).where(AuditRow.action == "viewed"))
    assert (look.actor, look.subject) == ("clerk@desk.test", f"case:{find_case(desk, reference).id}")


def test_a_closed_case_can_be_looked_at_but_not_changed(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, state=CaseState.CLOSED)
    assert 'name="do"' not in clerk.get(f"/desk/cases/{reference}").text
    assert "is closed" in settle(clerk, desk, reference, "member_cin", member_cin="91234568C")


def test_the_clerk_chooses_the_member_from_the_roster(clerk: Visitor, desk: Desk) -> None:
    add_member(desk, cin="91234568C")
    reference = add_case(desk)
    ask_identity(desk, reference)
    assert "CIN 91234568C" in clerk.get(f"/desk/cases/{reference}").text
    clerk.post(f"/desk/cases/{reference}/identity", {"cin": "91234568C"})
    assert now_held(desk, reference, "member_cin").value == "91234568C"
    assert find_case(desk, reference).identity_confirmed


def test_a_call_that_was_made_is_marked_as_done(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk)
    with desk.db.write() as db:
        case_id = find_case(desk, reference).id
        todo_id = add_todo(db, TodoKind.CALL_OFFICE, f"case:{case_id}", case_id=case_id).id
    clerk.post(f"/desk/cases/{reference}/todos/{todo_id}")
    with desk.db.read() as db:
        assert db.get_one(Todo, todo_id).done_by == "clerk@desk.test"


def test_text_from_a_paper_is_shown_as_text(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, doubtful("incident_place", "<script>alert(1)</script>"))
    page = clerk.get(f"/desk/cases/{reference}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
