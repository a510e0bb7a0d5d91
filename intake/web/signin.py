"""Sign-in by Flask-Security over our own tables."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemySessionUserDatastore
from sqlalchemy.orm import scoped_session, sessionmaker

from intake.desk import Desk
from intake.models import Role, User

UNUSED = ("security.static", "security.verify")
"""Pages of the library that this site has no use for: `access` names them to nobody, so they stay shut."""


def install(app: Flask, desk: Desk) -> None:
    """Add sign-in and sign-out; users are made by `intake.people` and the administrator's page."""
    app.config.update(_config(desk))
    people = scoped_session(sessionmaker(desk.db.engine))
    Security(app, SQLAlchemySessionUserDatastore(people, User, Role))

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        people.remove()


def _config(desk: Desk) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_SALT": desk.settings.secret,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SINGLE_HASH": True,  # `intake.people` hashes by argon2 alone
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_REGISTERABLE": False,
        "SECURITY_RECOVERABLE": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_POST_LOGIN_VIEW": "queue.page",
        "SECURITY_POST_LOGOUT_VIEW": "security.login",
        "SECURITY_LOGIN_USER_TEMPLATE": "sign_in.html",
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
    }
