"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Blueprint, jsonify
from sqlalchemy import text
from werkzeug.wrappers import Response

from intake import valkey
from intake.desk import Desk
from intake.queue import connect
from intake.web.context import the_desk

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@pages.get("/readyz")
def ready() -> tuple[Response, int]:
    """Database, files and queue can be reached; 503 with what cannot."""
    states = {name: _state(check) for name, check in CHECKS.items()}
    well = all(state == "ok" for state in states.values())
    return jsonify(status="ok" if well else "not ready", **states), 200 if well else 503


def _state(check: Callable[[Desk], object]) -> str:
    try:
        check(the_desk())
    except Exception as error:  # whatever it is, this part cannot be reached
        return type(error).__name__
    return "ok"


def _database(desk: Desk) -> None:
    with desk.db.read() as session:
        session.execute(text("SELECT 1"))


def _files(desk: Desk) -> None:
    desk.files.put(io.BytesIO())  # the empty file: keeping it proves that files can be kept


def _queue(desk: Desk) -> None:
    connect(desk.settings.redis_url or valkey.url(desk.settings.home)).ping()


CHECKS: dict[str, Callable[[Desk], object]] = {"database": _database, "files": _files, "queue": _queue}
