"""The typed model of a document type: everything its YAML file says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field as Setting
from pydantic import StringConstraints

from forms.clauses import Condition, Names, Requirement, Strict

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
"""A key: lower case, digits and underscores. Keys are for ever; labels may change."""


class Kind(StrEnum):
    """A submission opens a case; a companion joins one; a cover is only a wrapper."""

    SUBMISSION = "submission"
    COMPANION = "companion"
    COVER = "cover"


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    DATE = "date"
    TIME = "time"
    NPI = "npi"
    MEMBER_ID = "member_id"
    US_PHONE = "us_phone"
    EMAIL = "email"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    CODE = "code"


class Severity(StrEnum):
    """`missing` blocks and is asked, `advise` is asked along, `undetermined` waits for a clerk."""

    MISSING = "missing"
    ADVISE = "advise"
    UNDETERMINED = "undetermined"
    FLAG = "flag"
    WARN = "warn"


class Priority(StrEnum):
    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Repeat(Strict):
    max: int = Setting(ge=1, le=100)


class Field(Strict):
    """One thing the paper holds.

    A required boolean must be true. `code` names what is missing without it. `details` is a text field that
    says more about a choice, and is asked along with it.
    """

    name: Name
    label: str = Setting(min_length=1)
    type: FieldType
    required: bool = False
    code: Name = ""
    prompt: str = ""
    hint: str = ""
    repeat: Repeat | None = None
    many: bool = False
    choices: Mapping[Name, str] = {}
    details: str = ""
    phi: bool = False
    not_after: Literal["received_on"] | None = None
    applies_when: Condition | None = None

    @property
    def is_list(self) -> bool:
        return self.many or self.repeat is not None

    @property
    def finding_code(self) -> str:
        return self.code or self.name


class Attachment(Strict):
    """A companion paper that may or must come along; `name` is also its `missing` code."""

    name: Name
    doc_type: Name
    label: str = Setting(min_length=1)
    required: bool = False
    prompt: str = ""
    blind: str = ""
    applies_when: Condition | None = None


class Rule(Strict):
    """Fires when its condition holds and its requirement does not.

    `blind` asks the same in words that tell nothing of what is held: for a page that anyone with
    the link can open. A question that depends on what was read needs it.
    """

    id: Name
    code: Name = ""
    when: Condition | None = None
    expr: str = ""
    require: Requirement | None = None
    then: Literal[Severity.MISSING, Severity.ADVISE, Severity.FLAG, Severity.WARN] = Severity.MISSING
    prompt: str = ""
    blind: str = ""

    @property
    def finding_code(self) -> str:
        return self.code or self.id


class Line(Strict):
    """One line of the routing table."""

    when: Condition | None = None
    otherwise: bool = False
    queue: Name
    priority: Priority = Priority.NORMAL


class Days(Strict):
    calendar_days: int = Setting(ge=1)


class AnswerWithin(Days):
    remind_at: tuple[int, ...] = ()
    then: Literal["close_incomplete", "keep_open"] = "keep_open"


class Clock(Strict):
    """The time limits of a case, in calendar days of the plan's zone."""

    starts: Literal["received_on"] = "received_on"
    decide_within: Days | None = None
    pauses_in: Names = ()
    answer_prompt_within: AnswerWithin | None = None
    report_closes_after: Days | None = None
    state_follow_up_after: Days | None = None


class Notice(Strict):
    to: Literal["provider"] = "provider"
    by: tuple[Literal["sms", "email", "fax"], ...]


class QuietHours(Strict):
    since: str = Setting(alias="from")
    until: str
    zone: Literal["recipient", "plan"] = "recipient"
    applies_to: tuple[Literal["sms", "email", "fax"], ...] = ("sms",)


class Notify(Strict):
    """Which events are told, and by which channels in order of preference."""

    received: Notice | None = None
    more_needed: Notice | None = None
    decided: Notice | None = None
    closed: Notice | None = None
    quiet_hours: QuietHours | None = None


class Contact(Strict):
    """Which fields say how to reach the sender."""

    name: Name
    phone: Name
    fax: Name
    email: Name
    consent: Name


class Expect(Strict):
    """What an example must give: `missing`, `undetermined` and `flags` in full, the others if stated."""

    missing: Names = ()
    undetermined: Names = ()
    flags: Names = ()
    advise: Names | None = None
    warnings: Names | None = None
    queue: str | None = None
    priority: Priority | None = None


class Example(Strict):
    """A case on paper that must hold. `like` names an earlier example whose values it starts from."""

    name: str
    like: str | None = None
    given: Mapping[str, Any] = {}
    received_on: date | None = None
    attached: Names | None = None
    paper_flags: Names = ()
    not_available: Names = ()
    facts: Mapping[str, str] | None = None
    expect: Expect


class Definition(Strict):
    """One version of a document type; immutable once published."""

    schema_version: Literal["casefax/1"] = Setting(alias="schema")
    type: Name
    version: int = Setting(ge=1)
    title: str
    kind: Kind
    lifecycle: Literal["noncompliance", "reassignment", "referral"] | None = None
    contact: Contact | None = None
    fields: tuple[Field, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    extract: dict[str, Any] = {}
    rules: tuple[Rule, ...] = ()
    routing: tuple[Line, ...] = ()
    clock: Clock = Clock()
    notify: Notify = Notify()
    examples: tuple[Example, ...] = ()

    @property
    def key(self) -> str:
        """Its name in records: `type/version`."""
        return f"{self.type}/{self.version}"

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}
