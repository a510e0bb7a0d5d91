"""What we say: facts that hold no personal data, put into our templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notify.messages import Event
from notify.numbers import readable
from notify.segments import plain, segments

TEMPLATES = Path(__file__).parent / "templates"
PARTS = ("subject.txt", "body.txt", "body.html", "sms.txt")

_SHAPES = {
    "case_ref": re.compile(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{3}(-\d{1,3})?"),
    "link": re.compile(r"(https?://[!-~]{3,400})?"),
    "phone": re.compile(r"[0-9+(). -]{0,24}( ?ext\.? ?\d{1,6})?"),
    "code": re.compile(r"(\d{6})?"),
    "plan_name": re.compile(r"[^\x00-\x1f\x7f]{1,80}"),
    "short_name": re.compile(r"[^\x00-\x1f\x7f]{0,24}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a message may say. There is no field for a member, a reason or a kind of paper.

    `plan_name` is the plan that signs, `short_name` a shorter one for texts,
    `phone` the plan's number for questions, `code` a one-time code. Each string
    is held to its shape, so that nothing else can travel in it: raises
    ValueError that names the field and never its content.
    """

    plan_name: str
    case_ref: str
    open_items: int = 0
    due_on: date | None = None
    link: str = ""
    phone: str = ""
    code: str = ""
    short_name: str = ""

    def __post_init__(self) -> None:
        for name, shape in _SHAPES.items():
            if not shape.fullmatch(getattr(self, name)):
                raise ValueError(f"{name} does not have the shape of one")


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of one event for every channel; `sms_segments` is what the text costs."""

    subject: str
    text: str
    html: str
    sms: str

    @property
    def sms_segments(self) -> int:
        return segments(self.sms)


def compose(event: Event, facts: Facts) -> Composed:
    """The words of `event` about `facts`; the text message in GSM-7 letters."""
    said = asdict(facts) | {"phone": readable(facts.phone)}
    subject, text, page, sms = (
        _environment().get_template(f"{event}/{part}").render(said).strip() for part in PARTS
    )
    return Composed(_one_line(subject), text + "\n", page, plain(_one_line(sms)))


def templates() -> Iterator[tuple[str, str]]:
    """Name and source of every template, for the proof that none names what it must not."""
    for path in sorted(p for p in TEMPLATES.rglob("*") if p.is_file()):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text("utf-8")


def long_date(day: date) -> str:
    """`December 6, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


@cache  # compiled once a process; the templates are part of the code and never change under it
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["long"] = long_date
    environment.filters["short"] = lambda day: f"{day:%b} {day.day}"
    return environment


def _one_line(text: str) -> str:
    return " ".join(text.split())
