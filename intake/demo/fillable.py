"""A reassignment request typed into a fillable PDF."""

from __future__ import annotations

from random import Random

from intake.demo import request_wording as wording
from intake.demo.pdf import FormValue, fillable_request
from intake.demo.requests import RequestFacts
from intake.demo.sayings import fill, join, plain
from intake.demo.sentences import sentence_case


def filled_request(rng: Random, facts: RequestFacts) -> bytes:
    """The facts in a fillable PDF whose values stand in its form fields only."""
    member, office = facts.member, facts.office
    values: dict[str, FormValue] = {
        "member_name": member.name,
        "member_cin": member.cin,
        "member_dob": f"{member.birth_date:%m/%d/%Y}",
        "provider_name": office.provider_name,
        "provider_npi": office.npi,
        "practice_name": office.practice_name,
        "provider_phone": _dashed(office.phone),
        "provider_fax": _dashed(office.fax),
        "narrative": _story(rng, facts),
        "efforts_text": _efforts(rng, facts),
        "member_letter_date": f"{facts.letter_date:%m/%d/%Y}",
        "signature": office.signed_name if facts.signed else "",
        "signed_on": f"{facts.signed_on:%m/%d/%Y}",
    }
    values |= {f"reasons.{reason}": True for reason in facts.reasons}
    for i, day in enumerate(facts.missed_dates[:4], 1):
        values[f"missed_appointment_dates.{i}"] = f"{day:%m/%d/%Y}"
    return fillable_request(values)


def _dashed(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _story(rng: Random, facts: RequestFacts) -> str:
    told = [rng.choice(wording.TOLD[key]) for key in facts.reasons]
    return _say([*told, rng.choice(wording.NEUTRAL)], facts)


def _efforts(rng: Random, facts: RequestFacts) -> str:
    return _say([rng.choice(wording.TRIED[key]) for key in facts.efforts], facts)


def _say(templates: list[str], facts: RequestFacts) -> str:
    he, him, his = facts.member.pronouns
    words = {"he": he, "him": him, "his": his, "since": str(facts.member.active_from.year), "count": "twice"}
    return plain(sentence_case(join([fill(template, **words) for template in templates])))
