"""A Twilio on loopback: its magic numbers, its faults, and every text it took."""

from __future__ import annotations

import json
import socket
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

ACCOUNT, TOKEN = "AC" + "0" * 32, "a token of no account"

REFUSALS = {  # Twilio's magic numbers, then ours for what theirs leave out: (HTTP status, code)
    "+15005550001": (400, 21211),
    "+15005550002": (400, 21612),
    "+15005550003": (400, 21408),
    "+15005550004": (400, 21610),
    "+15005550009": (400, 21614),
    "+15005550020": (429, 20429),
    "+15005550021": (503, 20500),
    "+15005550022": (400, 21617),
    "+15005550023": (400, 99999),
}
SENDER_REFUSALS = {"+15005550001": (400, 21212), "+15005550007": (400, 21606), "+15005550008": (400, 21611)}
HANGS, HANGS_UP, RAMBLES = "+15005550030", "+15005550031", "+15005550032"


class TwilioDouble:
    """`texts` are the forms it took, newest last, also of those whose answer it then kept to itself."""

    def __init__(self) -> None:
        self.texts: list[dict[str, str]] = []
        self.released = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"double": self}))
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    double: TwilioDouble  # set by the double on a class of its own

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        refusal = self._refusal(form)
        if refusal:
            return self._answer(refusal[0], {"code": refusal[1], "message": f"no: {form['To']}"})
        self.double.texts.append(form)
        return self._take(form)

    def do_GET(self) -> None:
        wanted = parse_qs(urlsplit(self.path).query).get("To", [""])[0]
        found = [_text(n, form) for n, form in enumerate(self.double.texts) if form["To"] == wanted]
        self._answer(200, {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None})

    def _refusal(self, form: dict[str, str]) -> tuple[int, int] | None:
        basic = b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {basic}" or ACCOUNT not in self.path:
            return 401, 20003
        return SENDER_REFUSALS.get(form.get("From", "")) or REFUSALS.get(form["To"])

    def _take(self, form: dict[str, str]) -> None:
        if form["To"] == HANGS:
            self.double.released.wait(30)
        elif form["To"] == HANGS_UP:
            self.connection.shutdown(socket.SHUT_RDWR)
        elif form["To"] == RAMBLES:
            self._answer(201, "a proxy's page")
        else:
            self._answer(201, _text(len(self.double.texts) - 1, form))

    def _answer(self, status: int, said: object) -> None:
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _text(number: int, form: dict[str, str]) -> dict[str, Any]:
    return {"sid": f"SM{number:032d}", "to": form["To"], "body": form["Body"], "status": "queued"}
