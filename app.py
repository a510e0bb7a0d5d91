"""Build the web site, and run the `casefax` command."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from flask import Flask
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from sqlalchemy.exc import OperationalError, ProgrammingError

from forms.lint import lint
from intake import audit, people, processes, reference_data, schema, status
from intake.build import build_desk
from intake.demo.sending import send_demo
from intake.desk import Desk
from intake.errors import Refused
from intake.files import reading
from intake.models import Channel, TaskKind
from intake.read_command import read
from intake.receive import Delivery, IncomingFile, take_in
from intake.settings import Settings
from intake.web.site import build_site
from intake.welcome import prepare, welcome

QUIET = ("rq", "twilio", "twilio.http_client", "sqlalchemy", "alembic", "waitress", "werkzeug", "pdfminer")
"""Other people's loggers may say more than ids: addresses, queries, parameters."""

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
roster = typer.Typer(no_args_is_help=True, help="The members of the plan.")
directory = typer.Typer(no_args_is_help=True, help="The provider offices.")
user = typer.Typer(no_args_is_help=True, help="The people of the desk.")
database = typer.Typer(no_args_is_help=True, help="The database's schema.")
forms = typer.Typer(no_args_is_help=True, help="Document types.")
trail = typer.Typer(no_args_is_help=True, help="The audit trail.")
for name, group in {
    "roster": roster,
    "directory": directory,
    "user": user,
    "db": database,
    "forms": forms,
    "audit": trail,
}.items():
    cli.add_typer(group, name=name)
cli.command()(read)
out = Console()


def create_app(settings: Settings | None = None, *, desk: Desk | None = None) -> Flask:
    """The web site as a WSGI application. Tests pass a desk of their own, made of working parts."""
    return build_site(desk or build_desk(settings or Settings.load()))


@cli.command()
def run() -> None:
    """Run everything on this machine: web, workers, dispatcher and queue. Ctrl-C stops it cleanly."""
    settings = Settings.load()
    os.environ["CASEFAX_HOME"] = str(settings.home)
    stop = Event()
    processes.stop_on_signal(stop)
    logins = prepare(build_desk(settings))
    welcome(out, settings, logins)
    processes.run_all(settings, stop)


@cli.command()
def web() -> None:
    """Serve the web site."""
    settings = Settings.load()
    processes.run_web(create_app(settings), settings)


@cli.command()
def worker(queue: TaskKind) -> None:
    """Work on one queue: read, assess or send."""
    processes.run_worker(Settings.load(), queue)


@cli.command()
def dispatcher() -> None:
    """Ring for waiting work, sweep what stopped, watch clocks and the inbox."""
    processes.run_dispatcher(Settings.load())


@cli.command(hidden=True)
def demo() -> None:
    """Make the demo's people and papers, and send them in."""
    send_demo(build_desk(Settings.load()))


@cli.command()
def receive(files: list[Path], sender: str = "", email: str = "", fax: str = "") -> None:
    """Take in files as if they had been sent; prints a reference for each. They are one delivery each."""
    desk = build_desk(Settings.load())
    for path in files:
        with reading(path) as data:
            delivery = Delivery(
                channel=Channel.COMMAND,
                files=[IncomingFile(path.name, data)],
                sender=sender,
                email=email,
                fax=fax,
            )
            out.print(f"{take_in(desk, delivery).reference}  {path.name}", highlight=False)


@cli.command("status")
def show_status(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """How many cases, documents, tasks and messages there are, by state."""
    with build_desk(Settings.load()).db.read() as session:
        found = status.counts(session)
    if as_json:
        typer.echo(json.dumps(found))
        return
    for what, states in found.items():
        out.print(f"{what:10} " + ", ".join(f"{state} {n}" for state, n in states.items()), highlight=False)


@roster.command("import")
def roster_import(file: Path) -> None:
    """Bring the roster up to date from a CSV file."""
    _import(reference_data.import_roster, file)


@directory.command("import")
def directory_import(file: Path) -> None:
    """Bring the provider directory up to date from a CSV file."""
    _import(reference_data.import_directory, file)


@user.command("add")
def user_add(
    email: str,
    role: Annotated[list[people.RoleName], typer.Option(help="May be given more than once.")],
    name: str = "",
    password: Annotated[str | None, typer.Option(help="A random one is made if left out.")] = None,
) -> None:
    """Add a person who may sign in."""
    with build_desk(Settings.load()).db.write() as session:
        made = people.add_user(session, "command line", email=email, name=name, roles=role, password=password)
    typer.echo(f"{email} can sign in" + ("." if password else f" with the password {made}"))


@database.command()
def upgrade() -> None:
    """Run the migrations that the database has not seen yet."""
    schema.upgrade(build_desk(Settings.load()).db)


@forms.command("check")
def forms_check(path: Path) -> None:
    """Look a definition over, and run its examples."""
    problems = lint(path)
    for problem in problems:
        typer.echo(problem)
    raise typer.Exit(1 if problems else 0)


@trail.command("verify")
def audit_verify() -> None:
    """Check the hash chain over the audit trail."""
    with build_desk(Settings.load()).db.read() as session:
        broken, rows = audit.first_broken(session), audit.count(session)
    if broken is not None:
        typer.echo(f"The chain is broken at audit row {broken}.")
        raise typer.Exit(1)
    typer.echo(f"The chain holds over {rows} rows.")


def _import(load: reference_data.Importer, file: Path) -> None:
    columns = (SpinnerColumn(), TextColumn("{task.completed} rows"))
    with Progress(*columns, console=out, transient=True) as progress:
        bar = progress.add_task("rows", total=None)
        done = load(build_desk(Settings.load()).db, file, "command line", lambda n: progress.advance(bar, n))
    for line, says in done.errors:
        typer.echo(f"line {line}: {says}")
    typer.echo(f"{done.kept} rows kept, {len(done.errors)} refused.")
    if done.errors:
        raise typer.Exit(1)


def main() -> None:
    """The `casefax` command: a sentence and status 1 for what a person can mend."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        cli()
    except Refused as refused:
        raise SystemExit(refused.says) from None
    except (OperationalError, ProgrammingError) as error:
        # Not the error's own text: it may hold the values of a statement.
        raise SystemExit(
            f"The database cannot be used ({type(error.orig).__name__}). Is it up, and was "
            "`casefax db upgrade` run?"
        ) from None
    except FileNotFoundError as missing:
        raise SystemExit(f"There is no file {missing.filename}.") from None


if __name__ == "__main__":
    main()
