"""After a whole journey no member can be found in logs, Redis, messages or addresses of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.journeys.answers import answers_to
from tests.journeys.scanner import found_in, found_in_files, marks_of
from tests.line import Office, body, link_in, running_line, this_day, wait_until
from tests.notify.twilio_double import ACCOUNT, TOKEN, TwilioDouble
from tests.paper import Kind, random_paper

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]


@pytest.fixture
def twilio() -> Iterator[TwilioDouble]:
    with TwilioDouble() as double:
        yield double


def through(twilio: TwilioDouble) -> dict[str, str]:
    return {
        "CASEFAX_TWILIO_ACCOUNT_SID": ACCOUNT,
        "CASEFAX_TWILIO_AUTH_TOKEN": TOKEN,
        "CASEFAX_TWILIO_FROM": "+15005550006",
        "CASEFAX_TWILIO_API_URL": twilio.url,
    }


def test_the_scanner_finds_what_is_planted(tmp_path: Path, seed: int) -> None:
    paper = random_paper(Kind.NONCOMPLIANCE_LETTER, Random(seed), this_day())
    for number, mark in enumerate(sorted(marks_of(paper.member))):
        (tmp_path / f"{number}.log").write_bytes(b"\x00job " + mark.upper().encode() + b" done\xff")
        assert list(found_in_files([tmp_path / f"{number}.log"], {mark}))


def test_nothing_personal_leaves_the_desk(tmp_path: Path, seed: int, twilio: TwilioDouble) -> None:
    rng = Random(seed)
    letter = random_paper(Kind.NONCOMPLIANCE_LETTER, rng, this_day())
    request = random_paper(Kind.MISSED_APPOINTMENTS_REQUEST, rng, this_day())
    marks = marks_of(letter.member) | marks_of(request.member)
    with running_line(tmp_path, **through(twilio)) as line:
        line.know([letter, request])
        office = Office(line)
        office.uploads(letter.without("incident_times"))
        office.uploads(request.whole(), phone="559-555-0142", consent="y")
        office.uploads(b"%PDF-1.4 " + letter.member.cin.encode(), b"")
        line.wait_until_idle()
        asked = wait_until(lambda: [m for m in line.mails() if "/a/" in body(m)], 10, "a mail that asks")
        page = office.get(link_in(asked[0]))
        assert not found_in(page.text, marks)
        office.fill(page, *answers_to("incident_times", letter, page))
        line.wait_until_idle()
        said = [mail.as_string() for mail in line.mails()] + [str(text) for text in twilio.texts]
        assert len(said) >= 3 and twilio.texts
        addresses = office.history
    assert not found_in("\n".join(said), marks)
    assert not found_in("\n".join(addresses), marks)
    assert (line.home / "redis" / "appendonlydir").exists()
    assert not list(found_in_files([line.log, line.home / "redis"], marks))
