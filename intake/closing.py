"""The end of a case: nothing of it goes on running, asking or waiting."""

from __future__ import annotations

from sqlalchemy.orm import Session

from intake import audit
from intake.clocks import stop_answer_clock
from intake.desk import Desk
from intake.links import close_links
from intake.models import Case
from intake.todos import finish, open_todos


def end(desk: Desk, session: Session, case: Case, outcome: str) -> None:
    """Bookkeeping of a case that its lifecycle has just closed.

    Its link and its clock end, and so do the to-dos about it. A question about a paper that may
    be the case's stays: the paper still needs a home.
    """
    case.outcome, case.closed_at = outcome, desk.clock()
    close_links(session, case)
    stop_answer_clock(desk, session, case)
    for todo in open_todos(session, case_id=case.id):
        if todo.subject == f"case:{case.id}":
            finish(session, audit.MACHINE, todo)
