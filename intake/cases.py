"""What a case holds now: its values out of all their versions, its papers, and its lifecycle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from forms.definition import Definition
from forms.values import ABSENT, RANK, Source, State, Value
from intake import audit
from intake.desk import Desk
from intake.models import Case, FieldValue, Paper, PaperState, TaskKind
from intake.tasks import add_task

MUST_AGREE = ("member_cin", "member_dob", "member_name", "provider_npi")
"""Single values of which two papers of one case should not hold different ones."""
NAMES = ("member_name",)
"""Those of them that may be spelled in more than one way."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a value, with the row that holds it."""

    value: Value
    row: FieldValue


def definition_of(desk: Desk, case: Case) -> Definition:
    """The version of the definition that the case opened with; later ones do not touch it."""
    return desk.versions[case.definition]


def current_values(session: Session, case: Case) -> dict[str, Value]:
    """The value that counts for each field.

    Lists add up. Of single values the person-confirmed comes before the provider's,
    and that before the machine's; among equals the latest that could be read. A person
    who finds nothing on the paper speaks of what has come so far: a later answer counts.
    """
    return {field: _current([v.value for v in found]) for field, found in versions(case).items()}


def versions(case: Case) -> dict[str, list[Version]]:
    """Every version of every field's value, oldest first."""
    found: dict[str, list[Version]] = {}
    for row in case.values:
        found.setdefault(row.field, []).append(Version(Value.from_json(row.data), row))
    return found


def clashes(case: Case) -> list[str]:
    """Fields on which two papers, or paper and provider, differ, and which no person has settled since."""
    return [field for field, found in versions(case).items() if field in MUST_AGREE and _clash(field, found)]


def add_value(case: Case, field: str, value: Value, actor: str, paper: Paper | None = None) -> None:
    """Add a version of a field's value; earlier ones stay."""
    row = FieldValue(field=field, data=value.as_json(), actor=actor, paper_id=paper.id if paper else None)
    case.values.append(row)


def join(session: Session, case: Case, paper: Paper, actor: str) -> None:
    """Put a paper into a case, with the values it states, and have the case assessed."""
    paper.case_id, paper.state, paper.candidate_case_id = case.id, PaperState.JOINED, None
    session.flush()
    if paper.doc_type == case.doc_type:
        for field, data in paper.fields.items():
            add_value(case, field, Value.from_json(data), actor, paper)
        summarise(session, case)
    touch(session, case)
    audit.record(session, actor, "joined", f"case:{case.id}", paper=paper.id, doc_type=paper.doc_type)


def summarise(session: Session, case: Case) -> None:
    """Keep on the case itself what lists and searches need."""
    values = current_values(session, case)
    case.member_cin = text_of(values, "member_cin")
    case.member_name = text_of(values, "member_name")
    case.provider_npi = text_of(values, "provider_npi")
    case.provider_name = text_of(values, "provider_name") or text_of(values, "referrer_name")


def touch(session: Session, case: Case) -> None:
    """Something about the case has changed: have it assessed again."""
    add_task(session, TaskKind.ASSESS, f"case:{case.id}")


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are likely one person's name, in whatever order the parts stand."""
    return bool(one and other) and fuzz.token_sort_ratio(one.lower(), other.lower(), processor=_plain) >= 88


def another_name(one: str, other: str) -> bool:
    """Whether two names are so unlike that no misreading explains it."""
    return bool(one and other) and fuzz.token_sort_ratio(one.lower(), other.lower(), processor=_plain) < 60


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text)


def _current(found: Iterable[Value]) -> Value:
    values = _since_nothing(list(found))
    lists = [value for value in values if isinstance(value.value, list)]
    return _sum_up(values, lists) if lists else max(enumerate(values), key=_order)[1]


def _since_nothing(values: list[Value]) -> list[Value]:
    """From the last time on that a person found nothing there, or nothing to be read."""
    nothing = [i for i, value in enumerate(values) if value.source is Source.CLERK and not value.is_present]
    return values[nothing[-1] :] if nothing else values


def _order(numbered: tuple[int, Value]) -> tuple[bool, int, bool, int]:
    """What is there, by rank; then what could not be read; then what is not there; the latest of each."""
    number, value = numbered
    return value.is_present, RANK.get(value.source, 1), value.state is State.UNREADABLE, number


def _sum_up(values: list[Value], lists: list[Value]) -> Value:
    """The union since the last time a person set the whole list."""
    confirmed = [i for i, value in enumerate(values) if value.source is Source.CLERK]
    since = values[confirmed[-1] :] if confirmed else lists
    parts = [value for value in since if isinstance(value.value, list) and value.value]
    if not parts:
        return since[-1]
    items = sorted({item for part in parts if isinstance(part.value, list) for item in part.value})
    doubtful = any(part.needs_review for part in parts)
    certain = min(part.confidence for part in parts)
    return replace(parts[-1], value=items, needs_review=doubtful, confidence=certain, state=_state(parts))


def _state(parts: list[Value]) -> State:
    return State.PRESENT if any(part.is_present for part in parts) else parts[-1].state


def _clash(field: str, found: list[Version]) -> bool:
    settled = [i for i, version in enumerate(found) if version.value.source is Source.CLERK]
    since = found[settled[-1] :] if settled else found
    said = [str(version.value.value) for version in since if version.value.is_present]
    alike = same_name if field in NAMES else str.__eq__
    return any(not alike(said[0], other) for other in said[1:])


def value_or_absent(values: Mapping[str, Value], field: str) -> Value:
    return values.get(field, ABSENT)


def text_of(values: Mapping[str, Value], field: str) -> str:
    """A single value as text, empty when absent."""
    value = values.get(field, ABSENT)
    return value.value if value.is_present and isinstance(value.value, str) else ""
