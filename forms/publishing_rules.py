"""Whether the clauses of a rule speak of things that exist, in ways that make sense."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from forms.clauses import Condition, Count, Requirement, Test
from forms.definition import Definition, Field, FieldType


def condition_problems(condition: Condition, definition: Definition, facts: Collection[str]) -> Iterator[str]:
    """What is wrong with a condition that may ask fields of `definition` and the named facts."""
    for name, test in condition.walk():
        field = definition.by_name.get(name)
        if field is not None:
            yield from _test_problems(test, field)
        elif name not in facts:
            yield f"there is no field {name}"


def requirement_problems(requirement: Requirement, definition: Definition) -> Iterator[str]:
    """What is wrong with a requirement on the fields and attachments of `definition`."""
    taken = {attachment.doc_type for attachment in definition.attachments}
    for part in requirement.walk():
        for name in part.present:
            if name not in definition.by_name:
                yield f"there is no field {name}"
        for paper in part.attached:
            if paper not in taken:
                yield f"list {paper} among the attachments, so that an office can send it"
        if part.count:
            yield from _count_problems(part.count, definition)


def _test_problems(test: Test, field: Field) -> Iterator[str]:
    allowed = {FieldType.CHOICE: set(field.choices), FieldType.BOOLEAN: {"true", "false"}}.get(field.type)
    if allowed is None and test.choices:
        yield f"{field.name} is no choice; ask whether it is `present:`"
    for choice in test.choices:
        if allowed is not None and choice not in allowed:
            yield f"{field.name} has no choice {choice}; it has {', '.join(sorted(allowed))}"


def _count_problems(count: Count, definition: Definition) -> Iterator[str]:
    field = definition.by_name.get(count.field)
    if field is None:
        yield f"there is no field {count.field}"
        return
    if not field.is_list:
        yield f"{field.name} holds one value; give it `repeat: {{max: n}}`"
    most = field.repeat.max if field.repeat else len(field.choices)
    if field.is_list and count.at_least > most:
        yield f"at_least is {count.at_least}, but {field.name} takes no more than {most}"
    if count.within and field.type is not FieldType.DATE:
        yield f"{field.name} holds no dates, so `within:` cannot be asked"
