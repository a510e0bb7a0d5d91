"""One letter from upload to decision, in a real browser, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.browser.people import Carrier, Clerk, Director, OfficeManager, Reviewer
from tests.intake.web.browsing import chromium
from tests.line import PASSWORD, Line, body, link_in, running_line, this_day, wait_until
from tests.paper import Kind, random_paper

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.timeout(400)]

SEED = 41
ROLES = ("clerk", "reviewer", "medical_director")


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Line]:
    url = request.getfixturevalue("postgres_database") if request.param == "postgres" else ""
    with running_line(tmp_path, database_url=url) as running:
        for role in ROLES:
            running.casefax("user", "add", f"{role}@plan.example", "--role", role, "--password", PASSWORD)
        yield running


def test_a_letter_without_its_times_is_asked_about_answered_and_decided(
    line: Line, browser: Browser, tmp_path: Path
) -> None:
    letter = random_paper(Kind.NONCOMPLIANCE_LETTER, Random(SEED), this_day())
    line.know([letter])
    (tmp_path / "letter.tif").write_bytes(letter.without("incident_times"))

    office = OfficeManager(browser, line.url, width=390)
    office.uploads(tmp_path / "letter.tif", "office@clinic.example")
    case = office.waits_for_the_case()

    clerk = Clerk(browser, line.url)
    clerk.signs_in("clerk@plan.example")
    line.wait_until_idle()
    picture(clerk, case)
    clerk.confirms_what_is_doubtful(case)

    [mail] = wait_until(lambda: [m for m in line.mails() if "/a/" in body(m)], 30, "the question")
    office.answers_times(link_in(mail), letter.fields["incident_times"])
    line.wait_until_idle()
    clerk.confirms_what_is_doubtful(case)
    line.wait_until_idle()

    said = words_of(decided(line, browser, case))
    assert letter.member.last_name in said and case in said
    assert line.status()["cases"]["closed"] == 1
    told = [str(m["Subject"]) for m in line.mails() if case in body(m)]
    assert len(told) == 4, told  # received, more needed, decided, closed


def decided(line: Line, browser: Browser, case: str) -> bytes:
    """Reviewed, approved and carried out; returns the provider's letter."""
    reviewer = Reviewer(browser, line.url)
    reviewer.signs_in("reviewer@plan.example")
    reviewer.forwards(case)
    director = Director(browser, line.url)
    director.signs_in("medical_director@plan.example")
    director.approves(case)
    carrier = Carrier(browser, line.url)
    carrier.signs_in("reviewer@plan.example")
    carrier.carries_out(case)
    line.wait_until_idle()
    return carrier.letter()


def words_of(letter: bytes) -> str:
    with pdfplumber.open(BytesIO(letter)) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def picture(clerk: Clerk, case: str) -> None:
    """The README's picture of the desk, when it is asked for."""
    if name := os.environ.get("CASEFAX_PICTURE"):
        clerk.opens(case)
        clerk.page.screenshot(path=name)
