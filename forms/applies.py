"""Which fields apply: a value that does not apply is kept, and ignored by rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from graphlib import TopologicalSorter

from forms.definition import Definition, Field
from forms.judge import holds
from forms.record import Record
from forms.truth import Truth


def applicable(record: Record) -> Record:
    """The record with every value that does not apply marked so, in one pass in dependency order."""
    seen = record
    for field in in_order(record.definition):
        if field.name in seen.values and holds(field.applies_when, seen) is Truth.FALSE:
            kept = seen.values[field.name].not_applicable()
            seen = replace(seen, values={**seen.values, field.name: kept})
    return seen


def in_order(definition: Definition) -> Iterator[Field]:
    """The fields, each after those its `applies_when` looks at.

    Raises `graphlib.CycleError` where they hang on each other in a ring.
    """
    sorter = TopologicalSorter({field.name: depends_on(field) for field in definition.fields})
    return (definition.by_name[name] for name in sorter.static_order() if name in definition.by_name)


def depends_on(field: Field) -> list[str]:
    return [name for name, _ in field.applies_when.walk()] if field.applies_when else []
