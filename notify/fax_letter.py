"""The fax-back letter: what is still needed, in words, and a coded page to put on top of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import black
from reportlab.lib.units import inch
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Table

from notify.compose import long_date
from notify.numbers import readable
from notify.paper import PLAIN, WIDTH, CodePicture, Letterhead, gap, heading, letter_pdf, rich, words


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxLetterFacts:
    """What the letter says beside the prompts. It has no field for a member.

    `to_office` and `to_fax` are the provider's; `link` opens the answer page.
    """

    plan: Letterhead
    case_ref: str
    written_on: date
    to_office: str = ""
    to_fax: str = ""
    due_on: date | None = None
    link: str = ""


def fax_back_letter(facts: FaxLetterFacts, prompts: Sequence[str]) -> bytes:
    """The letter as PDF: the list of `prompts` (at least one) and the reply page with the case's code.

    Raises ValueError without a prompt: there is nothing to ask then.
    """
    if not prompts:
        raise ValueError("a fax-back letter asks for at least one thing")
    return letter_pdf(
        [*_letter(facts, prompts), PageBreak(), *_reply_page(facts, len(prompts))],
        head=facts.plan,
        title=f"{facts.plan.name}: what {facts.case_ref} still needs",
        reference=facts.case_ref,
        footer="This letter names no member on purpose.",
    )


def _letter(facts: FaxLetterFacts, prompts: Sequence[str]) -> list[Flowable]:
    return [
        _about(facts),
        gap(10),
        words(f"We need {_count(len(prompts))} to go on with your request", "title"),
        words(
            "Thank you for what you sent. Before a reviewer can decide, we still need what is listed here. "
            "You do not need to send anything else again."
        ),
        *(_numbered(number, prompt) for number, prompt in enumerate(prompts, start=1)),
        *heading("If you do not have something"),
        words("Tell us so, and why. Your words go to the reviewer, and we will not ask for it again."),
        KeepTogether([*heading("How to answer: choose one"), *_ways(facts)]),
    ]


def _about(facts: FaxLetterFacts) -> Table:
    """To whom, when, about what; the due date in bold, as it is what people look for."""
    rows = [
        ("To", facts.to_office),
        ("Fax", readable(facts.to_fax)),
        ("Date", long_date(facts.written_on)),
        ("Our reference", facts.case_ref),
    ]
    cells = [[words(name, "address"), words(value, "address")] for name, value in rows if value]
    if facts.due_on:
        due = rich("<b>{day}</b>", "address", day=long_date(facts.due_on))
        cells.append([words("Please answer by", "address"), due])
    return Table(cells, colWidths=[1.4 * inch, WIDTH - 1.4 * inch], style=PLAIN)


def _numbered(number: int, prompt: str) -> Table:
    row = [rich("<b>{n}.</b>", "item", n=str(number)), words(prompt, "item")]
    space = ("BOTTOMPADDING", (0, 0), (-1, -1), 7)
    return Table([row], colWidths=[0.32 * inch, WIDTH - 0.32 * inch], style=[*PLAIN, space])


def _ways(facts: FaxLetterFacts) -> list[Flowable]:
    ways: list[Flowable] = []
    if facts.link:
        online = [
            rich("<b>Online</b>, also from a phone, in about two minutes:"),
            words(facts.link),
            words("The square on the right opens the same page."),
        ]
        picture = CodePicture(facts.link, 1.1 * inch)
        ways.append(Table([[online, picture]], colWidths=[WIDTH - 1.1 * inch, 1.1 * inch], style=PLAIN))
    if facts.plan.fax:
        ways.append(rich("<b>By fax:</b> put the next page on top and send it to {fax}.", fax=facts.plan.fax))
    if facts.plan.phone:
        call = "<b>By phone:</b> call {phone} and give the reference {ref}."
        ways.append(rich(call, phone=facts.plan.phone, ref=facts.case_ref))
    return ways


def _reply_page(facts: FaxLetterFacts, count: int) -> list[Flowable]:
    """Says nothing of what was asked: it comes back to our reader, which must not take it for an answer."""
    return [
        words("Reply page: please put it on top of your answer", "title"),
        _reference_row(facts),
        gap(10),
        words("For each number in our letter, mark one box. You may also write your answer beside it."),
        _answers(count),
        gap(14),
        _line("Answered by (name)"),
        gap(12),
        _line("Phone, and date"),
    ]


def _reference_row(facts: FaxLetterFacts) -> Table:
    to = f"To {facts.plan.name}" + (f", fax {facts.plan.fax}" if facts.plan.fax else "")
    left = [words(facts.case_ref, "reference"), gap(10), words(to)]
    if facts.due_on:
        left.append(rich("Please answer by <b>{day}</b>.", day=long_date(facts.due_on)))
    picture = CodePicture(facts.case_ref, 1.3 * inch)
    return Table([[left, picture]], colWidths=[WIDTH - 1.3 * inch, 1.3 * inch], style=PLAIN)


def _answers(count: int) -> Table:
    room = min(80, max(24, 340 / count - 20))  # the page's, shared out, but never less than a pen needs
    head = [
        words("No.", "small"),
        words("Sent with this page", "small"),
        words("We do not have it, because ... (or your answer)", "small"),
    ]
    rows = [
        [rich("<b>{n}</b>", "item", n=str(n)), _Square(), [_Square(), gap(room)]] for n in range(1, count + 1)
    ]
    return Table(
        [head, *rows],
        colWidths=[0.5 * inch, 1.5 * inch, WIDTH - 2 * inch],
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 1, black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 1), (-1, -1), 7),
        ],
    )


def _line(label: str) -> Table:
    table = Table([[words(label, "item"), ""]], colWidths=[1.7 * inch, WIDTH - 1.7 * inch], style=PLAIN)
    table.setStyle([("LINEBELOW", (1, 0), (1, 0), 1, black)])
    return table


class _Square(Flowable):
    """A box to tick, large enough for a pen and a coarse fax."""

    def wrap(self, *_room: float) -> tuple[float, float]:
        return 13, 13

    def draw(self) -> None:
        self.canv.setLineWidth(1.2)
        self.canv.rect(0, 0, 12, 12)


def _count(items: int) -> str:
    return "one more item" if items == 1 else f"{items} more items"
