"""One warm process that reads hostile files, watched from outside.

The handle may be used from a process forked after the start: life is judged by
the pipe and not by `waitpid`, and an answer to a question that a killed asker
left behind is told by its number and dropped.
"""

from __future__ import annotations

import os
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ocr.errors import FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.wire import BadFrame, pack, unpack

_KEPT_ENV = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
_LOOK_EVERY = 0.1


class WarmChild:
    """A started child. `pid` is its process group as well, so Tesseract dies with it."""

    def __init__(self, limits: Limits, engines: str) -> None:
        self._limits = limits
        self._room = Path(tempfile.mkdtemp(prefix="casefax-read-"))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ocr.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(self._room),
            start_new_session=True,
            bufsize=0,
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._from, False)
        self._began = self._cpu_before = 0.0
        self._taken = False
        self._wall = limits.start_seconds
        self._greet(engines)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_idle(self) -> bool:
        """Alive and silent: anything waiting in the pipe is an end, or the rest of a broken answer."""
        return self._process.returncode is None and not _ready(self._from, 0)

    def ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Put one question and wait for its answer.

        Raises `UnreadableFile` (timeout, crashed), or `ChildWasGone` if the child
        never took the question; either way it is dead afterwards.
        """
        self._wall = self._limits.wall_seconds
        self._taken = False
        try:
            return self._exchange(question)
        except (BadFrame, OSError):
            self.kill()
            raise (UnreadableFile(FileFault.CRASHED) if self._taken else ChildWasGone) from None
        except UnreadableFile:
            self.kill()
            raise

    def kill(self) -> None:
        """End the child and all it started, now; do it twice without harm."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # already gone
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()
        shutil.rmtree(self._room, ignore_errors=True)

    def _greet(self, engines: str) -> None:
        try:
            self._exchange({"do": "start", "engines": engines, "limits": _plain(self._limits)})
        except (BadFrame, OSError, UnreadableFile):
            self.kill()
            raise ChildDidNotStart from None

    def _exchange(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        number = secrets.randbits(52)  # drawn, not counted: a forked asker would count the same
        self._began, self._cpu_before = time.monotonic(), _cpu_seconds(self.pid)
        _write_all(self._to, pack({"id": number, **question}))
        while True:
            head, body = unpack(self._read_exactly, max_bytes=self._limits.max_answer)
            if head.get("id") == number and not head.get("taken"):
                return head, body
            self._taken = self._taken or head.get("id") == number

    def _read_exactly(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            if not _ready(self._from, _LOOK_EVERY):
                self._check_budget()
                continue
            part = os.read(self._from, min(size - len(found), 1 << 20))
            if not part:
                raise BadFrame
            found += part
        return bytes(found)

    def _check_budget(self) -> None:
        wall = time.monotonic() - self._began
        if wall > self._wall or _cpu_seconds(self.pid) - self._cpu_before > self._limits.cpu_seconds:
            raise UnreadableFile(FileFault.TIMEOUT)


class ChildWasGone(Exception):
    """The child had died before it took the question: nothing is known against the file."""


class ChildDidNotStart(RuntimeError):
    """The reading child ended before it said it was ready: the installation is broken, not the file."""


def _environment(room: Path) -> dict[str, str]:
    """No secret reaches the child: only what an interpreter and its libraries need."""
    kept = {name: os.environ[name] for name in _KEPT_ENV if name in os.environ}
    return kept | {
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        "TMPDIR": str(room),
        "HOME": str(room),
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _plain(limits: Limits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in limits.__dataclass_fields__}


def _ready(fd: int, seconds: float) -> bool:
    """Something can be read from `fd`, or its other end is closed."""
    poller = select.poll()
    poller.register(fd, select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def _write_all(fd: int, data: bytes) -> None:
    while data:
        data = data[os.write(fd, data) :]


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process and its ended children; 0 where nobody tells: the wall clock remains."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(ticks) for ticks in after_name[11:15]) / os.sysconf("SC_CLK_TCK")
