"""The examples of a definition: publishing fails unless every one holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms.check import check
from forms.definition import Definition, Example, Field, Severity
from forms.findings import Evaluation
from forms.routing import route
from forms.values import ABSENT, FieldValue, State, Value

ALL_LISTS = ("missing", "undetermined", "flags", "advise", "warnings")
_RECEIVED_ON = date(2026, 6, 30)


def run_examples(definition: Definition) -> list[str]:
    """A sentence for each example that does not hold, and for each rule that none or all of them fire."""
    failures = [line for example in definition.examples for line in _differences(example, definition)]
    return [*failures, *_untried(definition)]


def evaluate(example: Example, definition: Definition) -> Evaluation:
    """What the check says of an example."""
    whole = inherited(example, definition)
    values = {name: _value(definition.by_name[name], given) for name, given in whole.given.items()}
    return check(
        definition,
        values,
        received_on=whole.received_on or _RECEIVED_ON,
        attached=whole.attached or (),
        paper_flags=whole.paper_flags,
        not_available=whole.not_available,
    )


def inherited(example: Example, definition: Definition) -> Example:
    """The example with what it takes over from the one it is `like`."""
    if example.like is None:
        return example
    base = inherited(_named(example.like, definition), definition)
    update: dict[str, Any] = {"like": None, "given": {**base.given, **example.given}}
    for name in ("received_on", "attached", "facts"):
        if getattr(example, name) is None:
            update[name] = getattr(base, name)
    return example.model_copy(update=update)


def _named(name: str, definition: Definition) -> Example:
    return next(example for example in definition.examples if example.name == name)


def _differences(example: Example, definition: Definition) -> Iterator[str]:
    evaluation = evaluate(example, definition)
    for name in ALL_LISTS:
        wanted, got = getattr(example.expect, name), getattr(evaluation, name)
        if wanted is not None and set(wanted) != set(got):
            yield f"{example.name}: {name} should be {_list(wanted)}, but is {_list(got)}"
    yield from _route_differences(example, definition, evaluation)


def _route_differences(example: Example, definition: Definition, evaluation: Evaluation) -> Iterator[str]:
    if example.expect.queue is None and example.expect.priority is None:
        return
    whole = inherited(example, definition)
    values = {name: _value(definition.by_name[name], given) for name, given in whole.given.items()}
    facts: Mapping[str, Any] = {**(whole.facts or {}), "paper_flags": whole.paper_flags}
    taken = route(definition, values, facts, evaluation)
    for name in ("queue", "priority"):
        wanted, got = getattr(example.expect, name), getattr(taken, name)
        if wanted is not None and wanted != got:
            yield f"{example.name}: {name} should be {wanted}, but is {got}"


def _untried(definition: Definition) -> Iterator[str]:
    """A rule that no example fires may be dead; one that every example fires may be always true."""
    fired = [_fired(example, definition) for example in definition.examples]
    for rule in definition.rules:
        times = sum(rule.id in rules for rules in fired)
        if times == 0:
            yield f"{rule.id}: no example fires this rule; add one"
        if times == len(fired):
            yield f"{rule.id}: every example fires this rule; add one that does not"


def _fired(example: Example, definition: Definition) -> set[str]:
    findings = evaluate(example, definition).findings
    return {found.rule for found in findings if found.severity is not Severity.UNDETERMINED}


def _value(field: Field, given: Any) -> Value:
    """`absent`, `unreadable`, `{doubtful: x}` or a plain value that was read for sure."""
    if given == "absent":
        return ABSENT
    if given == "unreadable":
        return Value(None, State.UNREADABLE)
    if isinstance(given, Mapping):
        return Value(_typed(field, given["doubtful"]), needs_review=True)
    return Value(_typed(field, given))


def _typed(field: Field, given: Any) -> FieldValue:
    if field.is_list:
        return [given] if isinstance(given, str) else list(given)
    if field.type == "boolean":
        return bool(given == "true")
    return str(given)


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(sorted(codes)) or "nothing"
