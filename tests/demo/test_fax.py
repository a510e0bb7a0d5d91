"""What fax machines, scanners and telephones make of a page."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageSequence
from pillow_heif import read_heif
from pypdf import PdfReader

from intake.demo.fax import Line, Resolution, as_fax, as_heic, as_jpeg, as_photo, as_scan

CLEAN = Line(speckle=0.0)


@pytest.fixture
def page() -> Image.Image:
    """A page with a black bar near its top."""
    page = Image.new("L", (1700, 2200), 255)
    ImageDraw.Draw(page).rectangle((400, 300, 1300, 360), 0)
    return page


@pytest.mark.parametrize("compression", ["group3", "group4"])
@pytest.mark.parametrize("resolution", list(Resolution))
def test_a_fax_tells_its_true_resolution(page: Image.Image, resolution: Resolution, compression: str) -> None:
    line = replace(CLEAN, resolution=resolution, compression=compression)
    across, down, height = resolution.value
    with Image.open(io.BytesIO(as_fax([page, page], line))) as fax:
        assert fax.info["dpi"] == pytest.approx((across, down))
        assert fax.info["compression"] == compression
        assert [frame.size for frame in ImageSequence.Iterator(fax)] == [(1728, height)] * 2


def test_a_fax_machine_prints_its_line_at_the_top(page: Image.Image) -> None:
    plain, headed = _dots(as_fax([page], CLEAN)), _dots(as_fax([page], replace(CLEAN, header="5595550100")))
    rows = np.flatnonzero((plain != headed).any(axis=1))
    assert len(rows) > 5
    assert rows[-1] < 45


def test_a_page_that_lay_upside_down_arrives_so_below_an_upright_header(page: Image.Image) -> None:
    dots = _dots(as_fax([page], replace(CLEAN, header="5595550100", upside_down=True)))
    assert dots[10:40].any()
    assert not dots[250:400].any()
    assert dots[-400:-250].any()


def test_noise_is_the_share_of_dots_that_was_asked_for(page: Image.Image) -> None:
    noisy = _dots(as_fax([page], replace(CLEAN, speckle=0.01, seed=3)))
    assert (noisy != _dots(as_fax([page], CLEAN))).mean() == pytest.approx(0.01, rel=0.05)


def test_a_telephones_photo_is_darker_at_its_edge_than_on_the_paper(page: Image.Image) -> None:
    photo = np.asarray(as_photo(page, Random(1)).convert("L"))
    assert photo[20:40].mean() < photo[1200:1300, 800:1000].mean()


def test_a_photo_keeps_its_size_as_jpeg_and_as_heic(page: Image.Image) -> None:
    photo = as_photo(page, Random(1))
    with Image.open(io.BytesIO(as_jpeg(photo))) as jpeg:
        assert (jpeg.format, jpeg.size) == ("JPEG", photo.size)
    assert read_heif(as_heic(photo)).size == photo.size


def test_a_scan_is_a_pdf_of_letter_pages_without_text(page: Image.Image) -> None:
    pdf = PdfReader(io.BytesIO(as_scan([page, page])))
    assert [(round(p.mediabox.width), round(p.mediabox.height)) for p in pdf.pages] == [(612, 792)] * 2
    assert not any(p.extract_text().strip() for p in pdf.pages)


def _dots(fax: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    with Image.open(io.BytesIO(fax)) as image:
        return ~np.asarray(image)
