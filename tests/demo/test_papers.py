"""The papers of the demo."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image, ImageSequence
from pypdf import PdfReader

from forms.load import load_all
from intake.demo.papers import Channel, DemoPaper, demo_papers
from intake.demo.people import make_people

TODAY = date(2026, 11, 22)
SEED = 11


@pytest.fixture(scope="module")
def papers() -> dict[str, DemoPaper]:
    return {paper.name: paper for paper in demo_papers(SEED, TODAY)}


def test_the_demo_sends_at_least_ten_papers_by_both_ways(papers: dict[str, DemoPaper]) -> None:
    assert len(papers) >= 12
    assert {paper.channel for paper in papers.values()} == set(Channel)


def test_the_same_day_and_seed_give_the_same_bytes(papers: dict[str, DemoPaper]) -> None:
    assert [paper.data for paper in demo_papers(SEED, TODAY)] == [paper.data for paper in papers.values()]


def test_every_paper_is_about_members_of_the_roster(papers: dict[str, DemoPaper]) -> None:
    names = {member.cin: member.name for member in make_people(SEED, TODAY).members}
    stated = [(p.name, d["fields"]) for p in papers.values() for d in p.truth if "member_cin" in d["fields"]]
    strange = {name for name, fields in stated if names[fields["member_cin"]] != fields["member_name"]}
    assert strange == {"another-members-cin.tif"}


def test_the_corrected_form_has_the_third_date_and_no_letter(papers: dict[str, DemoPaper]) -> None:
    first, again = papers["form-by-hand-two-dates.tif"].truth, papers["form-faxed-again.tif"].truth
    assert [d["doc_type"] for d in first] == ["member_reassignment_request", "member_notice_letter"]
    assert [d["doc_type"] for d in again] == ["member_reassignment_request"]
    assert first[0]["fields"]["member_cin"] == again[0]["fields"]["member_cin"]
    dates = [d[0]["fields"]["missed_appointment_dates"] for d in (first, again)]
    assert (len(dates[0]), len(dates[1])) == (2, 3)


def test_the_packet_holds_two_members_with_a_letter_each(papers: dict[str, DemoPaper]) -> None:
    packet = papers["packet-of-two-members.tif"]
    assert [d["doc_type"] for d in packet.truth] == ["fax_cover_sheet"] + [
        "member_reassignment_request",
        "member_notice_letter",
    ] * 2
    assert len({d["fields"]["member_cin"] for d in packet.truth if "member_cin" in d["fields"]}) == 2
    with Image.open(io.BytesIO(packet.data)) as fax:
        assert len(list(ImageSequence.Iterator(fax))) == 5


def test_the_fillable_form_uses_the_definitions_names(papers: dict[str, DemoPaper]) -> None:
    names = {field.name for field in load_all()["member_reassignment_request"].fields}
    fields = PdfReader(io.BytesIO(papers["fillable-form.pdf"].data)).get_fields() or {}
    filled = {name: field.value for name, field in fields.items()}
    assert filled["reasons.care_noncompliance"] == "/Yes"
    assert filled["narrative"]
    assert {name.split(".")[0] for name in filled} - {"signature"} <= names


def test_the_letter_without_times_and_place_tells_neither(papers: dict[str, DemoPaper]) -> None:
    pdf = PdfReader(io.BytesIO(papers["letter-without-times-and-place.pdf"].data))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "NPI" in text
    assert not any(said in text.lower() for said in ("a.m.", "p.m.", "o'clock", "exam room", "front desk"))


def test_the_assault_states_no_police_report(papers: dict[str, DemoPaper]) -> None:
    (letter,) = papers["assault.tif"].truth
    assert letter["fields"]["reasons"] == ["physical_assault"]
    assert "police_report_number" not in letter["fields"]


def test_the_upside_down_letter_is_a_fax_like_any_other(papers: dict[str, DemoPaper]) -> None:
    with Image.open(io.BytesIO(papers["upside-down.tif"].data)) as fax:
        assert fax.format == "TIFF"
    assert papers["upside-down.tif"].truth[0]["doc_type"] == "noncompliance_letter"
