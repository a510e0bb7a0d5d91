"""What a first run makes, and what it says."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.panel import Panel
from sqlalchemy import select

from intake import audit, schema
from intake.desk import Desk
from intake.errors import Refused
from intake.models import User
from intake.people import RoleName, add_user
from intake.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEMO_PASSWORD = "casefax-demo"  # noqa: S105 - printed on purpose, for a demo that only this machine reaches


@dataclass(frozen=True, slots=True)
class Login:
    """A person of the demo."""

    email: str
    name: str
    role: RoleName


DEMO_LOGINS = (
    Login("clerk@casefax.example", "Intake clerk", RoleName.CLERK),
    Login("reviewer@casefax.example", "Reviewer", RoleName.REVIEWER),
    Login("director@casefax.example", "Medical director", RoleName.MEDICAL_DIRECTOR),
    Login("admin@casefax.example", "Administrator", RoleName.ADMIN),
)


def prepare(desk: Desk) -> Sequence[Login]:
    """Bring the database up to date; on the demo's first run make its people and send in its papers.

    Raises Refused for a demo that others could reach: its logins are known to everybody.
    """
    settings = desk.settings
    if settings.demo and settings.host not in LOOPBACK:
        raise Refused(
            "The demo has logins that everybody knows, so it runs on this machine only: "
            "set CASEFAX_DEMO=0, or CASEFAX_HOST=127.0.0.1."
        )
    _port_must_be_free(settings)
    schema.upgrade(desk.db)
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    if not settings.demo:
        return ()
    with desk.db.read() as session:
        if session.scalars(select(User.id).limit(1)).first():
            return DEMO_LOGINS
    _make_people(desk)
    return DEMO_LOGINS


def _port_must_be_free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Refused(
                f"Port {settings.port} is in use. Stop what uses it, or choose another: "
                f"CASEFAX_PORT={settings.port + 1}."
            ) from error


def _make_people(desk: Desk) -> None:
    with desk.db.write() as session:
        for login in DEMO_LOGINS:
            add_user(
                session,
                audit.MACHINE,
                email=login.email,
                name=login.name,
                roles=[login.role],
                password=DEMO_PASSWORD,
            )


def welcome(out: Console, settings: Settings, logins: Sequence[Login]) -> None:
    """Say where the site is, who can sign in, and where things lie."""
    lines = [f"Casefax is at [bold]{settings.url}[/bold]", ""]
    if logins:
        lines.append(f"Sign in at {settings.url}/desk/ with the password [bold]{DEMO_PASSWORD}[/bold] as")
        lines += [f"  {login.email:26} {login.name}" for login in logins]
    else:
        lines.append("Make the first administrator: casefax user add YOU@PLAN --role admin")
    lines += ["", f"Drop faxes into {settings.inbox_folder}", "Ctrl-C stops everything; nothing is lost."]
    out.print(Panel("\n".join(lines), title="Casefax", expand=False))
