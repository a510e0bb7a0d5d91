"""Readers for the reading tests: one with the real engines, one that sees no words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ocr.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """Reads with the real engines."""
    with Reader() as warm:
        yield warm


@pytest.fixture(scope="session")
def blind() -> Iterator[Reader]:
    """Makes pictures, and reads text layers, fields and boxes, but no letters of pictures."""
    with Reader(engines="none") as warm:
        yield warm
