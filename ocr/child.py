"""The reading child: answers questions on its standard output until its standard input ends."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ocr.confine import confine, end_with_pipe
from ocr.errors import FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.sniff import FileKind
from ocr.wire import BadFrame, pack, unpack

log = logging.getLogger(__name__)
_MAX_QUESTION = 1 << 16

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve until the parent closes the pipe."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it quotes the paper's own bytes
    answers = _own_stdout()
    try:
        first, _ = unpack(_read_exactly, max_bytes=_MAX_QUESTION)
        limits = Limits(**first["limits"])
        confine(limits)
        end_with_pipe(0)
        serve = _desk(limits, first["engines"])
        _send(answers, {"id": first["id"]})
        while True:
            question, _ = unpack(_read_exactly, max_bytes=_MAX_QUESTION)
            _send(answers, {"id": question["id"], "taken": True})
            head, body = _answer(serve, question)
            _send(answers, {"id": question["id"], **head}, body)
            if head.get("leaving"):
                return
    except (BadFrame, BrokenPipeError):
        return  # the parent is gone


def _own_stdout() -> int:
    """Keep the pipe for frames and send what libraries print to the error stream."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def _desk(limits: Limits, engines: str) -> Callable[[dict[str, Any]], Answer]:
    # Imported here, after the limits hold: these load every decoder there is.
    from ocr.desk import Desk

    desk = Desk(limits, engines)

    def serve(question: dict[str, Any]) -> Answer:
        path, kind = Path(question["path"]), FileKind(question["kind"])
        if question["do"] == "inspect":
            return {"pages": desk.inspect(path, kind)}, b""
        if question["do"] == "read":
            return {"reading": desk.read(path, kind, question["page"]).as_json()}, b""
        return {}, desk.picture(path, kind, question["page"], question["width"], question["rotated"])

    return serve


def _answer(serve: Callable[[dict[str, Any]], Answer], question: dict[str, Any]) -> Answer:
    try:
        return serve(question)
    except UnreadableFile as error:
        return {"error": error.code}, b""
    except MemoryError:
        return {
            "error": FileFault.MEMORY,
            "leaving": True,
        }, b""  # what is left of the heap cannot be relied on
    except Exception as error:  # any decoder, any hostile byte: the paper is broken, the line goes on
        log.warning("page not read: %s", type(error).__name__)
        return {"error": FileFault.BROKEN}, b""


def _read_exactly(size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = os.read(0, size - len(found))
        if not part:
            raise BadFrame
        found += part
    return found


def _send(fd: int, head: dict[str, Any], body: bytes = b"") -> None:
    data = memoryview(pack(head, body))
    while data:
        data = data[os.write(fd, data) :]


if __name__ == "__main__":
    main()
    sys.exit(0)
