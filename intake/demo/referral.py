"""Enhanced Care Management referral forms, in layouts of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from intake.demo import request_wording as common
from intake.demo.dates import SHORT_DATES
from intake.demo.form_sheet import Cell, Choice, FormSheet, FormStyle, random_style
from intake.demo.letterhead import PHONE_STYLES, phone_text
from intake.demo.names import FAMILIES, MEN, WOMEN
from intake.demo.paper import Part
from intake.demo.people import Member, Office
from intake.demo.sayings import says

TITLES: Final = (
    "Enhanced Care Management Referral",
    "ECM Referral Form",
    "Referral for Enhanced Care Management (ECM)",
    "Enhanced Care Management (ECM) Member Referral",
)
POPULATIONS: Final = {
    "1a": "Adults without dependent children experiencing homelessness",
    "1b": "Families or unaccompanied youth experiencing homelessness",
    "2": "At risk for avoidable hospital or ED use",
    "3": "Serious mental health and/or substance use needs",
    "4": "Transitioning from incarceration",
    "5": "Adults at risk for long-term care institutionalization",
    "6": "Nursing facility residents moving to the community",
    "7": "Children in CCS with needs beyond the CCS condition",
    "8": "Children and youth in child welfare",
    "9": "Birth equity",
}
POPULATION_HEADINGS: Final = (
    "Population of focus (check all that apply)",
    "Which populations of focus does the member meet?",
    "ECM populations of focus",
)
REFERRERS: Final = ("Name of person referring", "Referred by", "Referring person", "Referrer name")
ECM_PROVIDERS: Final = (
    "Sierra Care Navigators",
    "Open Door Care Team",
    "Valley Bridge ECM",
    "Path Forward Health",
)
DIAGNOSES: Final = (
    "F32.9",
    "E11.9",
    "I50.9",
    "Z59.01",
    "J44.9",
    "F10.20",
    "N18.4",
    "I10",
    "F41.1",
    "G40.909",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """What a referral tells."""

    member: Member
    office: Office
    populations: Sequence[str]
    referrer: str
    ecm_provider: str
    diagnoses: Sequence[str]
    written_on: date


def random_referral(rng: Random, member: Member, office: Office, today: date) -> ReferralFacts:
    """A complete referral for one to three adult populations, by no namesake of the member."""
    families = [name for name in FAMILIES if name != member.last_name]
    return ReferralFacts(
        member=member,
        office=office,
        populations=sorted(rng.sample(("1a", "2", "3", "4", "5", "6"), rng.randrange(1, 4))),
        referrer=f"{rng.choice(WOMEN + MEN)} {rng.choice(families)}",
        ecm_provider=rng.choice(ECM_PROVIDERS),
        diagnoses=rng.sample(DIAGNOSES, rng.randrange(1, 4)),
        written_on=today - timedelta(days=rng.randrange(1, 6)),
    )


def referral_form(rng: Random, facts: ReferralFacts, style: FormStyle | None = None) -> Part:
    """The filled form on one sheet, with its true fields."""
    page = FormSheet(style or random_style(rng, by_hand=False), rng)
    to_date, phones = rng.choice(SHORT_DATES), rng.choice(PHONE_STYLES)
    page.title(rng.choice(common.PLANS), rng.choice(TITLES))
    parts = [_member, _referrer]
    for part in parts if rng.random() < 0.7 else reversed(parts):
        part(rng, facts, page, to_date(facts.member.birth_date), phones)
    page.heading(rng.choice(POPULATION_HEADINGS))
    between = rng.choice((" ", ". ", ": ", " - "))
    page.choices(
        [
            Choice(f"{key}{between}{label}", key in facts.populations, "populations_of_focus")
            for key, label in POPULATIONS.items()
        ],
        1,
    )
    page.row(Cell("Diagnosis codes (ICD-10)", says(", ".join(facts.diagnoses))))
    page.row(
        Cell("Preferred ECM provider", says(facts.ecm_provider)),
        Cell("Date", says(to_date(facts.written_on)), 0.6),
    )
    return Part("ecm_referral", [page.sheet], _fields(facts))


def _member(rng: Random, facts: ReferralFacts, page: FormSheet, born: str, phones: str) -> None:
    member = facts.member
    page.heading(rng.choice(common.MEMBER_HEADINGS))
    page.row(
        Cell(rng.choice(common.NAMES), says(member.name, "member_name"), 1.5),
        Cell(rng.choice(common.CINS), says(member.cin, "member_cin")),
    )
    page.row(
        Cell(rng.choice(common.BIRTHS), says(born)), Cell("Phone", says(phone_text(phones, member.phone)))
    )


def _referrer(rng: Random, facts: ReferralFacts, page: FormSheet, born: str, phones: str) -> None:
    office = facts.office
    page.heading(rng.choice(("Referral source", "Referred by", "Person making the referral")))
    page.row(
        Cell(rng.choice(REFERRERS), says(facts.referrer, "referrer_name")),
        Cell("Organization", says(office.practice_name)),
    )
    page.row(
        Cell("Phone", says(phone_text(phones, office.phone))),
        Cell("Fax", says(phone_text(phones, office.fax))),
    )


def _fields(facts: ReferralFacts) -> dict[str, Any]:
    return {
        "member_name": facts.member.name,
        "member_cin": facts.member.cin,
        "member_dob": facts.member.birth_date.isoformat(),
        "populations_of_focus": list(facts.populations),
        "referrer_name": facts.referrer,
        "preferred_ecm_provider": facts.ecm_provider,
        "diagnosis_codes": list(facts.diagnoses),
    }
