"""What a supervisor asks of the site."""

from __future__ import annotations

import shutil

from intake.desk import Desk
from tests.intake.web.visitor import Visitor


def test_a_living_process_says_so(anyone: Visitor) -> None:
    assert anyone.get("/healthz").json == {"status": "ok"}


def test_without_its_queue_the_site_is_not_ready_and_says_which_part(anyone: Visitor) -> None:
    reply = anyone.get("/readyz")
    assert reply.status_code == 503
    assert (reply.json or {})["database"] == (reply.json or {})["files"] == "ok"
    assert (reply.json or {})["queue"] != "ok"


def test_a_file_store_that_went_away_is_noticed(anyone: Visitor, desk: Desk) -> None:
    shutil.rmtree(desk.settings.home / "files")
    assert (anyone.get("/readyz").json or {})["files"] != "ok"
