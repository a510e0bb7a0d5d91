"""The fax-back letter, read the way an office and our own reader will see it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from notify.fax_letter import FaxLetterFacts, fax_back_letter
from notify.paper import Letterhead

PLAN = Letterhead(
    name="Valley Oak Health Plan",
    department="Provider Services",
    address=("100 Orchard Road", "Merced, CA 95340"),
    phone="(800) 555-0199",
    fax="(209) 555-0157",
)
LINK = "https://desk.example.org/a/Zk3vR8qLw2n5Tt7Yp1XcA4"
PROMPTS = ["Please send a copy of the letter to the member.", "At what time did it happen?"]


def letter(prompts: list[str] | None = None, **differs: object) -> bytes:
    usual: dict[str, object] = {
        "plan": PLAN,
        "case_ref": "CF-7F3K-22Q-1",
        "written_on": date(2026, 11, 22),
        "due_on": date(2026, 12, 6),
        "to_office": "Nguyễn & Muñoz <Family> Practice",
        "to_fax": "(559) 555-0123",
        "link": LINK,
    }
    return fax_back_letter(FaxLetterFacts(**{**usual, **differs}), prompts or PROMPTS)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> list[str]:
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(pdf)).pages]


def faxed(pdf: bytes, page: int, *, lines: int) -> Image.Image:
    """The page after a fax of 204 dots across and `lines` down: black and white, thresholded."""
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=204 / 72).to_pil().convert("L")
    coarse = picture.resize((picture.width, picture.height * lines // 204))
    bits = coarse.point(lambda grey: 255 * (grey > 140))
    return Image.Image.resize(bits, picture.size)


def test_the_office_reads_what_is_missing_by_when_and_how_to_answer() -> None:
    first, reply = text_of(letter())
    for said in (
        *PROMPTS,
        "December 6, 2026",
        "CF-7F3K-22Q-1",
        LINK,
        PLAN.fax,
        PLAN.phone,
        "Nguyễn & Muñoz <Family>",
    ):
        assert said in first, said
    assert "We need 2 more items" in first
    assert "Page 1 of 2" in first
    assert "CF-7F3K-22Q-1" in reply


@pytest.mark.parametrize("lines", [98, 196])
def test_its_codes_survive_the_fax(lines: int) -> None:
    pdf = letter()
    found = [[code.text for code in zxingcpp.read_barcodes(faxed(pdf, page, lines=lines))] for page in (0, 1)]
    assert found == [[LINK], ["CF-7F3K-22Q-1"]]


def test_the_reply_page_repeats_no_question_that_a_reader_could_take_for_an_answer() -> None:
    reply = text_of(letter())[-1]
    assert not [prompt for prompt in PROMPTS if prompt in reply]


def test_thirty_questions_flow_over_pages_and_all_are_there() -> None:
    asked = [f"Question number {n}: please tell us more about it, in a few words." for n in range(1, 31)]
    pages = text_of(letter(asked))
    assert all(any(question in page for page in pages) for question in asked)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_markup_in_a_prompt_is_only_text() -> None:
    assert 'Say <b>when</b> & "where" {x}' in text_of(letter(['Say <b>when</b> & "where" {x}']))[0]


@pytest.mark.parametrize(
    "name", ["Ng", "The Community Health Plan of the Great Central Valley of California"]
)
def test_a_plan_name_of_any_length_keeps_clear_of_its_address(name: str) -> None:
    head = Letterhead(name=name, address=PLAN.address, phone=PLAN.phone, fax=PLAN.fax)
    page = np.asarray(faxed(letter(plan=head), 0, lines=204))
    band = page[int(0.55 * 204) : int(1.0 * 204)] < 128
    columns = np.flatnonzero(band.any(axis=0))
    gaps = np.diff(columns)
    assert gaps.max() > 20, "name and address touch"
    assert columns.max() < page.shape[1] - 0.8 * 204


def test_without_date_link_or_numbers_nothing_is_left_hanging() -> None:
    bare = Letterhead(name="Plan")
    whole = " ".join(text_of(letter(plan=bare, due_on=None, link="", to_office="", to_fax="")))
    assert "None" not in whole
    assert "By fax" not in whole
    assert "answer by" not in whole


def test_the_same_letter_is_the_same_bytes() -> None:
    assert letter() == letter()


def test_a_letter_without_a_question_is_not_written() -> None:
    with pytest.raises(ValueError, match="at least one"):
        fax_back_letter(FaxLetterFacts(plan=PLAN, case_ref="CF-7F3K-22Q-1", written_on=date(2026, 1, 1)), [])


def test_every_letter_of_a_name_is_embedded() -> None:
    resources: list[Any] = [page["/Resources"] for page in PdfReader(BytesIO(letter())).pages]
    faces = [face.get_object() for each in resources for face in each["/Font"].values()]
    ours = [str(face["/BaseFont"]) for face in faces if face["/Subtype"] == "/TrueType"]
    assert ours
    assert all("+FiraSans" in name for name in ours)
