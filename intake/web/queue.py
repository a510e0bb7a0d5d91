"""The queue: what waits for the person who looks, urgent first and soonest due before the rest."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from intake import audit
from intake.models import Case
from intake.references import find_references
from intake.web.access import ADMIN, CASEWORK
from intake.web.context import actor, has_role, the_desk
from intake.web.worklists import rows_of, tabs_for

pages = Blueprint("queue", __name__)
PER_PAGE = 50


@pages.get("/desk/")
def page() -> str | Response:
    """The chosen list of the user's own, or the first one that holds something."""
    if has_role(ADMIN) and not has_role(*CASEWORK):
        return redirect(url_for("admin.status"))
    desk, number = the_desk(), max(request.args.get("page", 1, int), 1)
    with desk.db.write() as db:
        tabs = tabs_for(desk, db, has_role)
        asked = request.args.get("list", "")
        full = next((tab for tab in tabs if tab.count), tabs[0])
        chosen = next((tab for tab in tabs if tab.key == asked), full)
        rows = rows_of(desk, db, chosen, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
        audit.record(db, actor(), "listed", f"list:{chosen.key}", page=number)
        more = chosen.count > number * PER_PAGE
        return render_template(
            "desk/queue.html", tabs=tabs, chosen=chosen, rows=rows, number=number, more=more
        )


@pages.get("/desk/find")
def find() -> Response:
    """Go to a case by its reference, typed with or without hyphens, or a receipt's first case."""
    typed = re.sub(r"[\s-]", "", request.args.get("reference", "").upper()).removeprefix("CF")
    wanted = find_references(f"CF-{typed[:4]}-{typed[4:7]}" + (f"-{typed[7:]}" if typed[7:] else ""))
    with the_desk().db.read() as db:
        known = select(Case.reference).where(Case.reference.startswith(wanted[0] if wanted else "-"))
        references = db.scalars(known.order_by(Case.number)).all()
    if references:
        exact = wanted[0] if wanted[0] in references else references[0]
        return redirect(url_for("case.page", reference=exact))
    flash("No case has that reference. Receipts and messages print it; it begins with CF.", "error")
    return redirect(url_for("queue.page"))
