"""The whole line as real processes, and the people who stand around it: an office, a clerk, an operator."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import requests

from intake.demo.people import People
from tests.notify.mail_server import Mailbox, mail_server
from tests.paper import TestPaper

CASEFAX = [sys.executable, "-m", "app"]
LINK = re.compile(r"http://127\.0\.0\.1:\d+/[ar]/[\w-]+")
T = TypeVar("T")
REFERENCE = re.compile(r"CF-[0-9A-Z]{4}-[0-9A-Z]{3}")
CASE = re.compile(r"CF-[0-9A-Z]{4}-[0-9A-Z]{3}-\d+")
PASSWORD = "a password for tests"


def wait_until(check: Callable[[], T], seconds: float, what: str, every: float = 0.2) -> T:
    """What `check` returns as soon as it is true; AssertionError with `what` if it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := check():
            return found
        time.sleep(every)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


@dataclass
class Line:
    """A running installation in a folder of its own."""

    home: Path
    port: int
    environment: Mapping[str, str]
    mailbox: Mailbox
    process: subprocess.Popen[bytes] | None = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.home.parent / "casefax.log"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*CASEFAX, "run"], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until_up()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)

    def wait_until_up(self) -> None:
        wait_until(self.is_ready, 60, f"the site to be ready; see {self.log}")

    def is_ready(self) -> bool:
        if self.process and self.process.poll() is not None:
            raise AssertionError(f"casefax ended: {self.log.read_text()[-2000:]}")
        try:
            return requests.get(f"{self.url}/readyz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def casefax(self, *arguments: str) -> str:
        """Run a command in this installation; returns what it prints."""
        done = subprocess.run(
            [*CASEFAX, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def status(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = json.loads(self.casefax("status", "--json"))
        return found

    def wait_until_idle(self, seconds: float = 120) -> dict[str, dict[str, int]]:
        """Wait until no machine work is left; returns the status then."""

        def idle() -> dict[str, dict[str, int]] | None:
            found = self.status()
            working = found["tasks"]["pending"] + found["tasks"]["running"]
            moving = found["documents"]["received"] + found["documents"]["reading"]
            return None if working or moving or found["messages"]["queued"] else found

        # Each look is a process of its own, and takes as much from the line as a page.
        return wait_until(idle, seconds, f"the line to be idle; see {self.log}", every=1.0)

    def mails(self) -> list[EmailMessage]:
        return self.mailbox.mails

    def know(self, papers: Iterable[TestPaper]) -> None:
        """Import a roster and a directory that know everybody the papers are about."""
        found = list(papers)
        people = People([paper.office for paper in found], [paper.member for paper in found])
        roster, directory = self.home.parent / "roster.csv", self.home.parent / "directory.csv"
        people.write_roster(roster)
        people.write_directory(directory)
        self.casefax("roster", "import", str(roster))
        self.casefax("directory", "import", str(directory))


@contextmanager
def running_line(folder: Path, *, database_url: str = "", **more: str) -> Iterator[Line]:
    """A started installation with a mail server of its own; stopped at the end."""
    mailbox = Mailbox()
    server = mail_server(mailbox)
    server.start()
    try:
        line = Line(folder / "home", _free_port(), _environment(folder, server.port, database_url), mailbox)
        line.environment = {**line.environment, "CASEFAX_PORT": str(line.port), **more}
        try:
            line.start()
            yield line
        finally:
            line.stop()
    finally:
        server.stop()


def _environment(folder: Path, smtp_port: int, database_url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CASEFAX_")}
    ours = {
        "CASEFAX_HOME": str(folder / "home"),
        "CASEFAX_DEMO": "0",
        "CASEFAX_SMTP_HOST": "127.0.0.1",
        "CASEFAX_SMTP_PORT": str(smtp_port),
        "CASEFAX_SMTP_TLS": "none",
        "CASEFAX_MAIL_FROM": "desk@plan.example",
    }
    return {**kept, **ours, **({"DATABASE_URL": database_url} if database_url else {})}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class _Inputs(HTMLParser):
    """Names and values of a page's inputs."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("input", "textarea", "select") and given.get("name"):
            name = str(given["name"])
            self.names.append(name)
            if given.get("type") == "hidden":
                self.values[name] = given.get("value") or ""


@dataclass
class Page:
    """A page as a browser holds it: text, address, and the inputs of its forms."""

    url: str
    text: str
    status: int

    @property
    def hidden(self) -> dict[str, str]:
        """Hidden inputs, the CSRF token among them."""
        return self._inputs().values

    @property
    def names(self) -> list[str]:
        return self._inputs().names

    @property
    def reference(self) -> str:
        """The first reference on the page."""
        found = REFERENCE.search(self.text)
        assert found, self.text[:2000]
        return found[0]

    @property
    def cases(self) -> list[str]:
        """The case references on the page, each once."""
        return list(dict.fromkeys(CASE.findall(self.text)))

    def _inputs(self) -> _Inputs:
        parser = _Inputs()
        parser.feed(self.text)
        return parser


class Visitor:
    """Somebody with a browser that keeps cookies and fills in forms."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.session = requests.Session()
        self.history: list[str] = []

    def get(self, path: str) -> Page:
        return self._page(self.session.get(self._url(path), timeout=30))

    def fill(
        self, page: Page, answers: Mapping[str, object], files: Mapping[str, list[bytes]] | None = None
    ) -> Page:
        """Send a page's form back with these answers."""
        parts = [
            (name, (f"{name}-{n}", data))
            for name, sent in (files or {}).items()
            for n, data in enumerate(sent, 1)
        ]
        data = {**page.hidden, **answers}
        reply = self.session.post(page.url, data=data, files=parts or [("_", ("", b""))], timeout=60)
        return self._page(reply)

    def _url(self, path: str) -> str:
        return path if path.startswith("http") else self.line.url + path

    def _page(self, reply: requests.Response) -> Page:
        self.history += [step.url for step in (*reply.history, reply)]
        return Page(reply.url, reply.text, reply.status_code)


class Office(Visitor):
    """A provider's office: uploads papers, gets mail, answers through the link."""

    def __init__(self, line: Line, email: str = "office@clinic.example") -> None:
        super().__init__(line)
        self.email = email

    def uploads(self, *papers: bytes, **more: str) -> Page:
        """Send papers through the upload page; returns the receipt page."""
        page = self.fill(self.get("/"), {"email": self.email, **more}, {"files": list(papers)})
        assert page.status == 200 and "/r/" in page.url, page.text[:2000]
        return page

    def mails(self) -> list[EmailMessage]:
        """What this office's mailbox holds."""
        return [mail for mail in self.line.mails() if mail["To"] == self.email]

    def asked(self) -> list[EmailMessage]:
        """The mails that ask for something: their link leads to an answer page."""
        return [mail for mail in self.mails() if "/a/" in body(mail)]


class Staff(Visitor):
    """A person of the desk, signed in."""

    def sign_in(self, email: str, password: str = PASSWORD) -> Page:
        page = self.fill(self.get("/login"), {"email": email, "password": password})
        assert page.status == 200 and "/login" not in page.url, page.text[:2000]
        return page


def this_day() -> dt.date:
    """Today, where a running line is: papers must not lie in its future."""
    return dt.datetime.now(ZoneInfo("America/Los_Angeles")).date()


def body(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text


def link_in(mail: EmailMessage) -> str:
    """The first link of ours in a mail."""
    found = LINK.search(body(mail))
    assert found, body(mail)
    return found[0]
