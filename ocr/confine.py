"""What the reading child gives up before it opens a file: memory, files, the network, life as an orphan."""

from __future__ import annotations

import ctypes
import logging
import os
import resource
import select
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from ocr.limits import Limits

log = logging.getLogger(__name__)

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWNS = 0x00020000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE = 2, 4, 0x4000, 1 << 18


def confine(limits: Limits) -> None:
    """Take away from this process what reading does not need. Call it first, while there is one thread."""
    _die_with_parent()
    _limit(limits)
    _leave_machine()
    _guard_sockets()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _limit(limits: Limits) -> None:
    for what, value in (
        (resource.RLIMIT_CORE, 0),  # a core file would hold a patient's paper
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file_size),
    ):
        resource.setrlimit(what, (value, value))
    if sys.platform == "linux":  # macOS refuses an address-space limit
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _leave_machine() -> None:
    """An empty network, and temporary files in memory that go with the process, however it ends.

    Where the system does not allow namespaces, the child works without them and says so.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    root = os.geteuid() == 0
    ids = os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWNET | _CLONE_NEWNS | (0 if root else _CLONE_NEWUSER)) != 0:
        log.warning("reader child keeps its network: errno %d", ctypes.get_errno())
        return
    if not root:
        _keep_names(*ids)
    _private_room(libc)


def _keep_names(user: int, group: int) -> None:
    """In a user namespace of its own a process is nobody, who cannot write, until it has its name back."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _private_room(libc: ctypes.CDLL) -> None:
    """Tesseract's pages lie in the temporary folder: a killed child must not leave one on the disk."""
    room = os.environ["TMPDIR"].encode()
    alone = libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None) == 0
    if not alone or libc.mount(b"tmpfs", room, b"tmpfs", _MS_NOSUID | _MS_NODEV, b"size=256m,mode=0700") != 0:
        log.warning("reader child's temporary files lie on the disk: errno %d", ctypes.get_errno())


def _guard_sockets() -> None:
    """Where namespaces are not allowed, Python code at least cannot call out."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise PermissionError("the reading child has no network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[method-assign]
    socket.socket.sendto = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse


def end_with_pipe(fd: int) -> None:
    """End this process and all it started once nobody holds the other end of pipe `fd`.

    The kernel's own signal comes first where there is one; it does not reach
    the programs that the child started, and macOS has none.
    """
    poller = select.poll()
    poller.register(fd, 0)  # a hang-up is always told; what stands in the pipe is not ours to read

    def wait() -> None:
        poller.poll()
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
