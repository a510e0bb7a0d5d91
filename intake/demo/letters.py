"""Letters in which a provider reports a member's non-compliance to the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from intake.demo import letter_wording as wording
from intake.demo.blocks import Block, Cut, Look, blank, flow, random_look
from intake.demo.dates import LONG_DATES, TIMES, DateStyle, TimeStyle, random_days, random_time
from intake.demo.letterhead import PHONE_STYLES, letterhead, phone_text
from intake.demo.paper import Part
from intake.demo.people import Member, Office
from intake.demo.sayings import Text, fill, join, says
from intake.demo.sentences import sentence_case


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that happened; `at` is None where the letter names no hour."""

    day: date
    at: time | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What a letter to the plan tells. `police_report` is the report's number."""

    member: Member
    office: Office
    written_on: date
    incidents: Sequence[Incident]
    efforts: Sequence[str]
    police_report: str | None = None
    tells_place: bool = True


def random_facts(
    rng: Random, member: Member, office: Office, today: date, reasons: Sequence[str]
) -> LetterFacts:
    """Two to four incidents of the last months, each reason at least once, and two or three efforts."""
    count = max(len(reasons), 1 if "physical_assault" in reasons else rng.randrange(2, 5))
    days = random_days(rng, today, count)
    kinds = [*reasons, *(rng.choice(reasons) for _ in range(count - len(reasons)))]
    return LetterFacts(
        member=member,
        office=office,
        written_on=today - timedelta(days=rng.randrange(2, 8)),
        incidents=[Incident(day, random_time(rng), kind) for day, kind in zip(days, kinds, strict=True)],
        efforts=rng.sample(sorted(wording.EFFORTS), rng.randrange(2, 4)),
        police_report=f"{today:%y}-{rng.randrange(10000, 99999)}" if "physical_assault" in reasons else None,
    )


def noncompliance_letter(rng: Random, facts: LetterFacts, look: Look | None = None) -> Part:
    """The letter in its own wording, order and look, with its true fields."""
    writer = _Writer(rng, facts)
    blocks = writer.blocks()
    return Part("noncompliance_letter", flow(blocks, look or random_look(rng)), writer.fields)


def noncompliance_blocks(rng: Random, facts: LetterFacts) -> list[Block]:
    """The letter's blocks alone, for a PDF with digital text."""
    return _Writer(rng, facts).blocks()


class _Writer:
    """Chooses the words of one letter and notes what they say."""

    def __init__(self, rng: Random, facts: LetterFacts) -> None:
        self.rng, self.facts = rng, facts
        self.date: DateStyle = rng.choice(LONG_DATES)
        self.time: TimeStyle = rng.choice(TIMES)
        self.phone_style = rng.choice(PHONE_STYLES)
        he, him, his = facts.member.pronouns
        self.words: dict[str, str | Text] = {"he": he, "him": him, "his": his}
        self.words["member"] = says(facts.member.name, "member_name")
        self.words["cin"] = says(facts.member.cin, "member_cin")
        self.words["practice"] = facts.office.practice_name
        self.words["since"] = str(facts.member.active_from.year)
        self.place = self._place()
        self.fields: dict[str, Any] = _true_fields(facts)
        if facts.tells_place:
            self.fields["incident_place"] = self.place.split(" ", 1)[1]

    def blocks(self) -> list[Block]:
        rng, facts = self.rng, self.facts
        body = self._incidents()
        if facts.tells_place:
            told = fill(rng.choice(wording.PLACE_SENTENCES), place=self.place)
            body.append(self._paragraph(told, "incident_place"))
        if facts.police_report:
            number = says(facts.police_report)
            said = fill(rng.choice(wording.POLICE_SENTENCES), number=number, town=facts.office.town.name)
            body.append(self._paragraph(said, "police_report"))
        body.insert(0 if rng.random() < 0.15 else len(body), self._efforts())
        if rng.random() < 0.5:
            body.insert(rng.randrange(len(body) + 1), self._paragraph(says(rng.choice(wording.BACKGROUNDS))))
        return [
            *letterhead(rng, facts.office, self.phone_style),
            Block(says(self.date(facts.written_on)), gap=1.2),
            *self._addressee(),
            *self._subject(),
            Block(says(rng.choice(wording.SALUTATIONS)), gap=1),
            Block(self._fill(rng.choice(wording.OPENINGS)), gap=0.6),
            *body,
            *self._end(),
        ]

    def _fill(self, template: str, **more: str | Text) -> Text:
        return sentence_case(fill(template, **(self.words | more)))

    def _paragraph(self, text: Text, *elements: str) -> Block:
        return Block(says(text, *elements), gap=0.6)

    def _place(self) -> str:
        office = self.facts.office
        street = office.address.split(" ", 1)[1]
        visits = all(incident.reason in wording.OF_VISITS for incident in self.facts.incidents)
        return self.rng.choice(wording.OFFICES if visits else wording.PLACES).format(
            town=office.town.name, address=office.address, street=street, number=self.rng.randrange(1, 9)
        )

    def _addressee(self) -> list[Block]:
        rows = ["Health Plan Member Services", "Attn: Non-Compliance Unit"]
        return [Block(says(row), gap=1 if i == 0 else 0) for i, row in enumerate(rows)]

    def _subject(self) -> list[Block]:
        member = self.facts.member
        born = self.date(member.birth_date) if self.rng.random() < 0.5 else f"{member.birth_date:%m/%d/%Y}"
        rows = [
            fill(
                "{label} {name}",
                label=self._pick("Member:", "Patient:", "Member name:", "Name:"),
                name=self.words["member"],
            ),
            fill(
                "{label} {cin}",
                label=self._pick("CIN:", "Medi-Cal ID:", "CIN #", "Client Index No.:"),
                cin=self.words["cin"],
            ),
            fill("{label} {born}", label=self._pick("DOB:", "Date of birth:", "Born:"), born=born),
        ]
        subject = says(f"{self._pick('RE:', 'Re:', 'Subject:')} {self.rng.choice(wording.SUBJECTS)}")
        if self.rng.random() < 0.35:
            return [Block(subject, Cut.BOLD, gap=1), Block(join(rows, "   "), gap=0.2)]
        indent = self.rng.choice((0, 60))
        return [Block(subject, Cut.BOLD, gap=1), *(Block(row, indent=indent) for row in rows)]

    def _pick(self, *choices: str) -> str:
        return self.rng.choice(choices)

    def _incidents(self) -> list[Block]:
        told = self._behaviours()
        if len(told) > 1 and self.rng.random() < 0.4:
            template = self.rng.choice(wording.LISTED)
            rows = [self._event(template, incident, said) for incident, said in told]
            bullet = self._pick("- ", "\u2022 ", "")
            return [
                Block(says(self.rng.choice(wording.LIST_INTROS)), gap=0.6),
                *(Block(says(bullet) + row, gap=0.2, indent=40) for row in rows),
            ]
        first, *rest = told
        sentences = [self._event(self.rng.choice(wording.INCIDENTS), *first)]
        sentences += [self._event(self.rng.choice(wording.NEXT_INCIDENTS), *event) for event in rest]
        return [Block(join(sentences), gap=0.6)]

    def _behaviours(self) -> list[tuple[Incident, str]]:
        pools = {key: self.rng.sample(rows, len(rows)) for key, rows in wording.BEHAVIOURS.items()}
        return [
            (one, pools[one.reason][i % len(pools[one.reason])]) for i, one in enumerate(self.facts.incidents)
        ]

    def _event(self, template: str, incident: Incident, behaviour: str) -> Text:
        slots = {
            "date": says(self.date(incident.day), "incident_dates"),
            "behaviour": says(self._told_of(behaviour), "reasons"),
        }
        if incident.at is None:
            return self._fill(_without_time(template), **slots)
        hour = self.time(incident.at)
        phrase = hour if "({time})" in template else self._pick(*wording.TIME_PHRASES).format(time=hour)
        return self._fill(template, time=says(phrase, "incident_times"), **slots)

    def _told_of(self, behaviour: str) -> Text:
        """The behavior, now and then with the member's last name in place of the first pronoun."""
        if self.rng.random() < 0.7:
            return fill(behaviour, **self.words)
        member = self.facts.member
        title = "Mr." if member.pronouns[0] == "he" else "Ms."
        name = says(f"{title} {member.last_name}", "member_name")
        return fill(behaviour.replace("{he}", "{name}", 1), **self.words, name=name)

    def _efforts(self) -> Block:
        sentences = [fill(self.rng.choice(wording.EFFORT_INTROS), **self.words)]
        for effort in self.facts.efforts:
            sentences.append(self._fill(self.rng.choice(wording.EFFORTS[effort]), when=self._when()))
        return self._paragraph(join([sentence_case(one) for one in sentences]), "efforts")

    def _when(self) -> str:
        if self.rng.random() < 0.5:
            return self._pick("last month", "a few weeks ago", "not long ago", "earlier this year")
        taken = {incident.day for incident in self.facts.incidents}
        first = min(taken)
        days = [first + timedelta(days=n) for n in range(1, (self.facts.written_on - first).days)]
        return "on " + self.date(self.rng.choice([day for day in days if day not in taken]))

    def _end(self) -> list[Block]:
        office = self.facts.office
        contact = f"{self._pick('Phone', 'Tel.', 'Telephone')} {phone_text(self.phone_style, office.phone)}"
        return [
            Block(self._fill(self.rng.choice(wording.CLOSINGS)), gap=0.6),
            Block(says(self.rng.choice(wording.VALEDICTIONS)), gap=0.8),
            Block(blank(), signature="signature"),
            Block(says(office.signed_name, "provider_name")),
            Block(says(f"{self._pick('NPI', 'NPI:', 'NPI #')} {office.npi}")),
            Block(says(contact)),
        ]


def _without_time(template: str) -> str:
    for told in (", {time}", " ({time})", " {time}", "{time} "):
        template = template.replace(told, "")
    return template


def _true_fields(facts: LetterFacts) -> dict[str, Any]:
    member, office = facts.member, facts.office
    fields = {
        "member_name": member.name,
        "member_cin": member.cin,
        "member_dob": member.birth_date.isoformat(),
        "provider_name": office.provider_name,
        "provider_npi": office.npi,
        "practice_name": office.practice_name,
        "provider_phone": office.phone,
        "provider_fax": office.fax,
        "signed_on": facts.written_on.isoformat(),
        "signature_present": True,
        "reasons": sorted({incident.reason for incident in facts.incidents}),
        "incident_dates": sorted({incident.day.isoformat() for incident in facts.incidents}),
        "incident_times": sorted({f"{incident.at:%H:%M}" for incident in facts.incidents if incident.at}),
        "efforts": sorted(set(facts.efforts)),
    }
    return fields | ({"police_report_number": facts.police_report} if facts.police_report else {})
