"""The office's answer through the secret link: it adds, and overwrites nothing."""

from __future__ import annotations

import io
from collections.abc import Sequence

from sqlalchemy.orm import Session

from forms.definition import Severity
from forms.findings import Finding
from forms.web_form import Answers
from intake import audit
from intake.cases import add_value, touch
from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case, Channel, FindingState, Link, now
from intake.receive import Delivery, IncomingFile, enter, keep_files
from intake.standing import look


def questions(desk: Desk, session: Session, case: Case) -> Sequence[Finding]:
    """What may be asked of the office now, the missing things first; nothing for a closed case.

    What was asked before stays on the page while a clerk looks at something else.
    """
    if not case.is_open:
        return ()
    picture = look(desk, session, case)
    asked = {finding.code for finding in case.findings if finding.asked_at}
    found = picture.evaluation.questions
    return found if picture.asks else tuple(question for question in found if question.code in asked)


def take_answers(desk: Desk, link_id: int, answers: Answers) -> None:
    """Keep what the office typed, its files, and its reasons for what it does not have, in one transaction.

    Raises Refused when nothing was answered, or the case has closed meanwhile.
    """
    if not (answers.values or answers.files or answers.not_available):
        raise Refused("Nothing was filled in yet. Answer at least one question, or say why you cannot.")
    sent = [IncomingFile(file.filename or "file", _whole(file), answers=code) for code, file in answers.files]
    kept = keep_files(desk, sent)
    with desk.db.write() as session:
        case = session.get_one(Case, session.get_one(Link, link_id).case_id)
        if not case.is_open:
            raise Refused("This request has been closed. Please call the plan.")
        for field, value in answers.values.items():
            add_value(case, field, value, audit.PROVIDER)
        for code, reason in answers.not_available.items():
            _not_available(case, code, reason)
        if kept:
            enter(
                desk,
                session,
                Delivery(channel=Channel.ANSWER, files=sent, answers_case_id=case.id),
                kept,
            )
        audit.record(
            session,
            audit.PROVIDER,
            "answered",
            f"case:{case.id}",
            fields=sorted(answers.values),
            files=len(kept),
            not_available=sorted(answers.not_available),
        )
        touch(session, case)


def _not_available(case: Case, code: str, reason: str) -> None:
    """The office does not have it, and says why: the reviewer sees that, and it is not asked again."""
    for finding in case.findings:
        asked = finding.severity in (Severity.MISSING, Severity.ADVISE)
        if finding.code == code and asked and finding.state == FindingState.OPEN:
            finding.state, finding.reason, finding.ended_at = FindingState.NOT_AVAILABLE, reason, now()


def _whole(file: object) -> io.BytesIO:
    """The upload's bytes: the request's own stream ends with the request."""
    return io.BytesIO(file.read())  # type: ignore[attr-defined]
