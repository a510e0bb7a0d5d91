"""Reads one page with every way out watched, then proves the watch by one call of its own."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
calls: list[str] = []


def watch(event: str, _: Any) -> None:
    """Python's own audit events, which C modules raise as well when they use its sockets."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        calls.append(event)


sys.addaudithook(watch)

from ocr.desk import Desk  # noqa: E402
from ocr.limits import DEFAULT  # noqa: E402
from ocr.sniff import FileKind  # noqa: E402

reading = Desk(DEFAULT, "real").read(Path(sys.argv[1]), FileKind.TIFF, 1)
print("words" if reading.words and reading.second else "no words")
print("calls:", len(calls))
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except OSError:
    pass
print("then:", len([call for call in calls if call == "socket.connect"]))
