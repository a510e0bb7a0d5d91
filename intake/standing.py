"""How a case stands now: checked, routed, and what a clerk must look at. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.check import check
from forms.definition import Definition
from forms.findings import Evaluation
from forms.routing import Route, route
from forms.values import ABSENT, Source, State, Value
from intake.cases import clashes, current_values, definition_of
from intake.desk import Desk
from intake.identity import Standing, cin_needs_a_person, standing
from intake.linking import warnings
from intake.models import Case, FindingState, Paper, PaperState, Todo, TodoKind


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
        """Codes to ask for now: nothing is asked while a value, or a paper, that bears on it is doubtful."""
        if self.evaluation.undetermined or TodoKind.JOIN in self.doubts:
            return ()
        return self.evaluation.missing


def look(desk: Desk, session: Session, case: Case) -> Picture:
    """Check and route a case by its definition, its values, its papers and the roster."""
    definition, values = definition_of(desk, case), current_values(session, case)
    attached = sorted({paper.doc_type for paper in case.papers if paper.doc_type != case.doc_type})
    flags = sorted({flag for paper in case.papers for flag in paper.flags})
    evaluation = check(
        definition,
        {name: _to_judge(value) for name, value in values.items()},
        received_on=case.received_on,
        attached=attached,
        paper_flags=flags,
        not_available=_ended(case, FindingState.NOT_AVAILABLE),
        waived=_ended(case, FindingState.WAIVED),
    )
    who, member = standing(session, values)
    warned = (*evaluation.findings, *warnings(session, case, values, member))
    evaluation = replace(evaluation, findings=warned)
    county = member.county if member else None
    plan = desk.plans.key_for(county, case.received_on)
    facts = {"county": county, "plan": plan, "attached": attached, "paper_flags": flags}
    return Picture(
        definition,
        values,
        evaluation,
        route(definition, values, facts, evaluation),
        plan or "",
        {
            **_doubts(case, values, who),
            **_no_plan(case, evaluation, who, county, plan),
            **_held(session, case),
        },
    )


def _to_judge(value: Value) -> Value:
    """What a person could not read either is asked of the office; until then it is only doubtful."""
    beyond = value.state is State.UNREADABLE and value.source is Source.CLERK
    return ABSENT if beyond else value


def _ended(case: Case, state: FindingState) -> list[str]:
    return [finding.code for finding in case.findings if finding.state == state]


def _doubts(case: Case, values: Mapping[str, Value], who: Standing) -> dict[TodoKind, list[str]]:
    """What a clerk must look at, by kind of to-do, and what it is about."""
    found = {
        TodoKind.READ_FIELDS: [name for name, value in values.items() if _is_unsure(value)],
        TodoKind.CLASH: clashes(case),
    }
    stranger = who in (Standing.UNKNOWN, Standing.DISAGREES) or cin_needs_a_person(values)
    if stranger and not case.identity_confirmed:
        found[TodoKind.IDENTITY] = [who]
    return {kind: about for kind, about in found.items() if about}


def _no_plan(
    case: Case, evaluation: Evaluation, who: Standing, county: str | None, plan: str | None
) -> dict[TodoKind, list[str]]:
    """Who the member is has been settled, and still no plan serves the county: a clerk finds it out."""
    settled = who is Standing.AGREES or case.identity_confirmed
    if who is Standing.NOT_STATED:
        settled = "member_cin" not in (*evaluation.missing, *evaluation.undetermined)
    return {TodoKind.COUNTY: [county or ""]} if settled and plan is None else {}


def _held(session: Session, case: Case) -> dict[TodoKind, list[str]]:
    """Papers that a clerk has yet to call this case's or not, and what a reviewer sent back."""
    asked = select(Paper.id).where(Paper.candidate_case_id == case.id, Paper.state == PaperState.ASKED)
    back = select(Todo.id).where(
        Todo.case_id == case.id, Todo.kind == TodoKind.SENT_BACK, Todo.role == "clerk", Todo.done_at.is_(None)
    )
    found = {TodoKind.JOIN: session.scalars(asked).all(), TodoKind.SENT_BACK: session.scalars(back).all()}
    return {kind: [str(row_id) for row_id in ids] for kind, ids in found.items() if ids}


def _is_unsure(value: Value) -> bool:
    unread = value.state is State.UNREADABLE and value.source is not Source.CLERK
    return unread or (value.is_present and value.needs_review)
