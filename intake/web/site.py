"""Build the web site around a desk."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from flask_wtf import CSRFProtect

from intake.desk import Desk
from intake.web import (
    access,
    admin,
    answer,
    case,
    decide,
    failures,
    headers,
    health,
    hooks,
    limits,
    papers,
    pictures,
    public,
    queue,
    review,
    show,
    signin,
)

SESSION_HOURS = 12
"""Also how long a provider may leave a half-filled page open; staff are signed out far sooner when idle."""
FORM_PARTS = 400
BLUEPRINTS = (
    health.pages,
    public.pages,
    answer.pages,
    queue.pages,
    case.pages,
    papers.pages,
    pictures.pages,
    review.pages,
    decide.pages,
    admin.pages,
    hooks.pages,
)


def build_site(desk: Desk) -> Flask:
    """The site as a WSGI application; views find `desk` in `current_app.extensions["desk"]`."""
    app = Flask("intake", template_folder="templates", static_folder="static")
    app.config.update(_config(desk))
    app.extensions["desk"] = desk
    csrf = CSRFProtect(app)
    csrf.exempt(hooks.pages)  # Twilio signs what it sends
    signin.install(app, desk)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.install(app)
    limits.install(app)
    headers.install(app, https=desk.settings.url.startswith("https:"))
    failures.install(app)
    show.install(app)
    return app


def _config(desk: Desk) -> dict[str, object]:
    secure = desk.settings.url.startswith("https:")
    return {
        "SECRET_KEY": desk.settings.secret,
        "SESSION_COOKIE_NAME": "__Host-casefax" if secure else "casefax",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": dt.timedelta(hours=SESSION_HOURS),
        "MAX_CONTENT_LENGTH": desk.settings.max_upload_mb * 2**20,
        "MAX_FORM_PARTS": FORM_PARTS,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        "WTF_CSRF_SSL_STRICT": False,  # we send no referrer; `access.refuse_foreign` looks at Sec-Fetch-Site
        "TEMPLATES_AUTO_RELOAD": False,
    }
