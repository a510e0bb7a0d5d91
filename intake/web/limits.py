"""How often one address may send forms to the pages that need no sign-in."""

from __future__ import annotations

from typing import cast

from flask import Flask
from flask.typing import RouteCallable
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

LIMITS = {
    "security.login": "20 per minute; 200 per hour",
    "public.upload": "120 per minute; 2000 per hour",
    "answer.page": "60 per minute; 1000 per hour",
}
"""Room for a large group's office behind one address, none for guessing."""


def install(app: Flask) -> None:
    """Count POSTs in this process's memory: no Redis is needed to refuse a flood."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=False)
    for endpoint, limit in LIMITS.items():
        view = app.view_functions[endpoint]
        app.view_functions[endpoint] = cast(RouteCallable, limiter.limit(limit, methods=["POST"])(view))
