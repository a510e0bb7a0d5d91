"""The demo's papers: each shows one thing that happens at an intake desk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from random import Random
from typing import Any

from intake.demo.blocks import by_hand
from intake.demo.companions import cover_sheet, lunch_menu, medication_agreement, notice_letter
from intake.demo.dates import random_time
from intake.demo.fax import Line, Resolution, as_fax, as_heic, as_jpeg, as_photo, as_scan
from intake.demo.fillable import filled_request
from intake.demo.fonts import CLEAR_HAND
from intake.demo.form_sheet import random_style
from intake.demo.letters import LetterFacts, noncompliance_blocks, noncompliance_letter, random_facts
from intake.demo.paper import Paper, Part
from intake.demo.pdf import text_pdf
from intake.demo.people import Member, Office, People, make_people
from intake.demo.referral import random_referral, referral_form
from intake.demo.requests import RequestFacts, random_request, request_form


class Channel(StrEnum):
    """How a demo paper is sent in."""

    FOLDER = "folder"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What the upload page asks of a sender, or what is known of a fax's. Numbers are ten digits."""

    name: str = ""
    phone: str = ""
    email: str = ""
    fax: str = ""
    text_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPaper:
    """A file to send in. `shows` says what becomes of it; `truth` is what it holds."""

    name: str
    data: bytes
    channel: Channel
    sender: Sender
    shows: str
    truth: list[dict[str, Any]] = field(default_factory=list)


def demo_papers(seed: int, today: date, people: People | None = None) -> list[DemoPaper]:
    """All papers of the demo in the order in which they are to be sent.

    They are about members of `people`, by default the roster that `make_people`
    gives for the same seed and day. The same arguments give the same bytes.
    """
    maker = _Maker(Random(seed), today, people or make_people(seed, today))
    return [
        maker.typed_letter(),
        maker.letter_without_times_and_place(),
        *maker.form_and_its_correction(),
        maker.packet_of_two(),
        maker.fillable_form(),
        maker.photo(),
        maker.upside_down(),
        maker.assault(),
        maker.junk(),
        maker.referral(),
        maker.complete_request(),
        maker.wrong_cin(),
        *maker.request_without_agreement(),
        maker.letter_by_hand(),
    ]


class _Maker:
    """Makes the papers one by one, each about a member of another office."""

    def __init__(self, rng: Random, today: date, people: People) -> None:
        self.rng, self.today, self.people = rng, today, people
        first = {member.provider_npi: member for member in reversed(people.active())}
        self.cast = iter([first[office.npi] for office in people.offices] + people.active())

    def typed_letter(self) -> DemoPaper:
        member, office = self._next()
        paper = Paper([noncompliance_letter(self.rng, self._facts(member, office, "verbal_abuse"))])
        return self._fax(
            "typed-letter.tif", office, paper, "A complete letter: nothing is asked, a reviewer gets it."
        )

    def letter_without_times_and_place(self) -> DemoPaper:
        member, office = self._next()
        facts = self._facts(member, office, "disruptive")
        facts = replace(
            facts, tells_place=False, incidents=[replace(incident, at=None) for incident in facts.incidents]
        )
        blocks = noncompliance_blocks(self.rng, facts)
        return DemoPaper(
            name="letter-without-times-and-place.pdf",
            data=text_pdf(blocks),
            channel=Channel.UPLOAD,
            sender=sender_of(office),
            shows="A letter that tells neither when nor where: the office is asked for exactly that.",
        )

    def form_and_its_correction(self) -> list[DemoPaper]:
        member, office = self._next()
        facts = self._request(member, office, "missed_appointments")
        *two, third = facts.missed_dates[:3]
        layout = self.rng.random()
        form = _by_hand(replace(facts, missed_dates=two), layout)
        again = _by_hand(replace(facts, missed_dates=[*two, third], signed_on=self.today), layout)
        return [
            self._upload_fax(
                "form-by-hand-two-dates.tif",
                office,
                Paper([form, self._notice(facts)]),
                "A form filled in by hand with two missed dates: the third is asked for.",
            ),
            self._fax(
                "form-faxed-again.tif",
                office,
                Paper([again]),
                "The corrected form, faxed without its letter: it completes the case and opens none.",
            ),
        ]

    def packet_of_two(self) -> DemoPaper:
        member, office = self._next()
        other = next(m for m in self.people.active() if m.provider_npi == office.npi and m != member)
        first = self._request(member, office, "abusive_or_disruptive")
        second = self._request(other, office, "ineffective_relationship")
        parts = [self._form(first), self._notice(first), self._form(second), self._notice(second)]
        paper = Paper([cover_sheet(self.rng, office, self.today, 5), *parts])
        return self._fax(
            "packet-of-two-members.tif", office, paper, "A cover sheet and two members' requests: two cases."
        )

    def fillable_form(self) -> DemoPaper:
        member, office = self._next()
        facts = self._request(member, office, "care_noncompliance")
        return DemoPaper(
            name="fillable-form.pdf",
            data=filled_request(self.rng, facts),
            channel=Channel.UPLOAD,
            sender=sender_of(office),
            shows="A fillable PDF without the letter to the member, which is asked for.",
        )

    def photo(self) -> DemoPaper:
        member, office = self._next()
        paper = Paper([self._form(self._request(member, office, "missed_appointments"))])
        photo = as_photo(paper.pictures()[0], self.rng)
        return self._made(
            "photo-of-a-form.jpg", as_jpeg(photo), office, paper, "A telephone's photo of a form."
        )

    def upside_down(self) -> DemoPaper:
        member, office = self._next()
        paper = Paper([noncompliance_letter(self.rng, self._facts(member, office, "missed_appointments"))])
        return self._fax(
            "upside-down.tif",
            office,
            paper,
            "A letter that lay upside down in the machine.",
            upside_down=True,
        )

    def assault(self) -> DemoPaper:
        member, office = self._next()
        facts = replace(self._facts(member, office, "physical_assault"), police_report=None)
        paper = Paper([noncompliance_letter(self.rng, facts)])
        return self._fax(
            "assault.tif",
            office,
            paper,
            "An assault without a police report: to a reviewer at once, while the report is asked for.",
        )

    def junk(self) -> DemoPaper:
        paper = Paper([lunch_menu(self.rng)])
        data = as_fax(paper.pictures(), self._line("LUNCH SPECIALS"))
        return DemoPaper(
            name="junk.tif",
            data=data,
            channel=Channel.FOLDER,
            sender=Sender(),
            shows="An advertisement: a clerk sets it aside.",
            truth=paper.truth(),
        )

    def referral(self) -> DemoPaper:
        member, office = self._next()
        paper = Paper([referral_form(self.rng, random_referral(self.rng, member, office, self.today))])
        return self._made(
            "ecm-referral.pdf", as_scan(paper.pictures()), office, paper, "A complete referral, scanned."
        )

    def complete_request(self) -> DemoPaper:
        member, office = self._next()
        facts = self._request(member, office, "missed_appointments")
        paper = Paper([self._form(facts), self._notice(facts)])
        return self._fax(
            "complete-request.tif", office, paper, "A complete request with the letter to the member."
        )

    def wrong_cin(self) -> DemoPaper:
        member, office = self._next()
        other = next(m for m in self.people.active() if m.provider_npi != office.npi)
        named = replace(member, cin=other.cin)
        paper = Paper([noncompliance_letter(self.rng, self._facts(named, office, "verbal_abuse"))])
        return self._fax("another-members-cin.tif", office, paper, "Name and CIN disagree: a clerk decides.")

    def request_without_agreement(self) -> list[DemoPaper]:
        member, office = self._next()
        facts = self._request(member, office, "medication_agreement_violation")
        request = Paper([self._form(facts), self._notice(facts)])
        signed_on = facts.letter_date.replace(year=facts.letter_date.year - 1, day=3)
        agreement = Paper([medication_agreement(self.rng, member, office, signed_on)])
        photo = as_photo(agreement.pictures()[0], self.rng)
        return [
            self._made(
                "request-without-agreement.pdf",
                as_scan(request.pictures()),
                office,
                request,
                "A violated agreement whose copy is missing.",
            ),
            self._made(
                "agreement.heic", as_heic(photo), office, agreement, "The agreement alone: joins its case."
            ),
        ]

    def letter_by_hand(self) -> DemoPaper:
        member, office = self._next()
        facts = self._facts(member, office, "care_noncompliance")
        paper = Paper([noncompliance_letter(self.rng, facts, by_hand(self.rng))])
        return self._fax("letter-by-hand.tif", office, paper, "A letter written by hand.")

    def _next(self) -> tuple[Member, Office]:
        member = next(self.cast)
        return member, self.people.office_of(member)

    def _facts(self, member: Member, office: Office, *reasons: str) -> LetterFacts:
        return random_facts(self.rng, member, office, self.today, reasons)

    def _request(self, member: Member, office: Office, *reasons: str) -> RequestFacts:
        return random_request(self.rng, member, office, self.today, reasons)

    def _form(self, facts: RequestFacts, *, hand: bool = False) -> Part:
        return request_form(self.rng, facts, random_style(self.rng, by_hand=hand))

    def _notice(self, facts: RequestFacts) -> Part:
        return notice_letter(self.rng, facts.member, facts.office, facts.letter_date)

    def _line(self, station: str, *, upside_down: bool = False) -> Line:
        fine = self.rng.random() < 0.7
        return Line(
            skew=self.rng.uniform(-1.2, 1.2),
            header=f"{self.today:%m/%d/%Y} {random_time(self.rng):%H:%M}   {station}",
            upside_down=upside_down,
            resolution=Resolution.FINE if fine else Resolution.STANDARD,
            compression=self.rng.choice(("group3", "group4")),
            seed=self.rng.randrange(2**31),
        )

    def _fax(
        self, name: str, office: Office, paper: Paper, shows: str, *, upside_down: bool = False
    ) -> DemoPaper:
        line = self._line(f"{office.fax}   {office.practice_name.upper()[:20]}", upside_down=upside_down)
        return DemoPaper(
            name=name,
            data=as_fax(paper.pictures(), line),
            channel=Channel.FOLDER,
            sender=Sender(fax=office.fax),
            shows=shows,
            truth=paper.truth(),
        )

    def _upload_fax(self, name: str, office: Office, paper: Paper, shows: str) -> DemoPaper:
        faxed = self._fax(name, office, paper, shows)
        return replace(faxed, channel=Channel.UPLOAD, sender=sender_of(office))

    def _made(self, name: str, data: bytes, office: Office, paper: Paper, shows: str) -> DemoPaper:
        return DemoPaper(
            name=name,
            data=data,
            channel=Channel.UPLOAD,
            sender=sender_of(office),
            shows=shows,
            truth=paper.truth(),
        )


def _by_hand(facts: RequestFacts, layout: float) -> Part:
    """The form in a clear hand; the same layout gives the same form and words again."""
    rng = Random(layout)
    style = random_style(rng, by_hand=True)
    return request_form(rng, facts, replace(style, fill=replace(style.fill, face=CLEAR_HAND)))


def sender_of(office: Office, *, consent: bool = True) -> Sender:
    """The office as the upload page's sender."""
    return Sender(
        name=office.practice_name,
        phone=office.phone,
        email=office.email,
        fax=office.fax,
        text_consent=consent,
    )
