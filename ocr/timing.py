"""How long pages take, for whoever measures reading on a machine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ocr.reader import Reader


@dataclass(frozen=True, slots=True)
class PageTime:
    """Seconds that one page took, from the question to the answer."""

    path: Path
    page: int
    source: str
    seconds: float


def page_times(reader: Reader, paths: Iterable[Path]) -> Iterator[PageTime]:
    """Read every page of `paths` once; the start of the child is not counted. Raises `UnreadableFile`."""
    reader.start()
    for path in paths:
        for page in range(1, reader.inspect(path).pages + 1):
            begun = time.perf_counter()
            reading = reader.read(path, page)
            yield PageTime(path, page, reading.source, time.perf_counter() - begun)
