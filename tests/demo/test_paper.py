"""Complete papers, and the same with one element erased."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageSequence

from tests.paper import CODES, COPIES, Kind, TestPaper, random_paper

TODAY = date(2026, 11, 22)
ERASURES = [(kind, code) for kind, codes in CODES.items() for code in codes]


@pytest.fixture
def seed() -> int:
    found = Random().randrange(10**6)
    print(f"seed {found}")
    return found


@pytest.fixture(params=list(Kind))
def paper(request: pytest.FixtureRequest, seed: int) -> TestPaper:
    return random_paper(request.param, Random(seed), TODAY)


def test_a_paper_is_a_fax_of_all_its_pages(paper: TestPaper) -> None:
    with Image.open(io.BytesIO(paper.whole())) as fax:
        assert (fax.format, fax.mode) == ("TIFF", "1")
        assert len(list(ImageSequence.Iterator(fax))) == len(paper.paper.sheets)
        fax.seek(0)
        assert fax.info["compression"] == "group4"
        assert fax.info["dpi"] == pytest.approx((204, 196))
        assert fax.size == (1728, 2156)


def test_the_same_seed_gives_the_same_paper(paper: TestPaper, seed: int) -> None:
    assert random_paper(paper.kind, Random(seed), TODAY).whole() == paper.whole()


def test_the_words_that_are_drawn_are_the_ones_it_claims(paper: TestPaper) -> None:
    text = paper.paper.sheets[0].text()
    assert paper.fields["member_name"] in text
    assert paper.fields["member_cin"] in text
    name = paper.fields.get("provider_name") or paper.fields["referrer_name"]
    assert all(part in " ".join(sheet.text() for sheet in paper.paper.sheets) for part in name.split())


def test_every_word_stays_on_the_paper(paper: TestPaper) -> None:
    for sheet in paper.paper.sheets:
        for drawn in sheet.drawn:
            x0, y0, x1, y1 = drawn.stroke.box
            assert x0 >= 0 and y0 >= 0 and x1 <= 1700 and y1 <= 2200, drawn.text


@pytest.mark.parametrize(("kind", "code"), ERASURES)
def test_erasing_takes_the_element_and_nothing_else(kind: Kind, code: str, seed: int) -> None:
    paper = random_paper(kind, Random(seed), TODAY)
    before, after = paper.paper.pictures(), paper.pictures_without(code)
    if code in COPIES:
        assert len(before) > len(after)
        return
    changed = [np.asarray(a) != np.asarray(b) for a, b in zip(before, after, strict=True)]
    assert any(page.any() for page in changed)
    for page, (x0, y0, x1, y1) in paper.boxes(code):
        changed[page][max(y0, 0) : y1, max(x0, 0) : x1] = False
    assert not any(page.any() for page in changed)


@pytest.mark.parametrize(("kind", "code"), [pair for pair in ERASURES if pair[1] not in COPIES])
def test_no_word_of_an_erased_element_is_left(kind: Kind, code: str, seed: int) -> None:
    paper = random_paper(kind, Random(seed), TODAY)
    left = " ".join(sheet.text({code}) for sheet in paper.paper.sheets)
    for said in _said(paper, code):
        assert not re.search(rf"\b{re.escape(said)}\b", left)


def test_two_missed_dates_are_left_when_the_others_are_erased(seed: int) -> None:
    paper = random_paper(Kind.MISSED_APPOINTMENTS_REQUEST, Random(seed), TODAY)
    sheet = paper.paper.sheets[0]
    dated = [
        d for d in sheet.drawn if "reasons" in d.of and "narrative" not in d.of and d.text[-1:].isdigit()
    ]
    assert len([d for d in dated if "missed_appointment_dates" not in d.of]) == 2
    assert len(dated) == len(paper.fields["missed_appointment_dates"])


def test_an_element_that_the_paper_lacks_cannot_be_erased(seed: int) -> None:
    with pytest.raises(ValueError, match="police_report"):
        random_paper(Kind.ECM_REFERRAL, Random(seed), TODAY).without("police_report")


def test_the_noise_is_the_same_with_and_without(seed: int) -> None:
    paper = random_paper(Kind.ECM_REFERRAL, Random(seed), TODAY)
    whole, less = (
        np.asarray(Image.open(io.BytesIO(b))) for b in (paper.whole(), paper.without("member_cin"))
    )
    rows = np.flatnonzero((whole != less).any(axis=1))
    assert 0 < rows[-1] - rows[0] < 150


def _said(paper: TestPaper, code: str) -> Iterator[str]:
    """What a reader would take for the element, word for word."""
    fields = paper.fields
    if code in ("member_name", "provider_name", "referrer_name"):
        yield fields[code].split()[-1]
    elif code in ("member_cin", "incident_place"):
        yield fields[code]
    elif code == "police_report":
        yield fields["police_report_number"]
    elif code == "narrative":
        yield fields["narrative"].split(".")[0]
