"""An office sends a PDF: written, scanned, or filled in on the screen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from ocr.page import FormField, PageReading
from ocr.reader import Reader
from tests.ocr import draw


def box_of(reading: PageReading, text: str) -> tuple[float, float]:
    return next((word.box.x0, word.box.y0) for word in reading.words if word.text == text)


def test_a_written_pdf_gives_its_own_words_where_they_stand(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.text_pdf(tmp_path / "letter.pdf"), 1)
    assert reading.source == "text"
    assert reading.lines[4].text == "Identification number 91827364D"
    assert box_of(reading, "Identification") == pytest.approx(
        (72 / 612, (792 - 720 + 5 * 24 - 9) / 792), abs=0.01
    )
    assert min(word.confidence for word in reading.words) == 1.0


def test_a_page_whose_turn_makes_its_text_upright_is_read_as_shown(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.side_pdf(tmp_path / "letter.pdf", rotate=90), 1)
    assert (reading.source, reading.width, reading.height) == ("text", 792, 612)
    assert reading.lines[0].text == draw.LETTER[0]
    assert box_of(reading, "Cedar") == pytest.approx((72 / 792, 92 / 612), abs=0.01)


@pytest.mark.reading
@pytest.mark.parametrize(("rotate", "turned"), [(0, 90), (180, 270), (270, 180)])
def test_text_that_lies_on_its_side_is_read_from_the_picture(
    reader: Reader, tmp_path: Path, rotate: int, turned: int
) -> None:
    reading = reader.read(draw.side_pdf(tmp_path / "side.pdf", rotate=rotate), 1)
    assert (reading.source, reading.rotated) == ("image", turned)
    assert "91827364D" in reading.text


@pytest.mark.reading
@pytest.mark.parametrize(
    "more", [{}, {"hidden": "wrong words\n" * 40}, {"stamp": "03/04/2026 14:07 P. 02/05 " * 3}]
)
def test_a_scan_is_read_from_its_picture(reader: Reader, tmp_path: Path, more: dict[str, str]) -> None:
    reading = reader.read(draw.scan_pdf(tmp_path / "scan.pdf", draw.page(), **more), 1)
    assert reading.source == "image"
    assert "91827364D" in reading.text
    assert "wrong words" not in reading.text


def test_what_was_typed_into_a_form_is_kept(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.form_pdf(tmp_path / "form.pdf"), 1)
    values = {field.name: field.value for field in reading.form_fields}
    assert values == {
        "member_name": "Marisol Quintero",
        "explain": "First line\nSecond line",
        "wanted": True,
        "unwanted": False,
        "agreed": "no",
    }
    assert all(isinstance(field, FormField) and field.box for field in reading.form_fields)


def test_typed_values_stand_beside_their_labels(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.form_pdf(tmp_path / "form.pdf"), 1)
    assert "Member name: Marisol Quintero" in reading.text.split("\n")


def test_boxes_of_a_form_are_marks(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.form_pdf(tmp_path / "form.pdf"), 1)
    assert sorted(mark.ticked for mark in reading.marks) == [False, False, True, True]


def test_drawn_boxes_of_a_printed_form_are_marks(blind: Reader, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=letter)
    for number, tick in enumerate([True, False, True]):
        down = 700 - number * 30
        canvas.rect(72, down, 11, 11)
        canvas.drawString(95, down + 1, "This is one of the reasons to choose")
        if tick:
            canvas.line(74, down + 2, 81, down + 9)
            canvas.line(74, down + 9, 81, down + 2)
    canvas.save()
    reading = blind.read(tmp_path / "form.pdf", 1)
    assert reading.source == "text"
    assert [mark.ticked for mark in reading.marks] == [True, False, True]


def test_an_x_typed_into_a_drawn_box_ticks_it_and_is_no_word(blind: Reader, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=letter)
    for number, tick in enumerate(["X", "", "x"]):
        down = 700 - number * 30
        canvas.rect(72, down, 11, 11)
        canvas.drawString(74, down + 2, tick)
        canvas.drawString(95, down + 1, "One of the reasons to choose")
    canvas.save()
    reading = blind.read(tmp_path / "form.pdf", 1)
    assert [mark.ticked for mark in reading.marks] == [True, False, True]
    assert [line.text for line in reading.lines] == ["One of the reasons to choose"] * 3


@pytest.mark.reading
def test_words_in_a_pasted_picture_are_read_as_well(reader: Reader, tmp_path: Path) -> None:
    snippet = draw.page(("Police report 24-0098",), left=10, top=10).crop((0, 0, 700, 90))
    snippet.save(tmp_path / "snippet.png")
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=letter)
    for number, line in enumerate(draw.LETTER):
        canvas.drawString(72, 720 - number * 24, line)
    canvas.drawImage(str(tmp_path / "snippet.png"), 72, 300, 260, 33)
    canvas.save()
    reading = reader.read(tmp_path / "letter.pdf", 1)
    assert reading.source == "text"
    assert "Police report 24-0098" in reading.text
    assert reading.text.count("91827364D") == 1


def test_a_cropped_page_has_boxes_of_what_is_shown(blind: Reader, tmp_path: Path) -> None:
    reading = blind.read(draw.pdf_of_kind(tmp_path / "crop.pdf", "cropped"), 1)
    assert (reading.width, reading.height) == (540, 720)
    assert box_of(reading, "Cedar")[0] == pytest.approx(36 / 540, abs=0.01)


@pytest.mark.parametrize("kind", ["letter", "turned", "cropped", "form"])
def test_boxes_lie_on_the_ink_of_the_picture_that_people_see(
    blind: Reader, tmp_path: Path, kind: str
) -> None:
    paper = draw.pdf_of_kind(tmp_path / "paper.pdf", kind)
    reading = blind.read(paper, 1)
    seen = np.asarray(Image.open(BytesIO(blind.picture(paper, 1, 1000))))
    high, wide = seen.shape
    rest = seen.copy()
    for box in [word.box for word in reading.words] + [
        field.box for field in reading.form_fields if field.box
    ]:
        part = np.s_[
            int(box.y0 * high) - 2 : int(box.y1 * high) + 3, int(box.x0 * wide) - 2 : int(box.x1 * wide) + 3
        ]
        assert (seen[part] < 160).any()
        rest[part] = 255
    assert (rest < 160).sum() < 0.25 * (seen < 160).sum()
