"""Find the case a paper belongs to, or open one; what is not certain becomes a clerk's one-key question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forms.definition import Kind
from forms.values import Value
from intake import audit
from intake.cases import another_name, join, same_name, text_of, touch
from intake.desk import Desk
from intake.errors import Refused
from intake.identity import Standing, cin_needs_a_person, standing
from intake.models import Case, CaseState, Document, Paper, PaperState, Receipt, TodoKind
from intake.references import find_references
from intake.todos import add_todo, finish_any

OTHER = "other"
DISPOSITIONS = {
    "junk": "Junk, nobody asked for it",
    "wrong_plan": "For another plan",
    "wrong_department": "For another department",
    "misdirected": "Misdirected: a privacy incident",
    "unreadable": "Cannot be read; sender told",
    "no_case": "Belongs to us, needs no case",
}
"""What may become of a paper that is not a case's."""


@dataclass(frozen=True, slots=True)
class Match:
    """A case that a paper may belong to, and whether that is certain."""

    case: Case
    certain: bool


def place(desk: Desk, session: Session, document: Document, receipt: Receipt) -> None:
    """Give every paper of a document its case: submissions first, then what came along with them."""
    if answered := _answered(session, receipt):
        _answer(desk, session, document, answered)
        return
    papers = [paper for paper in document.papers if paper.state == PaperState.UNMATCHED]
    printed = _printed(session, document)
    submissions = [paper for paper in papers if _kind(desk, paper) is Kind.SUBMISSION]
    for paper in submissions:
        _place_submission(desk, session, paper, receipt, printed)
    came_with = [paper.case_id for paper in submissions if paper.case_id]
    for paper in papers:
        if _kind(desk, paper) is Kind.COMPANION:
            _place_companion(session, paper, came_with, printed)
        elif paper.doc_type == OTHER and len(set(came_with)) == 1:
            join(session, session.get_one(Case, came_with[0]), paper, audit.MACHINE)
    if papers and all(_kind(desk, paper) is Kind.COVER for paper in papers):
        add_todo(session, TodoKind.UNKNOWN_PAPER, f"document:{document.id}", document_id=document.id)


def place_named(desk: Desk, session: Session, actor: str, paper: Paper) -> None:
    """Give a paper whose kind a person has just said its case, and settle what was asked about it."""
    paper.state, paper.candidate_case_id = PaperState.UNMATCHED, None
    _settle(session, actor, paper)
    finish_any(session, actor, TodoKind.UNKNOWN_PAPER, f"document:{paper.document_id}")
    printed = _printed(session, paper.document)
    if _kind(desk, paper) is Kind.SUBMISSION:
        _place_submission(desk, session, paper, paper.document.first_receipt, printed)
    else:
        _place_companion(session, paper, sorted(_own_cases(paper)), printed)


def open_case(desk: Desk, session: Session, actor: str, paper: Paper, receipt: Receipt | None = None) -> Case:
    """Open a case for a paper of a type that makes cases. Raises Refused for any other paper."""
    definition = desk.definitions[paper.doc_type]
    if definition.kind is not Kind.SUBMISSION or definition.lifecycle is None:
        raise Refused("This kind of paper does not open a case. Attach it to one, or say what became of it.")
    receipt = receipt or paper.document.first_receipt
    number = 1 + (session.scalar(select(func.count()).where(Case.receipt_id == receipt.id)) or 0)
    case = Case(
        receipt_id=receipt.id,
        number=number,
        reference=f"{receipt.reference}-{number}",
        doc_type=paper.doc_type,
        definition=definition.key,
        lifecycle=definition.lifecycle,
        state=CaseState.NEW,
        received_on=receipt.received_on,
    )
    session.add(case)
    session.flush()
    audit.record(session, actor, "opened", f"case:{case.id}", doc_type=case.doc_type)
    join(session, case, paper, actor)
    _settle(session, actor, paper)
    return case


def attach(desk: Desk, session: Session, actor: str, paper: Paper, case: Case) -> None:
    """A person puts a paper into a case. Raises Refused for a closed one."""
    if not case.is_open:
        raise Refused(f"{case.reference} is closed. Open a new case, or choose another one.")
    join(session, case, paper, actor)
    _settle(session, actor, paper)


def answer_join(desk: Desk, session: Session, actor: str, paper: Paper, same: bool) -> Case:
    """The clerk's answer to "does this belong to that case?": join it, or open a new one. Raises Refused."""
    if paper.state != PaperState.ASKED or paper.candidate_case_id is None:
        raise Refused("This question has been answered already.")
    case = session.get_one(Case, paper.candidate_case_id)
    audit.record(session, actor, "join_answered", f"paper:{paper.id}", same=same)
    if same:
        attach(desk, session, actor, paper, case)
        return case
    touch(session, case)
    if _kind(desk, paper) is Kind.SUBMISSION:
        return open_case(desk, session, actor, paper)
    paper.state, paper.candidate_case_id = PaperState.UNMATCHED, None
    _settle(session, actor, paper)
    _wait_unmatched(session, paper)
    return case


def dispose(desk: Desk, session: Session, actor: str, what: Paper | Document, disposition: str) -> None:
    """A person says what became of a paper, or of a whole document, that is no case's."""
    if disposition not in DISPOSITIONS:
        raise Refused("Please choose what became of it.")
    papers = [what] if isinstance(what, Paper) else [p for p in what.papers if p.case_id is None]
    for paper in papers:
        paper.state, paper.disposition = PaperState.DISPOSED, disposition
        _settle(session, actor, paper)
    if isinstance(what, Document):
        for kind in (TodoKind.UNKNOWN_PAPER, TodoKind.SET_ASIDE):
            finish_any(session, actor, kind, f"document:{what.id}")
    subject = f"{'paper' if isinstance(what, Paper) else 'document'}:{what.id}"
    audit.record(session, actor, "disposed", subject, disposition=disposition)


def _answered(session: Session, receipt: Receipt) -> Case | None:
    """The case whose link brought the papers; none if it has closed while they were read."""
    case = session.get_one(Case, receipt.answers_case_id) if receipt.answers_case_id else None
    return case if case and case.is_open else None


def _answer(desk: Desk, session: Session, document: Document, case: Case) -> None:
    """Whatever comes through a case's own link belongs to the case, unless it is another case's already.

    What nobody recognises answers no question by itself: a clerk looks at it.
    """
    new = [paper for paper in document.papers if paper.state in (PaperState.UNMATCHED, PaperState.ASKED)]
    for paper in new:
        join(session, case, paper, audit.PROVIDER)
        _settle(session, audit.PROVIDER, paper)
    if new and all(_kind(desk, paper) is Kind.COVER for paper in new):
        about = {"document_id": document.id, "case_id": case.id}
        add_todo(session, TodoKind.UNKNOWN_PAPER, f"document:{document.id}", **about)


def _place_submission(
    desk: Desk, session: Session, paper: Paper, receipt: Receipt, printed: Sequence[Case]
) -> None:
    match = _match(session, paper, printed)
    if match is None:
        open_case(desk, session, audit.MACHINE, paper, receipt)
    elif match.certain:
        join(session, match.case, paper, audit.MACHINE)
    else:
        _ask(session, paper, match.case)


def _match(session: Session, paper: Paper, printed: Sequence[Case]) -> Match | None:
    """The open case by printed reference, else by CIN, provider and kind; certain if the roster agrees."""
    values = _values(paper)
    state, _ = standing(session, values)
    sure = state is Standing.AGREES and not cin_needs_a_person(values)
    cin = text_of(values, "member_cin")
    for case in sorted(printed, key=lambda case: case.member_cin != cin):
        if case.doc_type == paper.doc_type:
            return Match(case, sure and case.member_cin in ("", cin))
    own = _own_cases(paper)
    for case in _alike(session, cin, text_of(values, "member_name")):
        if case.doc_type == paper.doc_type and case.id not in own and _may_be_same_provider(case, values):
            return Match(case, sure and case.member_cin == cin and _same_provider(case, values))
    return None


def _place_companion(
    session: Session, paper: Paper, came_with: Sequence[int], printed: Sequence[Case]
) -> None:
    """To the submission of the same member in the packet; alone, to the one open case it can mean."""
    cases = [session.get_one(Case, case_id) for case_id in dict.fromkeys(came_with)]
    name = paper.field("member_name") or ""
    fits = [case for case in cases if same_name(case.member_name, name)]
    if len(cases) == 1 and not another_name(cases[0].member_name, name):
        fits = cases
    fits = fits or list(printed)
    if len(fits) == 1 and (cases or not name or same_name(fits[0].member_name, name)):
        join(session, fits[0], paper, audit.MACHINE)
        return
    loose = fits or _by_name(session, name) or cases
    if len(loose) == 1:
        _ask(session, paper, loose[0])
    else:
        _wait_unmatched(session, paper)


def _ask(session: Session, paper: Paper, case: Case) -> None:
    """A clerk's question; until it is answered, nothing that the paper may hold is asked of the office."""
    touch(session, case)
    paper.state, paper.candidate_case_id = PaperState.ASKED, case.id
    subject = f"paper:{paper.id}"
    add_todo(
        session, TodoKind.JOIN, subject, paper_id=paper.id, document_id=paper.document_id, case_id=case.id
    )


def _wait_unmatched(session: Session, paper: Paper) -> None:
    subject = f"paper:{paper.id}"
    add_todo(session, TodoKind.UNMATCHED, subject, paper_id=paper.id, document_id=paper.document_id)


def _settle(session: Session, actor: str, paper: Paper) -> None:
    for kind in (TodoKind.JOIN, TodoKind.UNMATCHED):
        finish_any(session, actor, kind, f"paper:{paper.id}")


def _printed(session: Session, document: Document) -> list[Case]:
    """Open cases whose reference, or whose receipt's reference, is printed or coded on a page."""
    found: list[Case] = []
    for page in document.pages:
        texts = [word["text"] for word in page.reading.get("words", ())]
        texts += [code["text"] for code in page.reading.get("codes", ())]
        for reference in find_references(" ".join(texts)):
            found += session.scalars(
                select(Case)
                .join(Receipt, Case.receipt_id == Receipt.id)
                .where((Case.reference == reference) | (Receipt.reference == reference))
                .where(Case.state != CaseState.CLOSED)
            )
    return list(dict.fromkeys(found))


def _alike(session: Session, cin: str, name: str) -> list[Case]:
    """Open cases of the member: by CIN, and by name where the paper or the case has none."""
    named = _by_name(session, name)
    return (_by_cin(session, cin) if cin else []) + [c for c in named if not (cin and c.member_cin)]


def _by_cin(session: Session, cin: str) -> list[Case]:
    """Open cases of a member, the latest first."""
    wanted = select(Case).where(Case.member_cin == cin, Case.state != CaseState.CLOSED)
    return list(session.scalars(wanted.order_by(Case.id.desc())))


def _by_name(session: Session, name: str) -> list[Case]:
    """Open cases of a member of nearly that name, the latest first; found by any part of the name."""
    parts = [Case.member_name.icontains(part) for part in name.replace(",", " ").split() if len(part) > 2]
    if not parts:
        return []
    wanted = select(Case).where(or_(*parts), Case.state != CaseState.CLOSED).order_by(Case.id.desc())
    return [case for case in session.scalars(wanted) if same_name(case.member_name, name)]


def _own_cases(paper: Paper) -> set[int]:
    """Cases that other papers of the same document opened: two forms in one fax are two requests."""
    return {other.case_id for other in paper.document.papers if other.case_id and other is not paper}


def _same_provider(case: Case, values: dict[str, Value]) -> bool:
    npi = text_of(values, "provider_npi")
    if npi and case.provider_npi:
        return npi == case.provider_npi
    return same_name(case.provider_name, text_of(values, "provider_name"))


def _may_be_same_provider(case: Case, values: dict[str, Value]) -> bool:
    """As far as the two papers tell: one may not have named its provider, and be corrected for just that."""
    named = text_of(values, "provider_name") or text_of(values, "provider_npi")
    unnamed = not (case.provider_name or case.provider_npi) or not named
    return unnamed or _same_provider(case, values)


def _values(paper: Paper) -> dict[str, Value]:
    return {field: Value.from_json(data) for field, data in paper.fields.items()}


def _kind(desk: Desk, paper: Paper) -> Kind:
    return desk.definitions[paper.doc_type].kind
