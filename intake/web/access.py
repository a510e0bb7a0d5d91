"""Who may open what. Nothing opens that is not named here."""

from __future__ import annotations

import time

from flask import Flask, abort, redirect, request, session, url_for
from flask_security import current_user, logout_user
from werkzeug.wrappers import Response

IDLE_SECONDS = 30 * 60
ABSOLUTE_SECONDS = 12 * 60 * 60
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SAME_SITE = frozenset({None, "same-origin", "none"})

PUBLIC = frozenset(
    {
        "static",
        "health.alive",
        "health.ready",
        "public.upload",
        "public.receipt",
        "answer.page",
        "answer.thanks",
        "security.login",
        "hooks.twilio_status",
    }
)
"""Open to anyone."""

CLERK, REVIEWER, DIRECTOR, ADMIN = "clerk", "reviewer", "medical_director", "admin"
STAFF = frozenset({CLERK, REVIEWER, DIRECTOR, ADMIN})
CASEWORK = frozenset({CLERK, REVIEWER, DIRECTOR})
INTAKE = frozenset({CLERK, REVIEWER})

ROLES: dict[str, frozenset[str]] = {
    "security.logout": STAFF,
    "queue.page": STAFF,
    "queue.find": CASEWORK,
    "case.page": CASEWORK,
    "case.take_field": INTAKE,
    "case.identify": INTAKE,
    "case.finish_todo": INTAKE,
    "papers.page": INTAKE,
    "papers.join": INTAKE,
    "papers.attach": INTAKE,
    "papers.open_case": INTAKE,
    "papers.dispose": INTAKE,
    "papers.name_kind": INTAKE,
    "papers.document": INTAKE,
    "papers.dispose_document": INTAKE,
    "papers.original": INTAKE,
    "pictures.page": CASEWORK,
    "pictures.message_letter": CASEWORK,
    "pictures.office_letter": INTAKE,
    "pictures.decision_letter": CASEWORK,
    "review.page": CASEWORK,
    "review.save": frozenset({REVIEWER}),
    "review.forward": frozenset({REVIEWER}),
    "review.waive": frozenset({REVIEWER}),
    "review.send_back": frozenset({REVIEWER, DIRECTOR}),
    "review.close": frozenset({REVIEWER}),
    "decide.decide": frozenset({DIRECTOR}),
    "decide.carry_out": INTAKE,
    "admin.messages": frozenset({CLERK, REVIEWER, ADMIN}),
    "admin.users": frozenset({ADMIN}),
    "admin.add_user": frozenset({ADMIN}),
    "admin.switch_user": frozenset({ADMIN}),
    "admin.documents": frozenset({CLERK, ADMIN}),
    "admin.status": frozenset({ADMIN}),
    "admin.retry": frozenset({ADMIN}),
}
"""Which roles may open an endpoint."""


def may_open(endpoint: str) -> bool:
    """Whether the signed-in user's roles include an endpoint: templates offer nothing else."""
    return any(current_user.has_role(role) for role in ROLES.get(endpoint, ()))


def install(app: Flask) -> None:
    """Put the guards before every request."""
    app.before_request(refuse_foreign)
    app.before_request(sign_out_idle)
    app.before_request(guard)


def refuse_foreign() -> None:
    """A browser says where a form was sent from; one of another site never changes anything here."""
    if request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site") not in SAME_SITE:
        abort(403)


def sign_out_idle() -> None:
    """Staff are signed out after half an hour without a click, and after twelve hours in any case."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    now = time.time()
    idle = now - session.get("seen", now) > IDLE_SECONDS
    old = now - session.get("fs_paa", now) > ABSOLUTE_SECONDS
    if idle or old:
        logout_user()
        session.pop("seen", None)
    else:
        session["seen"] = int(now)


def guard() -> Response | None:
    """Let the request through, ask for a sign-in, or refuse."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC:
        return None
    if not current_user.is_authenticated:
        wanted = request.path if request.method == "GET" else None
        return redirect(url_for("security.login", next=wanted), 303)
    if not may_open(endpoint):
        abort(403)
    return None
