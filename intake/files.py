"""Where bytes are kept: each file under the SHA-256 of its bytes, on disk before anyone is told."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import fsspec

CHUNK = 1 << 20


class Files(Protocol):
    """A store of bytes by content."""

    def put(self, data: BinaryIO) -> tuple[str, int]:
        """Keep the bytes; returns their SHA-256 (hex) and size once they are on disk."""

    def open_local(self, sha256: str) -> Path:
        """A path on this machine that holds those bytes. Raises FileNotFoundError."""


class Folder:
    """Files in a folder of this machine: `ab/abcdef...`, written aside, fsynced, then linked into place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "tmp").mkdir(parents=True, exist_ok=True)

    def put(self, data: BinaryIO) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self.root / "tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                while chunk := data.read(CHUNK):
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            place = self._path(digest.hexdigest())
            place.parent.mkdir(exist_ok=True)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)
        _sync_folder(self.root)
        return digest.hexdigest(), size

    def open_local(self, sha256: str) -> Path:
        path = self._path(sha256)
        if not path.exists():
            raise FileNotFoundError(f"no stored file {sha256[:12]}")
        return path

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


class Remote:
    """Files behind an fsspec address (S3 and the like), with a cache folder on this machine."""

    def __init__(self, url: str, cache: Path) -> None:
        self.system, self.root = fsspec.core.url_to_fs(url)
        self.cache = Folder(cache)

    def put(self, data: BinaryIO) -> tuple[str, int]:
        sha256, size = self.cache.put(data)
        place = self._path(sha256)
        if not self.system.exists(place):
            self.system.put_file(str(self.cache.open_local(sha256)), place)
        return sha256, size

    def open_local(self, sha256: str) -> Path:
        try:
            return self.cache.open_local(sha256)
        except FileNotFoundError:
            with self.system.open(self._path(sha256), "rb") as file:
                self.cache.put(file)
            return self.cache.open_local(sha256)

    def _path(self, sha256: str) -> str:
        return f"{self.root}/{sha256[:2]}/{sha256}"


def open_files(storage_url: str, home: Path) -> Files:
    """The store that the settings name: a folder under `home` by default."""
    if storage_url:
        return Remote(storage_url, home / "cache")
    return Folder(home / "files")


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading; a symbolic link, a pipe or a folder is refused with OSError."""
    # Without O_NONBLOCK a pipe that nobody writes to would hold the caller for ever.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        yield file


def _sync_folder(path: Path) -> None:
    """A rename is durable only when its folder is synced too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
