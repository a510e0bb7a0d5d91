"""Is the paper complete? The one check that every source of a value goes through."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from forms.applies import applicable
from forms.definition import Attachment, Definition, Field, Rule, Severity
from forms.expressions import compiled
from forms.findings import Evaluation, Finding
from forms.judge import Verdict, holds, met
from forms.prompts import render
from forms.record import Record
from forms.truth import Truth, all_of
from forms.values import Value


def check(
    definition: Definition,
    values: Mapping[str, Value],
    *,
    received_on: date,
    attached: Collection[str] = (),
    paper_flags: Collection[str] = (),
    not_available: Collection[str] = (),
    waived: Collection[str] = (),
) -> Evaluation:
    """Every finding of `definition` on a paper first received on `received_on`.

    `attached` are the document types that came with it or later, `paper_flags` the flags found on
    those. A code in `not_available` (the office says that it does not have this) becomes a warning
    and is not asked again; one in `waived` is dropped. Values are never changed.
    """
    facts = {"attached": tuple(attached), "paper_flags": tuple(paper_flags)}
    record = applicable(Record(definition, values, received_on, facts))
    found = (_excused(finding, not_available) for finding in _findings(record) if finding.code not in waived)
    return Evaluation(definition.key, tuple(found))


def _findings(record: Record) -> Iterator[Finding]:
    definition = record.definition
    for field in definition.fields:
        yield from _field(field, record)
    for attachment in definition.attachments:
        yield from _attachment(attachment, record)
    for rule in definition.rules:
        yield from _rule(rule, record)


def _field(field: Field, record: Record) -> Iterator[Finding]:
    """A required field that is not there, and a date that has not come yet."""
    if field.required and (severity := _asked(holds(field.applies_when, record), _filled(field, record))):
        names = (field.name, field.details) if field.details else (field.name,)
        prompt = render(field.prompt, {})
        yield Finding(field.finding_code, severity, field.name, (field.name,), prompt, answers=names)
    if field.not_after and any(item > record.received_on.isoformat() for item in record.items(field.name)):
        prompt = f"{field.label}: a date lies after the day on which the paper came in."
        yield Finding("future_date", Severity.WARN, field.name, (field.name,), prompt)


def _filled(field: Field, record: Record) -> Truth:
    return Truth.DOUBTFUL if record.doubtful(field.name) else Truth.of(record.given(field))


def _attachment(attachment: Attachment, record: Record) -> Iterator[Finding]:
    came = Truth.of(attachment.doc_type in record.facts["attached"])
    if attachment.required and (severity := _asked(holds(attachment.applies_when, record), came)):
        prompt = render(attachment.prompt, {})
        name = attachment.name
        yield Finding(name, severity, name, (), prompt, attachments=(name,), blind=attachment.blind)


def _rule(rule: Rule, record: Record) -> Iterator[Finding]:
    """What only shows is judged by what values seem to be; what is asked, by what was read for sure."""
    shows = rule.then in (Severity.FLAG, Severity.WARN)
    seen = record.taken_at_face_value() if shows else record
    verdict = met(rule.require, seen) if rule.require else Verdict(Truth.FALSE)
    severity = _asked(all_of((holds(rule.when, seen), _expression(rule, seen))), verdict.truth, rule.then)
    if severity:
        yield Finding(
            rule.finding_code,
            severity,
            rule.id,
            fields=_looked_at(rule),
            prompt=render(rule.prompt, verdict.counts),
            answers=rule.require.fields if rule.require else (),
            attachments=_papers(rule, record.definition),
            counts=verdict.counts,
            blind=rule.blind,
        )


def _asked(trigger: Truth, satisfied: Truth, then: Severity = Severity.MISSING) -> Severity | None:
    """The severity of a finding, or None. A clerk hears of a doubt only where it could block."""
    fires = all_of((trigger, satisfied.negated()))
    if fires is Truth.DOUBTFUL and then is Severity.MISSING:
        return Severity.UNDETERMINED
    return then if fires is Truth.TRUE else None


def _expression(rule: Rule, record: Record) -> Truth:
    return compiled(rule.expr, record.definition).holds(record) if rule.expr else Truth.TRUE


def _looked_at(rule: Rule) -> tuple[str, ...]:
    """The fields that a rule asks about and those that made it ask."""
    when = [name for name, _ in rule.when.walk()] if rule.when else []
    required = rule.require.fields if rule.require else ()
    return tuple(dict.fromkeys((*required, *when)))


def _papers(rule: Rule, definition: Definition) -> tuple[str, ...]:
    wanted = rule.require.papers if rule.require else ()
    return tuple(paper.name for paper in definition.attachments if paper.doc_type in wanted)


def _excused(finding: Finding, not_available: Collection[str]) -> Finding:
    """The reviewer still sees what the office says it does not have."""
    asked = finding.severity in (Severity.MISSING, Severity.ADVISE)
    return replace(finding, severity=Severity.WARN) if asked and finding.code in not_available else finding
