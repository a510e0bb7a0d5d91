"""The child may have been taken over by the file it read: its answers are only data."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ocr.wire import MAGIC, BadFrame, pack, unpack


def exactly(data: bytes) -> Callable[[int], bytes]:
    held = BytesIO(data)

    def read(size: int) -> bytes:
        found = held.read(size)
        if len(found) < size:
            raise BadFrame
        return found

    return read


def test_a_frame_comes_back_as_it_was_sent() -> None:
    assert unpack(exactly(pack({"id": 1}, b"png")), max_bytes=100) == ({"id": 1}, b"png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"EVIL" + struct.pack("!II", 2, 0) + b"{}",
        MAGIC + struct.pack("!II", 2**31, 0) + b"{}",
        MAGIC + struct.pack("!II", 2, 2**31) + b"{}",
        MAGIC + struct.pack("!II", 2, 0) + b"[]",
        MAGIC + struct.pack("!II", 3, 0) + b"{a}",
        MAGIC + struct.pack("!II", 11, 0) + b'{"id": NaN}',
        MAGIC + struct.pack("!II", 90_000, 0) + b"[" * 90_000,
        MAGIC + struct.pack("!II", 4, 0) + b'{"\xff"',
    ],
)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrame):
        unpack(exactly(data), max_bytes=100_000)


@given(some.binary(max_size=200))
def test_no_bytes_at_all_do_worse_than_a_refusal(noise: bytes) -> None:
    with pytest.raises(BadFrame):
        unpack(exactly(noise), max_bytes=1000)
