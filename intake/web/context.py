"""What views share: the desk, who acts, and one way to do a thing and say how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import current_app, flash, redirect
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from intake.desk import Desk
from intake.errors import Refused
from intake.models import Case

OVERTAKEN = "Somebody else changed this case at the same moment, so nothing of yours was saved. Please look."


def the_desk() -> Desk:
    """The desk that this site was built around."""
    return cast(Desk, current_app.extensions["desk"])


def actor() -> str:
    """The signed-in user's e-mail, as the audit trail names people."""
    return cast(str, current_user.email)


def has_role(*roles: str) -> bool:
    """Whether the signed-in user has one of these roles."""
    return any(current_user.has_role(role) for role in roles)


def find_case(session: Session, reference: str) -> Case:
    """The case of that reference. Raises NotFound."""
    case = session.scalars(select(Case).where(Case.reference == reference)).first()
    if case is None:
        raise NotFound
    return case


def act(where: str, work: Callable[[Session], object], done: str) -> Response:
    """Do `work` in one transaction, then go to `where` with what was done, or why it was refused."""
    try:
        with the_desk().db.write() as session:
            work(session)
    except Refused as refused:
        flash(refused.says, "error")
    except StaleDataError:
        flash(OVERTAKEN, "error")
    else:
        flash(done, "done")
    return redirect(where, 303)
