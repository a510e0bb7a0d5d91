"""The provider's decision letter as PDF. It names the member: it goes by mail or fax to the office only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.units import inch
from reportlab.platypus import Flowable, KeepTogether, ListFlowable, ListItem, Table

from intake.letters.outcomes import DUTIES, WORDINGS, Outcome
from notify.compose import long_date
from notify.numbers import readable
from notify.paper import PLAIN, WIDTH, Letterhead, gap, heading, letter_pdf, rich, words


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What the letter says.

    `request` is what the office sent, in words ("Request for Member
    Reassignment"); `sent_on` when it came in. `effective_on` is None until the
    date is fixed, and then the letter names none. `until` ends a deferral.
    `would_change` tells what would change a denial. `replaces` is the date of
    an earlier letter that this one supersedes. Raises ValueError for a denial
    that does not say what would change it, and for an effective date where the
    member does not leave.
    """

    plan: Letterhead
    case_ref: str
    written_on: date
    outcome: Outcome
    request: str
    reason: str
    office: str
    member_name: str
    signed_by: str
    signed_title: str = ""
    provider_name: str = ""
    address: tuple[str, ...] = ()
    fax: str = ""
    member_cin: str = ""
    sent_on: date | None = None
    effective_on: date | None = None
    until: date | None = None
    would_change: str = ""
    replaces: date | None = None

    def __post_init__(self) -> None:
        if self.outcome is Outcome.DENIED and not self.would_change.strip():
            raise ValueError("a denial says what would change it")
        if self.effective_on and not WORDINGS[self.outcome].ends_care:
            raise ValueError("only an outcome by which the member leaves has an effective date")


def decision_letter(facts: LetterFacts) -> bytes:
    """The letter as PDF; the same facts give the same bytes."""
    return letter_pdf(
        list(_letter(facts)),
        head=facts.plan,
        title=f"{facts.plan.name}: letter about {facts.case_ref}",
        reference=facts.case_ref,
        footer="Confidential: for the named office only.",
    )


def _letter(facts: LetterFacts) -> Iterator[Flowable]:
    wording = WORDINGS[facts.outcome]
    yield _to_and_about(facts)
    yield gap(10)
    yield words(wording.title, "title")
    yield words(_greeting(facts))
    if facts.replaces:
        yield words(f"This letter replaces our letter of {long_date(facts.replaces)}.")
    yield words(wording.says.format(request=facts.request))
    yield from _section("Reason", facts.reason)
    yield from _leaving(facts) if wording.ends_care else _staying(facts, wording.stays)
    yield KeepTogether(list(_closing(facts)))


def _recipient(facts: LetterFacts) -> list[str]:
    lines = (
        facts.provider_name,
        facts.office,
        *facts.address,
        facts.fax and f"By fax: {readable(facts.fax)}",
    )
    return list(dict.fromkeys(filter(None, lines)))  # an office that bears its doctor's name is named once


def _to_and_about(facts: LetterFacts) -> Table:
    """The address on the left, as a window envelope wants it, and what it is about on the right."""
    to = words("\n".join(_recipient(facts)), "address")
    return Table([[to, _about(facts)]], colWidths=[WIDTH * 0.46, WIDTH * 0.54], style=PLAIN)


def _about(facts: LetterFacts) -> Table:
    rows = [
        ("Date", long_date(facts.written_on)),
        ("Our reference", facts.case_ref),
        ("About", facts.request),
        ("Received", long_date(facts.sent_on) if facts.sent_on else ""),
        ("Member", facts.member_name),
        ("CIN", facts.member_cin),
    ]
    cells = [[rich("<b>{n}</b>", "address", n=n), words(value, "address")] for n, value in rows if value]
    return Table(cells, colWidths=[1.15 * inch, WIDTH * 0.54 - 1.15 * inch], style=PLAIN)


def _greeting(facts: LetterFacts) -> str:
    return f"Dear {facts.provider_name or facts.office or 'colleague'}:"


def _section(title: str, text: str) -> Iterator[Flowable]:
    if text.strip():
        yield from heading(title)
        yield words(text.strip())


def _leaving(facts: LetterFacts) -> Iterator[Flowable]:
    yield from heading("When the change takes effect")
    if facts.effective_on:
        day = long_date(facts.effective_on)
        yield rich("The member's new primary care provider takes over on <b>{day}</b>.", day=day)
    else:
        yield words(
            "The date is not fixed yet. It will be the first day of a month, once the member's new primary "
            "care provider is in our records. We will tell you as soon as it is."
        )
    yield KeepTogether(list(_duties()))


def _duties() -> Iterator[Flowable]:
    yield words("Until then", "heading")
    yield words("The member stays with your practice. Until that day, please:")
    duties: list[Any] = [ListItem(words(duty, "item"), spaceAfter=3) for duty in DUTIES]
    yield ListFlowable(
        duties,
        bulletType="bullet",
        bulletFontName="Letter",
        start="\N{BULLET}",
        leftIndent=16,
    )


def _staying(facts: LetterFacts, stays: str) -> Iterator[Flowable]:
    if facts.until:
        yield rich("We will decide by <b>{day}</b>.", day=long_date(facts.until))
    yield from _section("What would change this decision", facts.would_change)
    yield from _section("What this means for your practice", stays)


def _closing(facts: LetterFacts) -> Iterator[Flowable]:
    phone = facts.plan.phone.replace(" ", "\N{NO-BREAK SPACE}")
    yield gap(4)
    if phone:
        ask = "Questions? Please call {phone} and give the reference {ref}."
        yield rich(ask, phone=phone, ref=facts.case_ref)
    yield words("Sincerely,")
    yield gap(26)
    yield words("\n".join(filter(None, (facts.signed_by, facts.signed_title, facts.plan.name))), "address")
    yield gap(10)
    call = f"call {phone} and " if phone else ""
    yield words(
        "This letter holds protected health information. If it did not reach the office named above, "
        f"please {call}destroy it.",
        "small",
    )
