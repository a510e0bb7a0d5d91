"""The processes of a running line, by what they do, and ending them without warning."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

KINDS = ("worker", "horse", "reader", "redis", "dispatcher")


def victims(supervisor: int) -> dict[str, list[int]]:
    """Process ids below the supervisor, by kind. A horse is a read worker's fork that runs one job."""
    found: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for pid, parent, command in _below(supervisor):
        if "ocr.child" in command:
            found["reader"].append(pid)
        elif "valkey-server" in command or "redis-server" in command:
            found["redis"].append(pid)
        elif "app dispatcher" in command:
            found["dispatcher"].append(pid)
        elif "app worker" in command or "rq" in command:
            found["worker" if parent == supervisor else "horse"].append(pid)
    return found


def kill_one(supervisor: int, rng: Random) -> str:
    """SIGKILL a random process of a random kind that is up; returns the kind."""
    up = {kind: pids for kind, pids in victims(supervisor).items() if pids}
    kind = rng.choice(sorted(up))
    try:
        os.kill(rng.choice(up[kind]), signal.SIGKILL)
    except ProcessLookupError:
        pass  # it ended by itself at that very moment
    return kind


def _below(ancestor: int) -> Iterator[tuple[int, int, str]]:
    """Every process below `ancestor` as (pid, parent, command line)."""
    table: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except (OSError, IndexError):
                continue
            table[int(entry.name)] = (parent, command)
    for pid, (parent, command) in table.items():
        above = parent
        while above in table and above != ancestor:
            above = table[above][0]
        if above == ancestor:
            yield pid, parent, command
