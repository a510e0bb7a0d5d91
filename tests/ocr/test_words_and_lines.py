"""Words stand in the order in which a person reads them, each in its own place."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageDraw, ImageFont

from ocr.agreement import off_marks, printed, reconciled
from ocr.lines import as_words, in_lines
from ocr.parting import parted
from ocr.plain_text import plain
from ocr.spans import Span


def span(text: str, x: float, y: float, *, wide: float = 0, high: float = 30, sure: float = 0.9) -> Span:
    return Span(text, x, y, x + (wide or 16 * len(text)), y + high, sure)


def read(spans: list[Span]) -> list[str]:
    return [" ".join(one.text for one in line) for line in in_lines(spans)]


def test_a_label_and_its_value_share_a_line_across_a_form() -> None:
    spans = [
        span("NPI", 900, 102),
        span("Provider", 100, 100),
        span("1234567893", 1100, 96),
        span("Voss", 300, 95),
    ]
    assert read(spans) == ["Provider Voss NPI 1234567893"]


def test_a_value_under_its_label_is_another_line() -> None:
    assert read([span("Marisol", 100, 128), span("Name", 100, 100, high=22)]) == ["Name", "Marisol"]


def test_a_line_that_sags_stays_one_line() -> None:
    assert len(read([span("word", 100 + 150 * n, 100 + 3.0 * n) for n in range(9)])) == 1


def test_large_writing_does_not_swallow_the_small_lines_beside_it() -> None:
    spans = [
        span("SIGNED", 100, 90, high=70),
        span("upper", 600, 84, high=22),
        span("lower", 600, 140, high=22),
    ]
    assert len(read(spans)) >= 2


@given(some.lists(some.tuples(some.integers(0, 1500), some.integers(0, 2000)), max_size=40))
def test_no_word_is_lost_and_lines_count_up(places: list[tuple[int, int]]) -> None:
    words = as_words([span(f"w{n}", x, y) for n, (x, y) in enumerate(places)], 1700, 2200)
    assert sorted(word.text for word in words) == sorted(f"w{n}" for n in range(len(places)))
    assert all(later.line - earlier.line in (0, 1) for earlier, later in pairwise(words))
    assert all(0 <= word.box.x0 <= word.box.x1 <= 1 for word in words)


@pytest.mark.parametrize("text", ["Date of birth", "Mill Iris Wow", "I am Will", "a 5 b", "NPI 1234567893"])
def test_words_part_where_the_ink_does(text: str) -> None:
    font = ImageFont.load_default(40)
    sheet = Image.new("L", (1200, 100), 255)
    ImageDraw.Draw(sheet).text((50, 20), text, font=font, fill=0)
    left, top, right, bottom = (float(edge) for edge in font.getbbox(text))
    line = Span(text, 50 + left, 20 + top, 50 + right, 20 + bottom, 0.9)
    grey = np.asarray(sheet)
    for word in parted(line, grey):
        starts = 50 + font.getlength(text[: text.index(word.text)])
        assert word.x0 == pytest.approx(starts, abs=14)


def test_words_that_were_glued_are_parted_by_the_second_reader() -> None:
    second = [span("NPI", 100, 100, wide=50), span("1234567893", 160, 100, wide=160)]
    both = reconciled([span("NPI1234567893", 100, 100, wide=220)], second)
    assert [word.text for word in both] == ["NPI", "1234567893"]


def test_a_date_stays_one_word_though_the_second_reader_cut_it() -> None:
    second = [span("12/", 100, 100, wide=40), span("16/2025", 145, 100, wide=90)]
    assert [word.text for word in reconciled([span("12/16/2025", 100, 100, wide=135)], second)] == [
        "12/16/2025"
    ]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("thé", "the", "the"),
        ("Peña", "Peña", "Peña"),
        ("Peña", "Pcna", "Peña"),
        ("MEMBÉR", "MEMBER", "MEMBER"),
    ],
)
def test_an_accent_stays_unless_the_other_reader_saw_none(first: str, second: str, kept: str) -> None:
    (word,) = reconciled([span(first, 100, 100, wide=80)], [span(second, 102, 101, wide=78)])
    assert word.text == kept


def test_print_is_what_both_readers_read_alike() -> None:
    first = [span("Provider", 100, 100), span("Voss", 300, 100)]
    second = [span("Pravider", 101, 101), span("~~j", 300, 100, wide=64)]
    assert [word.text for word in printed(first, second)] == ["Pravider"]
    assert printed(first, second, alike=1.0) == []


def test_a_letter_that_is_a_box_goes_but_one_beside_it_stays() -> None:
    box = span("", 100, 100, wide=30)
    words = [span("O", 102, 100, wide=26), span("O", 160, 100, wide=26), span("Other", 160, 100)]
    assert off_marks(words, [box]) == words[1:]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("“Don’t”", '"Don\'t"'),
        ("２０２６", "2026"),
        ("口Fraud", "Fraud"),
        ("yes☐no", "yes no"),
        ("3—5", "3-5"),
        ("a\x00b\u202ec", "a b c"),
        ("Peña", "Peña"),
        ("日", ""),
    ],
)
def test_text_is_written_in_plain_characters(raw: str, clean: str) -> None:
    assert plain(raw) == clean
