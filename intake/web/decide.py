"""The medical director decides; then the decision is carried out."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from intake import deciding
from intake.errors import Refused
from intake.web.context import act, actor, find_case, the_desk

pages = Blueprint("decide", __name__, url_prefix="/desk/cases/<reference>")


@pages.post("/decide")
def decide(reference: str) -> Response:
    """Approve or deny, with a reason."""
    outcome, reason = request.form.get("outcome"), request.form.get("reason", "").strip()

    def work(db: Session) -> None:
        case = find_case(db, reference)
        if outcome == "approve":
            deciding.approve(the_desk(), db, actor(), case, reason)
        elif outcome == "deny":
            deciding.deny(the_desk(), db, actor(), case, reason, request.form.get("would_change", ""))
        else:
            raise Refused("Choose whether you approve or deny the request.")

    done = "Approved. It can be carried out now." if outcome == "approve" else "Denied. The office is told."
    return act(_here(reference), work, done)


@pages.post("/carry-out")
def carry_out(reference: str) -> Response:
    """Record when the change was entered; the effective date follows from it, or a later one is set."""
    try:
        processed = dt.date.fromisoformat(request.form.get("processed_on", ""))
        later = request.form.get("effective_on")
        effective = dt.date.fromisoformat(later) if later else None
    except ValueError:
        flash("Give dates with year, month and day.", "error")
        return redirect(_here(reference), 303)

    def work(db: Session) -> None:
        deciding.carry_out(the_desk(), db, actor(), find_case(db, reference), processed, effective)

    return act(_here(reference), work, "Carried out. The office is told.")


def _here(reference: str) -> str:
    return url_for("review.page", reference=reference)
