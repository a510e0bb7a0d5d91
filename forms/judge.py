"""Whether a condition or a requirement holds of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.clauses import Condition, Count, Requirement, Test
from forms.record import Record
from forms.truth import Truth, all_of, any_of
from forms.windows import counted


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a requirement is met, and the numbers its prompt may name."""

    truth: Truth
    counts: Mapping[str, int] = field(default_factory=dict)


def holds(condition: Condition | None, record: Record) -> Truth:
    """No condition always holds."""
    if condition is None:
        return Truth.TRUE
    parts = [_test(name, test, record) for name, test in condition.tests.items()]
    if condition.any:
        parts.append(any_of(holds(part, record) for part in condition.any))
    if condition.no:
        parts.append(holds(condition.no, record).negated())
    return all_of(parts)


def met(requirement: Requirement, record: Record) -> Verdict:
    """Whether what must be there is there. Its truth is never `OPEN`: what was not sent is not met."""
    if requirement.count:
        return _count(requirement.count, record)
    if requirement.present:
        return Verdict(all_of(_present(name, record) for name in requirement.present))
    if requirement.attached:
        papers = set(requirement.attached) & set(record.facts.get("attached", ()))
        return Verdict(Truth.of(bool(papers)))
    parts = [met(part, record) for part in requirement.any_of or requirement.all_of]
    join = any_of if requirement.any_of else all_of
    counts = {name: number for part in parts for name, number in part.counts.items()}
    return Verdict(join(part.truth for part in parts), counts)


def _test(name: str, test: Test, record: Record) -> Truth:
    if record.doubtful(name):
        return Truth.DOUBTFUL
    items = record.items(name)
    if test.present is not None:
        return Truth.of(bool(items) == test.present)
    if not items:
        return _unanswered(name, record)
    if test.only:
        return Truth.of(set(items) <= set(test.only))
    return Truth.of(bool(set(items) & set(test.any_of)))


def _unanswered(name: str, record: Record) -> Truth:
    """A required field that was not sent is asked for itself; what hangs on it waits for the answer."""
    asked = record.definition.by_name.get(name)
    return Truth.OPEN if asked and asked.required else Truth.FALSE


def _present(name: str, record: Record) -> Truth:
    if record.doubtful(name):
        return Truth.DOUBTFUL
    return Truth.of(record.given(record.definition.by_name[name]))


def _count(count: Count, record: Record) -> Verdict:
    number = counted(_countable(count.field, record), count, record.received_on)
    counts = {"at_least": count.at_least, "counted": number, "short": max(count.at_least - number, 0)}
    if count.within:
        counts["months"] = count.within.months
    if record.doubtful(count.field):
        return Verdict(Truth.DOUBTFUL, counts)
    return Verdict(Truth.of(number >= count.at_least), counts)


def _countable(name: str, record: Record) -> list[str]:
    """A date in the future is no date on which something happened."""
    items = list(record.items(name))
    if record.definition.by_name[name].not_after:
        return [item for item in items if date.fromisoformat(item) <= record.received_on]
    return items
