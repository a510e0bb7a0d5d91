"""How a case stands now: checked, routed, and what a clerk must look at. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.check import check
from forms.definition import Definition
from forms.findings import Evaluation
from forms.routing import Route, route
from forms.values import State, Value
from intake.cases import clashes, current_values, definition_of
from intake.desk import Desk
from intake.identity import Standing, cin_needs_a_person, standing
from intake.models import Case, FindingState, TodoKind


@dataclass(frozen=True, slots=True)
class Picture:
    """All that an assessment of a case goes by."""

    definition: Definition
    values: Mapping[str, Value]
    evaluation: Evaluation
    route: Route
    plan: str
    doubts: Mapping[TodoKind, list[str]]

    @property
    def asks(self) -> tuple[str, ...]:
        """Codes to ask for now: nothing is asked while a value that bears on a rule is doubtful."""
        return () if self.evaluation.undetermined else self.evaluation.missing


def look(desk: Desk, session: Session, case: Case) -> Picture:
    """Check and route a case by its definition, its values, its papers and the roster."""
    definition, values = definition_of(desk, case), current_values(session, case)
    attached = sorted({paper.doc_type for paper in case.papers if paper.doc_type != case.doc_type})
    flags = sorted({flag for paper in case.papers for flag in paper.flags})
    evaluation = check(
        definition,
        values,
        received_on=case.received_on,
        attached=attached,
        paper_flags=flags,
        not_available=_ended(case, FindingState.NOT_AVAILABLE),
        waived=_ended(case, FindingState.WAIVED),
    )
    who, member = standing(session, values)
    county = member.county if member else None
    plan = desk.plans.key_for(county, case.received_on)
    facts = {"county": county, "plan": plan, "attached": attached, "paper_flags": flags}
    return Picture(
        definition,
        values,
        evaluation,
        route(definition, values, facts, evaluation),
        plan or "",
        _doubts(case, values, who, county, plan),
    )


def _ended(case: Case, state: FindingState) -> list[str]:
    return [finding.code for finding in case.findings if finding.state == state]


def _doubts(
    case: Case, values: Mapping[str, Value], who: Standing, county: str | None, plan: str | None
) -> dict[TodoKind, list[str]]:
    """What a clerk must look at, by kind of to-do, and what it is about."""
    found = {
        TodoKind.READ_FIELDS: [name for name, value in values.items() if _is_unsure(value)],
        TodoKind.CLASH: clashes(case),
    }
    stranger = who in (Standing.UNKNOWN, Standing.DISAGREES) or cin_needs_a_person(values)
    if stranger and not case.identity_confirmed:
        found[TodoKind.IDENTITY] = [who]
    if county is not None and plan is None:
        found[TodoKind.COUNTY] = [county]
    return {kind: about for kind, about in found.items() if about}


def _is_unsure(value: Value) -> bool:
    return value.state is State.UNREADABLE or (value.is_present and value.needs_review)
