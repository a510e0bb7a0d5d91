"""Where a case goes: the first line of the routing table that matches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from forms.applies import applicable
from forms.definition import Definition, Line, Priority
from forms.findings import Evaluation
from forms.judge import holds
from forms.record import Record
from forms.truth import Truth
from forms.values import Value

Facts = Mapping[str, str | Collection[str] | None]

FACT_NAMES = frozenset({"attached", "paper_flags"})
"""What rules may ask of a case besides its fields."""

ROUTE_FACT_NAMES = FACT_NAMES | {"county", "plan", "missing", "advise", "undetermined", "flags", "warnings"}
"""What routing may ask."""


@dataclass(frozen=True, slots=True)
class Route:
    """A queue and how soon. An urgent case goes to a reviewer at once, whatever is missing."""

    queue: str
    priority: Priority

    @property
    def urgent(self) -> bool:
        return self.priority is Priority.URGENT


def route(definition: Definition, values: Mapping[str, Value], facts: Facts, evaluation: Evaluation) -> Route:
    """The first line that matches.

    `facts`: `county` and `plan` (a key of `forms.plans`; None where unknown), `attached`, `paper_flags`.

    Values count as what they seem to be: danger does not wait until a clerk has confirmed it.
    """
    record = _record(definition, values, facts, evaluation)
    line = next(line for line in definition.routing if matches(line, record))
    return Route(line.queue, line.priority)


def matches(line: Line, record: Record) -> bool:
    return line.otherwise or holds(line.when, record) is Truth.TRUE


def _record(
    definition: Definition, values: Mapping[str, Value], facts: Facts, evaluation: Evaluation
) -> Record:
    codes = ("missing", "advise", "undetermined", "flags", "warnings")
    found = {name: getattr(evaluation, name) for name in codes}
    given = {name: _listed(facts.get(name)) for name in ("attached", "paper_flags", "county", "plan")}
    return applicable(Record(definition, values, _TODAY_IS_NOT_ASKED, given | found, face_value=True))


_TODAY_IS_NOT_ASKED = date.min
"""Routing counts no dates, so that a case takes the same way on every day."""


def _listed(fact: str | Collection[str] | None) -> tuple[str, ...]:
    if fact is None:
        return ()
    return (fact,) if isinstance(fact, str) else tuple(fact)
