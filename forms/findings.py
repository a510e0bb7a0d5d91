"""What an evaluation of a paper found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.definition import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule says about a paper.

    `rule` is the id of the rule, or the field's or attachment's name where that is itself the rule.
    `fields` are those it looked at: evidence. `answers` (fields) and `attachments` (names) are what would
    answer it. `prompt` is rendered and free of personal data; `blind` asks the same
    and tells nothing of what is held.
    """

    code: str
    severity: Severity
    rule: str
    fields: tuple[str, ...]
    prompt: str
    answers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    blind: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All findings on one paper, by the version of the definition in `definition` (`type/version`)."""

    definition: str
    findings: tuple[Finding, ...]

    def codes(self, severity: Severity) -> tuple[str, ...]:
        """The codes of one severity, each once, in the definition's order."""
        return tuple(dict.fromkeys(found.code for found in self.findings if found.severity is severity))

    @property
    def missing(self) -> tuple[str, ...]:
        return self.codes(Severity.MISSING)

    @property
    def advise(self) -> tuple[str, ...]:
        return self.codes(Severity.ADVISE)

    @property
    def undetermined(self) -> tuple[str, ...]:
        return self.codes(Severity.UNDETERMINED)

    @property
    def flags(self) -> tuple[str, ...]:
        return self.codes(Severity.FLAG)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.codes(Severity.WARN)

    @property
    def is_complete(self) -> bool:
        """Nothing is missing, and nothing waits for a clerk to say whether it is."""
        return not self.missing and not self.undetermined

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What may be asked of the provider now, the missing things first.

        A finding on which a doubtful value bears is `undetermined`, so it is not among them.
        """
        order = (Severity.MISSING, Severity.ADVISE)
        return tuple(found for severity in order for found in self.findings if found.severity is severity)
