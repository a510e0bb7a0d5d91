"""Pages for what went wrong: what happened, and what to do."""

from __future__ import annotations

import logging

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from intake.errors import Refused

log = logging.getLogger(__name__)

SAYS: dict[int, tuple[str, str]] = {
    400: ("This page could not be sent", "Go back, check the page, and send it again."),
    403: (
        "This page is not open to you",
        "Your sign-in does not include it; an administrator can change that.",
    ),
    404: ("There is nothing here", "The address may be mistyped, or the link may have been closed."),
    405: ("This address takes no such request", "Go back and use the page's own buttons."),
    413: ("That is too much at once", "Send the files in smaller groups, or scan them in black and white."),
    429: ("Too many tries", "Wait a minute, then try again."),
    500: (
        "Something went wrong on our side",
        "What you sent before is safe. Please try again in a minute.",
    ),
    503: ("The desk is busy", "Please try again in a minute."),
}
"""Title and advice for each status; others take the one of their hundred."""
STALE = (
    "This page was open for too long",
    "Nothing was changed. Go back, reload the page, and send again.",
)


def install(app: Flask) -> None:
    """Answer every error with a page of the site."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Exception, _broken)


def _stale(_error: Exception) -> tuple[str, int]:
    return _page(400, *STALE)


def _refused(error: Exception) -> tuple[str, int]:
    assert isinstance(error, Refused)
    return _page(error.status_code, "This cannot be done", error.says)


def _plain(error: Exception) -> tuple[str, int] | HTTPException:
    assert isinstance(error, HTTPException)
    status = error.code or 500
    if status < 400:
        return error
    return _page(status, *SAYS.get(status, SAYS[400 if status < 500 else 500]))


def _broken(error: Exception) -> tuple[str, int]:
    # The exception's text may hold personal data: its class and our own frames say enough.
    log.error("%s in %s", type(error).__name__, request.endpoint, exc_info=_without_text(error))
    return _page(500, *SAYS[500])


def _without_text(error: Exception) -> Exception:
    """The same traceback under an exception that says nothing."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)


def _page(status: int, title: str, advice: str) -> tuple[str, int]:
    return render_template("failure.html", title=title, advice=advice, status=status), status
