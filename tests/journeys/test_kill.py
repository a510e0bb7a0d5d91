"""Whatever is killed, at whatever moment: every paper that was acknowledged becomes one document, once."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.journeys.processes import kill_one
from tests.line import Office, running_line, this_day
from tests.paper import Kind, random_paper

KILLS = 20
PAPERS = 10

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    today = this_day()
    papers = [random_paper(rng.choice(list(Kind)), rng, today).whole() for _ in range(PAPERS)]
    with running_line(tmp_path) as line:
        assert line.process
        office = Office(line)
        acknowledged: dict[str, str] = {}
        killed: Counter[str] = Counter()
        for number in range(KILLS):
            if number < PAPERS:
                page = office.uploads(papers[number])
                acknowledged[page.reference] = page.url
            time.sleep(rng.uniform(0.3, 1.5))
            killed[kill_one(line.process.pid, rng)] += 1
        line.wait_until_up()
        status = line.wait_until_idle(240)
        print("killed", dict(killed), "status", status)

        assert len(acknowledged) == PAPERS
        assert status["documents"]["read"] == PAPERS
        assert sum(status["documents"].values()) == PAPERS
        assert status["tasks"]["dead"] == 0
        cases = [case for url in acknowledged.values() for case in office.get(url).cases]
        assert len(cases) == len(set(cases)) == sum(status["cases"].values())
        told = Counter(str(mail["Message-ID"]) for mail in line.mails())
        assert all(times == 1 for times in told.values())
