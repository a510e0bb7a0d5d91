"""Run every part on one machine, and start again whatever dies."""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

log = logging.getLogger(__name__)

STOP_GRACE = 20.0
PR_SET_PDEATHSIG = 1
STEADY = 5.0


@dataclass(slots=True)
class Part:
    """One process that must be up, or that has its work done `once` it ends well."""

    name: str
    command: Sequence[str]
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops the parts in order
            preexec_fn=_die_with_parent,
        )

    @property
    def is_due(self) -> bool:
        """Dead, and not so soon after the last start that it would only spin."""
        if self.process is None:
            return True
        if self.process.poll() is None or (self.once and self.process.returncode == 0):
            return False
        wait = min(2.0**self.quick_deaths * 0.1, 10.0)
        return time.monotonic() - self.started > wait

    def restart(self) -> None:
        lived = time.monotonic() - self.started
        self.quick_deaths = self.quick_deaths + 1 if lived < STEADY else 0
        code = self.process.returncode if self.process else None
        log.warning("%s ended (%s), starting it again", self.name, code)
        self.start()

    def stop(self, until: float) -> None:
        """Ask it to end, and end it when the grace is over."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Keeps parts up until `stop` is set, then stops them, the last one first."""

    def __init__(self, parts: Sequence[Part], stop: Event) -> None:
        self.parts = list(parts)
        self.stop = stop

    def run(self) -> None:
        while not self.stop.wait(0.2):
            for part in self.parts:
                if part.process is None:
                    part.start()
                elif part.is_due:
                    part.restart()

    def shut_down(self) -> None:
        """All parts but the first are told at once; the first, the queue's server, when they are gone."""
        first, *rest = self.parts
        for part in rest:
            if part.process and part.process.poll() is None:
                part.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_GRACE
        for part in reversed(rest):
            part.stop(until)
        first.stop(time.monotonic() + 5.0)


def casefax(*arguments: str) -> list[str]:
    """The command line of one of our own processes."""
    return [sys.executable, "-m", "app", *arguments]


def _die_with_parent() -> None:
    """A killed supervisor leaves nothing running (Linux; elsewhere the parts outlive it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
