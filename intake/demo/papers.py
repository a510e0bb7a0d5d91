"""The demo's papers: each shows one thing that happens at an intake desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random
from typing import Any

from intake.demo.fax import as_fax, random_line
from intake.demo.letters import noncompliance_letter, random_facts
from intake.demo.paper import Paper
from intake.demo.people import Office, People, make_people


class Channel(StrEnum):
    """How a demo paper is sent in."""

    FOLDER = "folder"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What the upload page asks of a sender, or what is known of a fax's."""

    name: str = ""
    phone: str = ""
    email: str = ""
    fax: str = ""
    text_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPaper:
    """A file to send in. `name` is its file name, `shows` what becomes of it, `truth` what stands on it."""

    name: str
    data: bytes
    channel: Channel
    sender: Sender
    shows: str
    truth: list[dict[str, Any]] = field(default_factory=list)


def sender_of(office: Office, *, consent: bool = True) -> Sender:
    """The office as the upload page's sender."""
    return Sender(
        name=office.practice_name,
        phone=office.phone,
        email=office.email,
        fax=office.fax,
        text_consent=consent,
    )


def demo_papers(seed: int, today: date, people: People | None = None) -> list[DemoPaper]:
    """All papers of the demo, about members of `people` (the roster of the same seed, if left out)."""
    people = people or make_people(seed, today)
    rng = Random(seed)
    found = []
    for i, reasons in enumerate(
        (["verbal_abuse"], ["missed_appointments"], ["physical_assault"], ["disruptive"])
    ):
        member = people.active()[3 * i]
        office = people.office_of(member)
        paper = Paper([noncompliance_letter(rng, random_facts(rng, member, office, today, reasons))])
        found.append(
            DemoPaper(
                name=f"letter-{i}.tif",
                data=as_fax(paper.pictures(), random_line(rng)),
                channel=Channel.UPLOAD if i % 2 else Channel.FOLDER,
                sender=sender_of(office),
                shows="a typed letter",
                truth=paper.truth(),
            )
        )
    return found
