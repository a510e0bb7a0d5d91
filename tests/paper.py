"""Papers for tests: complete ones with fresh people and wording, and the same with one element erased.

An element is what a `missing` code names. What a paper states of it is known
stroke by stroke, so that erasing takes exactly that from the image and leaves
the rest of the page, its skew and its noise as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any, ClassVar, Final

from PIL import Image

from intake.demo.companions import medication_agreement, notice_letter
from intake.demo.fax import Line, as_fax
from intake.demo.form_sheet import random_style
from intake.demo.letters import noncompliance_letter, random_facts
from intake.demo.paper import Paper, Part
from intake.demo.people import Member, Office, People, random_member, random_office
from intake.demo.referral import random_referral, referral_form
from intake.demo.requests import random_request, request_form
from intake.demo.sheet import Pixels


class Kind(StrEnum):
    """The kinds of complete papers that tests send."""

    NONCOMPLIANCE_LETTER = "noncompliance_letter"
    ASSAULT_LETTER = "assault_letter"
    MISSED_APPOINTMENTS_REQUEST = "missed_appointments_request"
    MEDICATION_AGREEMENT_REQUEST = "medication_agreement_request"
    ECM_REFERRAL = "ecm_referral"


_WHO: Final = ("member_name", "member_cin", "provider_name")
_TOLD: Final = ("incident_dates", "incident_times", "incident_place", "efforts")
_FORM: Final = ("reasons", "narrative", "efforts", "signature", "member_letter_copy")
CODES: Final = {
    Kind.NONCOMPLIANCE_LETTER: (*_WHO, "reasons", *_TOLD),
    Kind.ASSAULT_LETTER: (*_WHO, *_TOLD, "police_report"),
    Kind.MISSED_APPOINTMENTS_REQUEST: (*_WHO, *_FORM, "missed_appointment_dates"),
    Kind.MEDICATION_AGREEMENT_REQUEST: (*_WHO, *_FORM, "medication_agreement_copy"),
    Kind.ECM_REFERRAL: ("member_name", "member_cin", "populations_of_focus", "referrer_name"),
}
"""The elements that can be erased from each kind, by their `missing` codes."""

COPIES: Final = {
    "member_letter_copy": "member_notice_letter",
    "medication_agreement_copy": "medication_agreement",
}
"""Elements that are whole papers: erased by leaving their pages out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPaper:
    """A complete paper about a member whom no roster knows yet: see `people`."""

    __test__: ClassVar[bool] = False

    kind: Kind
    member: Member
    office: Office
    paper: Paper
    line: Line

    @property
    def codes(self) -> tuple[str, ...]:
        """The elements that `without` can erase."""
        return CODES[self.kind]

    @property
    def people(self) -> People:
        """A roster and a directory that know the paper's member and office."""
        return People([self.office], [self.member])

    @property
    def doc_type(self) -> str:
        """The type of the paper that makes the case."""
        return self.paper.parts[0].doc_type

    @property
    def fields(self) -> dict[str, Any]:
        """The true fields of the paper that makes the case."""
        return self.paper.parts[0].fields

    def whole(self) -> bytes:
        """The complete paper as a fax."""
        return as_fax(self.paper.pictures(), self.line)

    def without(self, code: str) -> bytes:
        """The same fax with all statements of one element gone from the image."""
        return as_fax(self.pictures_without(code), self.line)

    def pictures_without(self, code: str) -> list[Image.Image]:
        """The clean pages behind `without`. Erasing missed dates leaves two."""
        if code not in self.codes:
            raise ValueError(f"A {self.kind} has no element {code!r} to erase.")
        if code in COPIES:
            kept = [part for part in self.paper.parts if part.doc_type != COPIES[code]]
            return Paper(kept).pictures()
        return self.paper.pictures(without=[code])

    def boxes(self, code: str) -> list[tuple[int, Pixels]]:
        """Where the element is stated: page index and rectangle of each stroke, on the clean pages."""
        return [(page, box) for page, sheet in enumerate(self.paper.sheets) for box in sheet.boxes(code)]


def random_paper(kind: Kind, rng: Random, today: date, *, by_hand: bool = False) -> TestPaper:
    """A complete paper with names, numbers, wording and layout from `rng`, and dates before `today`.

    Forms are typed, or filled in by one of five hands with `by_hand`.
    """
    office = random_office(rng, today)
    member = random_member(rng, today, office)
    parts = _MAKERS[kind](rng, member, office, today, by_hand)
    line = Line(
        skew=rng.uniform(-0.8, 0.8),
        speckle=rng.uniform(0.0, 0.0004),
        header=f"{today:%m/%d/%Y} 10:15   {office.fax}",
        seed=rng.randrange(2**31),
    )
    return TestPaper(kind=kind, member=member, office=office, paper=Paper(parts), line=line)


_Maker = Callable[[Random, Member, Office, date, bool], Sequence[Part]]


def _letter(rng: Random, member: Member, office: Office, today: date, by_hand: bool) -> Sequence[Part]:
    reasons = ("verbal_abuse", "disruptive", "missed_appointments", "care_noncompliance", "id_card_fraud")
    chosen = rng.sample(reasons, rng.choice((1, 1, 2)))
    return [noncompliance_letter(rng, random_facts(rng, member, office, today, chosen))]


def _assault(rng: Random, member: Member, office: Office, today: date, by_hand: bool) -> Sequence[Part]:
    return [noncompliance_letter(rng, random_facts(rng, member, office, today, ["physical_assault"]))]


def _missed(rng: Random, member: Member, office: Office, today: date, by_hand: bool) -> Sequence[Part]:
    return _request(rng, member, office, today, by_hand, "missed_appointments")


def _agreement(rng: Random, member: Member, office: Office, today: date, by_hand: bool) -> Sequence[Part]:
    request = _request(rng, member, office, today, by_hand, "medication_agreement_violation")
    signed_on = today - timedelta(days=rng.randrange(200, 600))
    return [*request, medication_agreement(rng, member, office, signed_on)]


def _request(
    rng: Random, member: Member, office: Office, today: date, by_hand: bool, reason: str
) -> list[Part]:
    facts = random_request(rng, member, office, today, [reason])
    form = request_form(rng, facts, random_style(rng, by_hand=by_hand))
    return [form, notice_letter(rng, member, office, facts.letter_date)]


def _referral(rng: Random, member: Member, office: Office, today: date, by_hand: bool) -> Sequence[Part]:
    style = random_style(rng, by_hand=by_hand)
    return [referral_form(rng, random_referral(rng, member, office, today), style)]


_MAKERS: Final[dict[Kind, _Maker]] = {
    Kind.NONCOMPLIANCE_LETTER: _letter,
    Kind.ASSAULT_LETTER: _assault,
    Kind.MISSED_APPOINTMENTS_REQUEST: _missed,
    Kind.MEDICATION_AGREEMENT_REQUEST: _agreement,
    Kind.ECM_REFERRAL: _referral,
}
