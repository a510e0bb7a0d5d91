"""What must be right before a definition may be used, beyond its types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from graphlib import CycleError
from itertools import chain

from forms import prompts
from forms.applies import in_order
from forms.definition import Definition, Field, FieldType, Kind, Rule, Severity
from forms.errors import Problem
from forms.examples import run_examples
from forms.expressions import ExpressionError, compiled
from forms.publishing_rules import condition_problems, requirement_problems
from forms.routing import FACT_NAMES, ROUTE_FACT_NAMES
from forms.source import Source

Where = tuple[str | int, ...]
Found = Iterator[tuple[Where, str]]


def problems(
    definition: Definition, source: Source, types: frozenset[str], queues: frozenset[str], *, examples: bool
) -> list[Problem]:
    """All problems, with the lines they stand on. Examples run only on what is sound otherwise."""
    found = [
        *chain.from_iterable(look(definition) for look in _LOOKS),
        *_papers(definition, types),
        *_queues(definition, queues),
        *_file(definition, source),
    ]
    if examples and not found:
        found = [(("examples",), line) for line in run_examples(definition)]
    return [source.problem(where, says) for where, says in found]


def _file(definition: Definition, source: Source) -> Found:
    if source.path.parent.name != definition.type:
        yield ("type",), f"the folder is called {source.path.parent.name}; call both the same"
    if source.path.stem != f"v{definition.version}":
        yield ("version",), f"the file is called {source.path.name}; call it v{definition.version}.yaml"


def _names(definition: Definition) -> Found:
    codes = [field.finding_code for field in definition.fields if field.required]
    codes += [rule.finding_code for rule in definition.rules]
    codes += [attachment.name for attachment in definition.attachments if attachment.required]
    lists = {
        "fields": [field.name for field in definition.fields],
        "attachments": [attachment.name for attachment in definition.attachments],
        "rules": [rule.id for rule in definition.rules],
        "examples": [example.name for example in definition.examples],
    }
    for where, names in lists.items():
        for at, name in enumerate(names):
            if name in names[:at]:
                yield (where, at), f"{name} stands here twice; give each its own name"
    for code, times in Counter(codes).items():
        if times > 1:
            yield (
                ("rules",),
                f"the code {code} is used {times} times; what is missing needs a code of its own",
            )


def _fields(definition: Definition) -> Found:
    for at, field in enumerate(definition.fields):
        for says in _field(field):
            yield ("fields", at), says
        if field.details and field.details not in definition.by_name:
            yield ("fields", at, "details"), f"there is no field {field.details}"
        if field.applies_when:
            for says in condition_problems(field.applies_when, definition, FACT_NAMES):
                yield ("fields", at, "applies_when"), says


def _field(field: Field) -> Iterator[str]:
    choice = field.type is FieldType.CHOICE
    if choice != bool(field.choices):
        yield "list its choices" if choice else "only a field of type choice has choices"
    if field.many and not choice:
        yield "`many` is for choices; use `repeat: {max: n}`"
    if field.repeat and field.type in (FieldType.CHOICE, FieldType.BOOLEAN):
        yield "this type does not repeat; a choice takes `many: true`"
    if field.name in ROUTE_FACT_NAMES:
        yield "this name is taken by a fact of the case; choose another"
    yield from _prompt(field.prompt, required=field.required, known=frozenset())


def _attachments(definition: Definition) -> Found:
    for at, attachment in enumerate(definition.attachments):
        for says in _prompt(attachment.prompt, required=attachment.required, known=frozenset()):
            yield ("attachments", at), says
        if attachment.applies_when and attachment.required and not attachment.blind:
            yield ("attachments", at), "it is asked for a reason; add `blind:`, the question in general words"
        if attachment.applies_when:
            for says in condition_problems(attachment.applies_when, definition, FACT_NAMES):
                yield ("attachments", at, "applies_when"), says


def _rules(definition: Definition) -> Found:
    for at, rule in enumerate(definition.rules):
        for says in _prompt(rule.prompt, required=True, known=prompts.names_known(rule)):
            yield ("rules", at), says
        if _tells(rule):
            yield ("rules", at), "its prompt tells what was read; add `blind:`, the question in general words"
        if not (rule.when or rule.expr or rule.require):
            yield ("rules", at), "it would always fire; give it `when:`, `expr:` or `require:`"
        for says in condition_problems(rule.when, definition, FACT_NAMES) if rule.when else ():
            yield ("rules", at, "when"), says
        for says in requirement_problems(rule.require, definition) if rule.require else ():
            yield ("rules", at, "require"), says
        for says in _expression(rule.expr, definition) if rule.expr else ():
            yield ("rules", at, "expr"), says


def _tells(rule: Rule) -> bool:
    """Whether an asked prompt depends on what was read: an open page must not show that."""
    asked = rule.then in (Severity.MISSING, Severity.ADVISE)
    return asked and bool(rule.when or rule.expr) and not rule.blind


def _prompt(template: str, *, required: bool, known: frozenset[str]) -> Iterator[str]:
    if required and not template:
        yield "give it a prompt: a plain sentence that a medical office understands"
    yield from prompts.problems(template, known)


def _expression(text: str, definition: Definition) -> Iterator[str]:
    try:
        compiled(text, definition)
    except ExpressionError as error:
        yield error.says


def _rings(definition: Definition) -> Found:
    try:
        list(in_order(definition))
    except CycleError as error:
        yield ("fields",), f"applies_when runs in a ring: {' -> '.join(error.args[1])}; cut it at one place"


def _routing(definition: Definition) -> Found:
    lines = definition.routing
    if definition.kind is Kind.SUBMISSION and not (lines and lines[-1].otherwise):
        yield ("routing",), "its last line must be `otherwise: true`, so that no case is left without a queue"
    for at, line in enumerate(lines):
        if bool(line.when) == line.otherwise:
            yield ("routing", at), "give it either `when:` or `otherwise: true`"
        if line.otherwise and at < len(lines) - 1:
            yield ("routing", at), "no line after this one is ever reached; move it to the end"
        for says in condition_problems(line.when, definition, ROUTE_FACT_NAMES) if line.when else ():
            yield ("routing", at, "when"), says


def _submission(definition: Definition) -> Found:
    if definition.kind is not Kind.SUBMISSION:
        return
    if definition.lifecycle is None or definition.contact is None:
        yield (), "a submission needs `lifecycle:` and `contact:`"
    for key, name in definition.contact or ():
        if name not in definition.by_name:
            yield ("contact", str(key)), f"there is no field {name}"


def _clock(definition: Definition) -> Found:
    answer = definition.clock.answer_prompt_within
    if answer is None:
        return
    reminders = answer.remind_at
    if list(reminders) != sorted(set(reminders)) or any(day >= answer.calendar_days for day in reminders):
        yield ("clock", "answer_prompt_within", "remind_at"), "reminders go up and lie before the last day"
    if definition.lifecycle == "referral" and answer.then != "keep_open":
        yield ("clock", "answer_prompt_within", "then"), "a referral is never closed for being incomplete"


def _examples(definition: Definition) -> Found:
    earlier: set[str] = set()
    for at, example in enumerate(definition.examples):
        if example.like is not None and example.like not in earlier:
            yield ("examples", at, "like"), f"no earlier example is called {example.like}"
        for name in example.given:
            if name not in definition.by_name:
                yield ("examples", at, "given", name), f"there is no field {name}"
        earlier.add(example.name)
    if definition.rules and not definition.examples:
        yield ("rules",), "every rule needs an example that fires it and one that does not"


def _papers(definition: Definition, types: frozenset[str]) -> Found:
    for at, attachment in enumerate(definition.attachments):
        if attachment.doc_type not in types:
            yield ("attachments", at, "doc_type"), f"there is no document type {attachment.doc_type}"


def _queues(definition: Definition, queues: frozenset[str]) -> Found:
    for at, line in enumerate(definition.routing):
        if line.queue not in queues:
            yield (
                ("routing", at, "queue"),
                f"there is no queue {line.queue}; there are {', '.join(sorted(queues))}",
            )


_LOOKS: tuple[Callable[[Definition], Found], ...] = (
    _names,
    _fields,
    _attachments,
    _rules,
    _rings,
    _routing,
    _submission,
    _clock,
    _examples,
)
