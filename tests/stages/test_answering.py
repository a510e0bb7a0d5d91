"""What an office answers through its link: it adds, overwrites nothing, and is asked nothing twice."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from sqlalchemy import event, select
from werkzeug.datastructures import FileStorage

from forms.values import FieldValue, State
from forms.web_form import Answers
from intake import answering, correcting, links
from intake.cases import current_values
from intake.desk import Desk
from intake.errors import Refused
from intake.models import AuditRow, Case, Link, LinkPurpose, Receipt
from tests.stages.cases import (
    CLERK,
    actions,
    bring,
    enrol,
    letter,
    messages,
    missing,
    provider_says,
    request,
    the_case,
    todos,
    work_off,
)


def reply(
    desk: Desk,
    *files: tuple[str, bytes],
    lacks: Mapping[str, str] | None = None,
    **typed: FieldValue,
) -> None:
    """The office answers through its link; `files` are (code, bytes)."""
    sent = [(code, FileStorage(io.BytesIO(data), "page.pdf")) for code, data in files]
    values = {name: provider_says(value) for name, value in typed.items()}
    with desk.db.read() as session:
        link = session.scalars(select(Link.id).where(Link.purpose == LinkPurpose.ANSWER)).one()
    answering.take_answers(desk, link, Answers(values, sent, lacks or {}))
    work_off(desk)


def asked(desk: Desk) -> list[str]:
    """What the page asks now."""
    with desk.db.read() as session:
        case = session.scalars(select(Case)).one()
        return [question.code for question in answering.questions(desk, session, case)]


def value(desk: Desk, field: str) -> object:
    with desk.db.read() as session:
        return current_values(session, session.scalars(select(Case)).one())[field].value


def test_the_missing_time_completes_the_case(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(without=["incident_times"]))
    reply(any_desk, incident_times=["14:00"])
    assert (the_case(any_desk).state, missing(the_case(any_desk))) == ("review", set())


def test_a_list_grows(desk: Desk) -> None:
    enrol(desk)
    bring(desk, request(missed_appointment_dates=["2026-01-05", "2026-03-02"]))
    reply(desk, missed_appointment_dates=["2026-05-11"])
    assert value(desk, "missed_appointment_dates") == ["2026-01-05", "2026-03-02", "2026-05-11"]


def test_every_version_of_a_value_is_kept(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    reply(desk, incident_times=["14:00"], incident_place="exam room")
    kept = [(row.data["value"], row.actor) for row in the_case(desk).values if row.field == "incident_place"]
    assert kept == [("front desk", "machine"), ("exam room", "provider")]
    assert value(desk, "incident_place") == "exam room"


def test_a_name_that_contradicts_the_paper_goes_to_a_clerk(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    reply(desk, incident_times=["14:00"], member_name="Somebody Else")
    assert (the_case(desk).state, todos(desk)) == ("clerk", ["identity", "clash"])


def test_what_a_clerk_settled_and_the_office_contradicts_goes_to_a_clerk_again(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    with desk.db.write() as session:
        correcting.correct(
            desk, session, CLERK, session.scalars(select(Case)).one(), "member_name", "Ana Sample"
        )
    reply(desk, incident_times=["14:00"], member_name="Somebody Else")
    assert value(desk, "member_name") == "Ana Sample" and todos(desk) == ["clash"]


def test_an_answer_counts_after_a_clerk_found_nothing_on_the_paper(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(incident_place="illegible scrawl"))
    with desk.db.write() as session:
        case = session.scalars(select(Case)).one()
        case.state = "clerk"
        correcting.correct(desk, session, CLERK, case, "incident_place", None, State.ABSENT)
    work_off(desk)
    assert missing(the_case(desk)) == {"incident_place"}
    reply(desk, incident_place="front desk")
    assert missing(the_case(desk)) == set()


def test_who_does_not_have_something_is_not_asked_again(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(without=["incident_times", "incident_place"]))
    reply(any_desk, lacks={"incident_times": "Nobody wrote it down."})
    assert asked(any_desk) == ["incident_place"]
    reply(any_desk, incident_place="front desk")
    [kept] = [f for f in the_case(any_desk).findings if f.state == "not_available"]
    assert (the_case(any_desk).state, kept.reason) == ("review", "Nobody wrote it down.")


def test_half_an_answer_leaves_the_other_half_asked(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times", "incident_place"]))
    reply(desk, incident_place="front desk")
    assert asked(desk) == ["incident_times"]
    assert [message.open_items for message in messages(desk)] == [2, 1]


def test_a_file_that_answers_is_received_for_the_case(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, request())
    reply(desk, ("member_letter_copy", b"%PDF-1.7 the letter"))
    with desk.db.read() as session:
        receipt = session.get_one(Case, case.id).receipt
        sent = session.scalars(select(Receipt).where(Receipt.id != receipt.id)).one()
        assert (sent.channel, sent.answers_case_id) == ("answer", case.id)
        assert [item.answers_code for item in sent.items] == ["member_letter_copy"]


def test_an_empty_answer_is_refused(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    with pytest.raises(Refused, match="Nothing was filled in"):
        reply(desk)


def test_an_answer_to_a_closed_case_is_refused(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times"]))
    with desk.db.write() as session:
        session.scalars(select(Case)).one().state = "closed"
    with pytest.raises(Refused, match="closed"):
        reply(desk, incident_times=["14:00"])
    assert asked(desk) == []


def test_looking_at_the_questions_writes_nothing(any_desk: Desk) -> None:
    enrol(any_desk)
    bring(any_desk, letter(without=["incident_times"]))
    said: list[str] = []
    event.listen(any_desk.db.engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    assert asked(any_desk) == ["incident_times"]
    assert {statement.split()[0] for statement in said} - {"BEGIN"} == {"SELECT"}


def test_the_questions_stay_on_the_page_while_a_clerk_looks_at_another_paper(desk: Desk) -> None:
    enrol(desk)
    bring(desk, letter(without=["incident_times", "provider_npi", "provider_name"]))
    bring(desk, letter())
    assert "join" in todos(desk)
    assert "incident_times" in asked(desk)


def test_an_answer_is_in_the_audit_trail_by_fields_and_never_by_values(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter(without=["incident_place"]))
    reply(desk, incident_place="behind the green door")
    assert "answered" in actions(desk, f"case:{case.id}")
    with desk.db.read() as session:
        told = str([row.detail for row in session.scalars(select(AuditRow))])
    assert "incident_place" in told and "green door" not in told


def test_an_unknown_and_a_closed_link_open_nothing(desk: Desk) -> None:
    enrol(desk)
    case = bring(desk, letter(without=["incident_times"]))
    with desk.db.write() as session:
        token = links.answer_url(desk, session, case).rpartition("/")[2]
        assert links.find(session, token, LinkPurpose.ANSWER)
        assert links.find(session, token, LinkPurpose.RECEIPT) is None
        assert links.find(session, f"{token}x", LinkPurpose.ANSWER) is None
        links.close_links(session, case)
        assert links.find(session, token, LinkPurpose.ANSWER) is None


def test_the_database_holds_no_link_that_could_be_opened(any_desk: Desk) -> None:
    enrol(any_desk)
    case = bring(any_desk, letter(without=["incident_times"]))
    with any_desk.db.write() as session:
        token = links.answer_url(any_desk, session, case).rpartition("/")[2]
        assert token == links.answer_url(any_desk, session, case).rpartition("/")[2]
        rows = session.execute(select(Link.nonce, Link.token_hash)).all()
    assert len(token) >= 27 and token not in str(rows)
