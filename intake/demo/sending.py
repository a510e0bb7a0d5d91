"""Send the demo's papers in, once, the way offices do: some by fax folder, some by upload."""

from __future__ import annotations

import json
import logging
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from intake import audit
from intake.demo.papers import Channel, DemoPaper, demo_papers
from intake.demo.people import People, make_people
from intake.desk import Desk
from intake.files import reading
from intake.models import Channel as ReceivedBy
from intake.receive import Delivery, IncomingFile, take_in
from intake.reference_data import import_directory, import_roster
from intake.status import counts

log = logging.getLogger(__name__)

SEED = 7
ANSWERS = ("form-faxed-again.tif", "agreement.heic")
"""Papers that follow others up: sent when everything before them has found its case."""
PATIENCE = 180.0


def send_demo(desk: Desk) -> None:
    """Make people and papers on the first call, and send what has not been sent; later calls do nothing.

    Papers wait as files in `demo/` of the data folder and are removed one by one, so
    that a demo that is stopped goes on where it was.
    """
    waiting = desk.settings.home / "demo"
    index = waiting / "index.json"
    if not index.exists():
        _lay_out(desk, waiting, index)
    for entry in json.loads(index.read_text()):
        path = waiting / entry["name"]
        if path.exists():
            if path.name in ANSWERS:
                _wait_until_idle(desk)
            _send(desk, path, entry)


def _lay_out(desk: Desk, waiting: Path, index: Path) -> None:
    waiting.mkdir(parents=True, exist_ok=True)
    people = make_people(SEED, desk.today())
    _import_people(desk, people)
    papers = demo_papers(SEED, desk.today(), people)
    for paper in papers:
        (waiting / paper.name).write_bytes(paper.data)
    draft = index.with_suffix(".draft")
    draft.write_text(json.dumps([_entry(paper) for paper in _in_order(papers)]))
    draft.replace(index)


def _in_order(papers: Sequence[DemoPaper]) -> list[DemoPaper]:
    """What follows others up comes last."""
    return sorted(papers, key=lambda paper: paper.name in ANSWERS)


def _entry(paper: DemoPaper) -> dict[str, object]:
    sender = paper.sender
    return {
        "name": paper.name,
        "channel": paper.channel,
        "sender": sender.name,
        "phone": sender.phone,
        "email": sender.email,
        "fax": sender.fax,
        "consent_to_texts": sender.text_consent,
    }


def _import_people(desk: Desk, people: People) -> None:
    with tempfile.TemporaryDirectory() as name:
        roster, directory = Path(name) / "roster.csv", Path(name) / "directory.csv"
        people.write_roster(roster)
        people.write_directory(directory)
        import_roster(desk.db, roster, audit.MACHINE)
        import_directory(desk.db, directory, audit.MACHINE)


def _send(desk: Desk, path: Path, entry: dict[str, str]) -> None:
    if entry["channel"] == Channel.FOLDER:
        path.rename(desk.settings.inbox_folder / path.name)
        return
    with reading(path) as data:
        take_in(
            desk,
            Delivery(
                ReceivedBy.UPLOAD,
                [IncomingFile(path.name, data)],
                sender=entry["sender"],
                phone=entry["phone"],
                email=entry["email"],
                fax=entry["fax"],
                consent_to_texts=bool(entry["consent_to_texts"]),
            ),
        )
    path.unlink()


def _wait_until_idle(desk: Desk) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(2.0)
        inbox = [path for path in desk.settings.inbox_folder.iterdir() if path.is_file()]
        with desk.db.read() as session:
            found = counts(session)
        busy = found["tasks"]["pending"] + found["tasks"]["running"] + found["documents"]["reading"]
        if not (inbox or busy or found["documents"]["received"]):
            return
