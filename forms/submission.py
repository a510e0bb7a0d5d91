"""The papers of one file seen together: which companion goes with which submission, and what each one
lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.check import check
from forms.definition import Definition, Kind
from forms.findings import Evaluation
from forms.grammar.names import same_person
from forms.papers import Paper

_GUESSED = 0.7
"""A name of less confidence than this is a guess at what was written."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper with the findings on it."""

    paper: Paper
    evaluation: Evaluation


def check_together(
    papers: Sequence[Paper], definitions: Mapping[str, Definition], received_on: date
) -> list[Checked]:
    """Check every paper of a file; a companion of the same member counts as attached to that member's
    submission.
    """
    alone = {
        id(paper): check(definitions[paper.doc_type], paper.values, received_on=received_on)
        for paper in papers
        if definitions[paper.doc_type].kind is not Kind.SUBMISSION
    }
    found = []
    for paper in papers:
        if id(paper) in alone:
            found.append(Checked(paper, alone[id(paper)]))
            continue
        mine = companions(paper, papers, definitions)
        flags = {code for other in mine for code in alone[id(other)].flags}
        types = {other.doc_type for other in mine}
        evaluation = check(
            definitions[paper.doc_type],
            paper.values,
            received_on=received_on,
            attached=types,
            paper_flags=flags,
        )
        found.append(Checked(paper, evaluation))
    return found


def companions(
    submission: Paper, papers: Sequence[Paper], definitions: Mapping[str, Definition]
) -> list[Paper]:
    """The companion papers of a submission: those that name its member, and nameless ones that follow it."""
    found, owner = [], None
    alone = sum(definitions[paper.doc_type].kind is Kind.SUBMISSION for paper in papers) == 1
    for paper in papers:
        kind = definitions[paper.doc_type].kind
        if kind is Kind.SUBMISSION:
            owner = paper
        elif kind is Kind.COMPANION and _goes_with(paper, submission, follows=alone or owner is submission):
            found.append(paper)
    return found


def _goes_with(companion: Paper, submission: Paper, *, follows: bool) -> bool:
    """Whether both name the same person; a name that could hardly be read keeps no papers apart."""
    names = [paper.values.get("member_name") for paper in (companion, submission)]
    known = [name for name in names if name and name.is_present]
    if len(known) == 2 and same_person(*(str(name.value) for name in known)):
        return True
    return follows and (len(known) < 2 or any(name.confidence < _GUESSED for name in known))
