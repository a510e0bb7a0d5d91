"""Somebody ticks a box, signs, or sticks a code on a page."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from ocr.page import PageReading
from ocr.reader import Reader
from tests.ocr import draw

TICKS = ["x", "", "v", "", "over", ""]


def ticked(reading: PageReading) -> list[bool]:
    return [mark.ticked for mark in reading.marks]


@pytest.mark.parametrize("side", [22, 30, 44])
def test_ticked_boxes_are_told_from_empty_ones(blind: Reader, tmp_path: Path, side: int) -> None:
    form = draw.tiff(tmp_path / "form.tif", [draw.boxes(TICKS, side=side)])
    assert ticked(blind.read(form, 1)) == [bool(tick) for tick in TICKS]


def test_boxes_of_a_coarse_noisy_fax_are_found(blind: Reader, tmp_path: Path) -> None:
    coarse = draw.noisy(draw.boxes(TICKS), 3000, seed=11).resize((draw.WIDE, draw.HIGH // 2))
    form = draw.tiff(tmp_path / "form.tif", [coarse], dpi=(204, 98))
    assert ticked(blind.read(form, 1)) == [bool(tick) for tick in TICKS]


@pytest.mark.reading
def test_letters_are_no_boxes(reader: Reader, tmp_path: Path) -> None:
    words = ("HELD BOD DOB 0808 EBB", "QUOTED DO DBD 90009 H", "BOX NUMBER 100 DODD") * 4
    page = draw.tiff(tmp_path / "page.tif", [draw.page(words)])
    assert reader.read(page, 1).marks == ()


@pytest.mark.reading
def test_a_box_is_not_read_as_a_letter(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(draw.tiff(tmp_path / "form.tif", [draw.boxes(TICKS)]), 1)
    assert [line.text for line in reading.lines] == [f"Choice number {n} of the form" for n in range(1, 7)]


def test_the_comb_for_a_number_is_no_row_of_boxes(blind: Reader, tmp_path: Path) -> None:
    sheet = Image.new("L", (draw.WIDE, draw.HIGH), 255)
    for cell in range(9):
        ImageDraw.Draw(sheet).rectangle((300 + cell * 40, 500, 340 + cell * 40, 540), outline=0, width=3)
    assert blind.read(draw.tiff(tmp_path / "form.tif", [sheet]), 1).marks == ()


def test_a_code_on_a_reply_sheet_is_read(blind: Reader, tmp_path: Path) -> None:
    sheet = draw.page()
    code = zxingcpp.create_barcode("CF-7F3K-22Q", zxingcpp.BarcodeFormat.QRCode)
    sheet.paste(Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=8)), (1200, 1500))
    (found,) = blind.read(draw.tiff(tmp_path / "reply.tif", [sheet]), 1).codes
    assert (found.text, found.kind) == ("CF-7F3K-22Q", "QRCode")
    assert found.box.x0 == pytest.approx(1200 / draw.WIDE, abs=0.04)


@pytest.mark.reading
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_signature_leaves_ink_that_is_no_print(reader: Reader, tmp_path: Path, seed: int) -> None:
    letter = draw.scrawl(draw.page(), 260, 1180, seed)
    signed = reader.read(draw.tiff(tmp_path / "signed.tif", [letter]), 1)
    plain = reader.read(draw.tiff(tmp_path / "plain.tif", [draw.page()]), 1)
    assert plain.signature_ink == ()
    assert any(box.y0 < 1180 / draw.HIGH < box.y1 for box in signed.signature_ink)


def test_a_page_full_of_hatching_costs_no_minutes(blind: Reader, tmp_path: Path) -> None:
    hatched = Image.new("L", (draw.WIDE, draw.HIGH), 255)
    pen = ImageDraw.Draw(hatched)
    for down in range(0, draw.HIGH, 30):
        for across in range(0, draw.WIDE, 30):
            pen.rectangle((across, down, across + 22, down + 22), outline=0, width=2)
    begun = time.monotonic()
    blind.read(draw.tiff(tmp_path / "hatched.tif", [hatched]), 1)
    assert time.monotonic() - begun < 20
