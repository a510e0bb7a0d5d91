"""An office faxes, scans or photographs its letter, and the same words are read."""

from __future__ import annotations

import re
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from ocr.page import PageReading
from ocr.reader import Reader
from tests.ocr import draw

pytestmark = pytest.mark.reading

FACTS = ("Marisol Quintero", "91827364D", "(559) 555-0121", "March 3, 2026", "9:20", "Cedar Hollow")
FILL_ORDER, ORIENTATION = 266, 274


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def facts_in(reading: PageReading) -> list[str]:
    read = squeezed(reading.text)
    return [fact for fact in FACTS if squeezed(fact) in read]


@pytest.mark.parametrize(
    ("compression", "dpi", "high"),
    [
        ("group4", (204, 196), draw.HIGH),
        ("group3", (204, 196), draw.HIGH),
        ("group4", (204, 98), draw.HIGH // 2),
        ("group3", (204, 98), draw.HIGH // 2),
        ("group4", (204, 391), draw.HIGH * 2),
        ("tiff_lzw", (204, 98), draw.HIGH // 2),
    ],
)
def test_a_fax_of_any_resolution_is_read_with_square_pixels(
    reader: Reader, tmp_path: Path, compression: str, dpi: tuple[int, int], high: int
) -> None:
    sheet = draw.page().resize((draw.WIDE, high))
    reading = reader.read(draw.tiff(tmp_path / "fax.tif", [sheet], compression=compression, dpi=dpi), 1)
    assert facts_in(reading) == list(FACTS)
    assert reading.source == "image"
    assert reading.height / reading.width == pytest.approx(11 / 8.5, rel=0.05)


def test_a_standard_fax_that_lost_its_resolution_tags_is_still_stretched(
    reader: Reader, tmp_path: Path
) -> None:
    sheet = draw.page().resize((draw.WIDE, draw.HIGH // 2))
    reading = reader.read(draw.picture(tmp_path / "fax.png", sheet), 1)
    assert facts_in(reading) == list(FACTS)


@pytest.mark.parametrize("order", [1, 2])
def test_both_bit_orders_of_fax_machines_are_read(reader: Reader, tmp_path: Path, order: int) -> None:
    fax = draw.tiff(tmp_path / "fax.tif", [draw.page()], compression="group3", tags={FILL_ORDER: order})
    assert facts_in(reader.read(fax, 1)) == list(FACTS)


def test_every_page_of_a_fax_is_counted_and_read(reader: Reader, tmp_path: Path) -> None:
    sheets = [draw.page((f"This is sheet number {number} of the fax",)) for number in (1, 2, 3)]
    fax = draw.tiff(tmp_path / "fax.tif", sheets)
    assert reader.inspect(fax).pages == 3
    assert "number 3 of" in reader.read(fax, 3).text
    assert "number 1 of" in reader.read(fax, 1).text


@pytest.mark.parametrize(("turn", "rotated"), [(0, 0), (90, 90), (180, 180), (270, 270)])
def test_a_page_fed_the_wrong_way_is_turned_upright(
    reader: Reader, tmp_path: Path, turn: int, rotated: int
) -> None:
    lying = draw.page().rotate(turn, expand=True)
    reading = reader.read(draw.picture(tmp_path / "page.png", lying), 1)
    assert facts_in(reading) == list(FACTS)
    assert reading.rotated == rotated
    assert reading.words[0].box.y0 < 0.2


@pytest.mark.parametrize("lean", [-4.0, -1.5, 2.5, 6.0])
def test_a_crooked_page_is_set_straight(reader: Reader, tmp_path: Path, lean: float) -> None:
    crooked = draw.page().rotate(lean, expand=True, fillcolor=255)
    reading = reader.read(draw.picture(tmp_path / "page.png", crooked), 1)
    assert facts_in(reading) == list(FACTS)
    line = next(line for line in reading.lines if "shouted" in line.text)
    assert abs(line.words[0].box.y1 - line.words[-1].box.y1) < 0.008


def test_line_noise_does_not_hide_the_letter(reader: Reader, tmp_path: Path) -> None:
    fax = draw.tiff(tmp_path / "fax.tif", [draw.noisy(draw.page(), 4000, seed=7)])
    assert facts_in(reader.read(fax, 1)) == list(FACTS)


@pytest.mark.parametrize("suffix", ["png", "jpg", "heic"])
def test_a_phone_photo_is_flattened_and_lit(reader: Reader, tmp_path: Path, suffix: str) -> None:
    pillow_heif.register_heif_opener()
    photo = draw.picture(tmp_path / f"photo.{suffix}", draw.photograph(draw.page()))
    reading = reader.read(photo, 1)
    assert facts_in(reading) == list(FACTS)
    assert min(word.box.x0 for word in reading.words) < 0.2


def test_a_photo_taken_sideways_obeys_its_orientation_tag(reader: Reader, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    photo = tmp_path / "photo.jpg"
    draw.page().rotate(90, expand=True).save(photo, exif=exif)
    reading = reader.read(photo, 1)
    assert facts_in(reading) == list(FACTS)
    assert reading.rotated == 0


def test_both_readers_say_what_they_read_and_who_they_are(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(draw.tiff(tmp_path / "fax.tif", [draw.page()]), 1)
    assert "91827364D" in " ".join(word.text for word in reading.second)
    assert set(reading.readers) == {"ppocr", "tesseract"}


def test_words_stand_where_they_are_drawn(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(draw.picture(tmp_path / "page.png", draw.page(("Alpha", "Bravo Charlie"))), 1)
    place = {word.text: word.box for word in reading.words}
    assert place["Alpha"].x0 == pytest.approx(200 / draw.WIDE, abs=0.01)
    assert place["Bravo"].y0 == pytest.approx((260 + 64) / draw.HIGH, abs=0.012)
    assert place["Bravo"].x1 < place["Charlie"].x0 + 0.01
    assert [word.line for word in reading.words] == [0, 1, 1]


def test_a_blank_page_has_no_words_and_no_ink(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(draw.tiff(tmp_path / "fax.tif", [draw.page(())]), 1)
    assert (reading.words, reading.second, reading.ink) == ((), (), 0.0)


def test_the_senders_line_is_kept_apart_from_the_letter(reader: Reader, tmp_path: Path) -> None:
    line = "03/04/2026 14:07   559 555 0121   CEDAR HOLLOW FP   P. 02/05"
    reading = reader.read(draw.tiff(tmp_path / "fax.tif", [draw.stamped(draw.page(), line)]), 1)
    assert "14:07" in reading.sender_line
    assert "02/05" not in reading.text
    assert "02/05" not in " ".join(word.text for word in reading.second)
    assert facts_in(reading) == list(FACTS)


def test_a_senders_line_is_upright_on_a_page_that_is_not(reader: Reader, tmp_path: Path) -> None:
    fax = draw.stamped(
        draw.page().rotate(180), "03/04/2026 14:07   559 555 0121   CEDAR HOLLOW FP   P. 02/05"
    )
    reading = reader.read(draw.tiff(tmp_path / "fax.tif", [fax]), 1)
    assert reading.rotated == 180
    assert "14:07" in reading.sender_line
    assert facts_in(reading) == list(FACTS)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_is_turned_as_its_reading_was_without_reading_again(
    reader: Reader, blind: Reader, tmp_path: Path, turn: int
) -> None:
    fax = draw.picture(tmp_path / "page.png", draw.page().rotate(turn, expand=True))
    reading = reader.read(fax, 1)
    assert blind.picture(fax, 1, 600, rotated=reading.rotated) == reader.picture(fax, 1, 600)
