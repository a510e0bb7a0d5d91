"""Request for Member Reassignment forms, in layouts of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from intake.demo import request_wording as wording
from intake.demo.dates import SHORT_DATES, random_days
from intake.demo.form_sheet import Cell, Choice, FormSheet, FormStyle, random_style
from intake.demo.letterhead import PHONE_STYLES, phone_text
from intake.demo.paper import Part
from intake.demo.people import Member, Office
from intake.demo.sayings import Text, fill, join, plain, says
from intake.demo.sentences import sentence_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What a request form tells."""

    member: Member
    office: Office
    reasons: Sequence[str]
    missed_dates: Sequence[date] = ()
    efforts: Sequence[str] = ("phone_call",)
    letter_date: date
    signed_on: date
    signed: bool = True


def random_request(
    rng: Random, member: Member, office: Office, today: date, reasons: Sequence[str]
) -> RequestFacts:
    """A complete request: three or four missed dates if that is a reason, and one to three efforts."""
    signed_on = today - timedelta(days=rng.randrange(1, 6))
    missed = random_days(rng, today, rng.randrange(3, 5), within=330)
    return RequestFacts(
        member=member,
        office=office,
        reasons=reasons,
        missed_dates=missed if "missed_appointments" in reasons else (),
        efforts=rng.sample(sorted(wording.TRIED), rng.randrange(1, 4)),
        letter_date=signed_on - timedelta(days=rng.randrange(1, 10)),
        signed_on=signed_on,
    )


def request_form(rng: Random, facts: RequestFacts, style: FormStyle | None = None) -> Part:
    """The filled form on one sheet, with its true fields."""
    form = _Form(rng, facts, style or random_style(rng, by_hand=False))
    return Part("member_reassignment_request", [form.draw()], form.fields())


class _Form:
    """Lays out one form and fills it in."""

    def __init__(self, rng: Random, facts: RequestFacts, style: FormStyle) -> None:
        self.rng, self.facts = rng, facts
        self.page = FormSheet(style, rng)
        self.date = rng.choice(SHORT_DATES)
        self.phone_style = rng.choice(PHONE_STYLES)
        he, him, his = facts.member.pronouns
        self.words: dict[str, str | Text] = {"he": he, "him": him, "his": his}
        self.words["since"] = str(facts.member.active_from.year)
        self.narrative = self._narrative()

    def draw(self) -> Any:
        pick = self.rng.choice
        self.page.title(pick(wording.PLANS), pick(wording.TITLES), pick(wording.INSTRUCTIONS))
        people: list[Callable[[], None]] = [self._member, self._provider]
        for part in people if self.rng.random() < 0.7 else reversed(people):
            part()
        self._reasons()
        for part in self.rng.sample([self._story, self._efforts], 2):
            part()
        self._end()
        return self.page.sheet

    def _member(self) -> None:
        pick, member = self.rng.choice, self.facts.member
        name = Cell(pick(wording.NAMES), says(member.name, "member_name"), 1.6)
        cin = Cell(pick(wording.CINS), says(member.cin, "member_cin"), 1.2)
        born = Cell(pick(wording.BIRTHS), says(self.date(member.birth_date)))
        self.page.heading(pick(wording.MEMBER_HEADINGS))
        if self.rng.random() < 0.5:
            self.page.row(name, cin)
            self.page.row(born, Cell("Phone", says(phone_text(self.phone_style, member.phone))))
        else:
            self.page.row(name, born)
            self.page.row(cin, Cell("Language", says(member.language)))

    def _provider(self) -> None:
        pick, office = self.rng.choice, self.facts.office
        self.page.heading(pick(wording.PROVIDER_HEADINGS))
        self.page.row(
            Cell(pick(wording.PROVIDERS), says(office.provider_name, "provider_name"), 1.5),
            Cell(pick(wording.NPIS), says(office.npi)),
        )
        self.page.row(
            Cell(pick(wording.PRACTICES), says(office.practice_name), 1.6),
            Cell(pick(wording.PHONES), says(phone_text(self.phone_style, office.phone))),
            Cell(pick(wording.FAXES), says(phone_text(self.phone_style, office.fax))),
        )

    def _reasons(self) -> None:
        self.page.heading(self.rng.choice(wording.REASON_HEADINGS))
        self.page.choices(
            [
                Choice(self.rng.choice(labels), key in self.facts.reasons, "reasons")
                for key, labels in wording.REASONS.items()
            ]
        )
        self.page.slots(self.rng.choice(wording.DATES), self._missed(), 4)

    def _missed(self) -> list[Text]:
        """Dates state that appointments were missed; those beyond two are the ones that make them enough."""
        more = ((), (), ("missed_appointment_dates",), ("missed_appointment_dates",))
        return [
            says(self.date(day), "reasons", *tags)
            for day, tags in zip(self.facts.missed_dates, more, strict=False)
        ]

    def _story(self) -> None:
        self.page.area(self.rng.choice(wording.NARRATIVES), self.narrative, 4)

    def _narrative(self) -> Text:
        told = [says(self._fill(self.rng.choice(wording.TOLD[key])), "reasons") for key in self.facts.reasons]
        return says(join([*told, self._fill(self.rng.choice(wording.NEUTRAL))]), "narrative")

    def _efforts(self) -> None:
        label, told = self.rng.choice(wording.EFFORTS), self._told_efforts()
        if self.rng.random() < 0.35:
            self.page.heading(label)
            boxes = wording.EFFORT_BOXES.items()
            chosen = self.facts.efforts
            self.page.choices([Choice(self.rng.choice(v), k in chosen, "efforts") for k, v in boxes], 2)
        else:
            self.page.area(label, told, 3)

    def _told_efforts(self) -> Text:
        count = self.rng.choice(wording.COUNTS)
        told = [self._fill(self.rng.choice(wording.TRIED[key]), count=count) for key in self.facts.efforts]
        return says(join(told), "efforts")

    def _fill(self, template: str, **more: str) -> Text:
        return sentence_case(fill(template, **self.words, **more))

    def _end(self) -> None:
        pick, facts = self.rng.choice, self.facts
        self.page.slots(pick(wording.LETTER_DATES), [says(self.date(facts.letter_date))], 1)
        self.page.signature(
            pick(wording.SIGNATURES),
            pick(wording.SIGNED_DATES),
            says(self.date(facts.signed_on)),
            signed=facts.signed,
        )
        self.page.note(pick(wording.SMALL_PRINT))

    def fields(self) -> dict[str, Any]:
        """The true fields, as `casefax read` names them."""
        member, office = self.facts.member, self.facts.office
        fields: dict[str, Any] = {
            "member_name": member.name,
            "member_cin": member.cin,
            "member_dob": member.birth_date.isoformat(),
            "provider_name": office.provider_name,
            "provider_npi": office.npi,
            "practice_name": office.practice_name,
            "provider_phone": office.phone,
            "provider_fax": office.fax,
            "reasons": sorted(self.facts.reasons),
            "narrative": plain(self.narrative),
            "efforts": sorted(self.facts.efforts),
            "member_letter_date": self.facts.letter_date.isoformat(),
            "signed_on": self.facts.signed_on.isoformat(),
            "signature_present": self.facts.signed,
        }
        if self.facts.missed_dates:
            fields["missed_appointment_dates"] = [day.isoformat() for day in self.facts.missed_dates]
        return fields
