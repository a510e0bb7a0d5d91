"""Frames between the reader and its child: a head in JSON and a body of bytes, length-prefixed and capped.

The child reads hostile files, so nothing it says is ever unpickled or trusted to be of a sane size.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any, NoReturn

MAGIC = b"CFX1"
_SIZES = struct.Struct("!4sII")


class BadFrame(Exception):
    """The other side broke off, or sent what is no frame."""


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame as bytes."""
    text = json.dumps(head, separators=(",", ":"), allow_nan=False).encode()
    return _SIZES.pack(MAGIC, len(text), len(body)) + text + body


def unpack(read_exactly: Callable[[int], bytes], *, max_bytes: int) -> tuple[dict[str, Any], bytes]:
    """The next frame, through `read_exactly(n)`, which returns n bytes or raises `BadFrame`."""
    magic, head_size, body_size = _SIZES.unpack(read_exactly(_SIZES.size))
    if magic != MAGIC or head_size + body_size > max_bytes:
        raise BadFrame
    head = _parse(read_exactly(head_size))
    return head, read_exactly(body_size)


def _parse(text: bytes) -> dict[str, Any]:
    try:
        head = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(head, dict):
        raise BadFrame
    return head


def _no_constant(_: str) -> NoReturn:
    raise ValueError
