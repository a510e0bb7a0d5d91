"""Anyone can send a file: each ends in a reading or a named fault, within limits, and the line goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ocr.errors import SAYS, FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.reader import Reader
from tests.ocr import draw, hostile

LIMITS = Limits(wall_seconds=12, cpu_seconds=6, memory=2 * 2**30, max_pages=500)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Reader]:
    with Reader(LIMITS, engines="none") as reader:
        yield reader


def outcome(reader: Reader, path: Path) -> FileFault | None:
    """How reading the first page ended: a fault, or None if it was read."""
    try:
        reader.inspect(path)
        reader.read(path, 1)
        reader.picture(path, 1)
    except UnreadableFile as fault:
        assert fault.says
        return fault.code
    return None


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "sent"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("made", "faults"),
    [
        (lambda _: b"", {FileFault.EMPTY}),
        (lambda _: b"GIF89a not for us", {FileFault.UNKNOWN_TYPE}),
        (lambda _: b"%!PS-Adobe-3.0 EPSF-3.0\n%PDF-1.4", {FileFault.UNKNOWN_TYPE}),
        (lambda _: b"%PDF-1.7\nand then nothing", {FileFault.BROKEN}),
        (lambda _: b"\x89PNG\r\n\x1a\n", {FileFault.BROKEN}),
        (lambda _: b"II*\0\xff\xff\xff\xff", {FileFault.BROKEN}),
        (lambda _: b"\0\0\0\x18ftypheic" + b"\0" * 64, {FileFault.BROKEN}),
        (hostile.locked, {FileFault.ENCRYPTED}),
        (lambda _: hostile.form_laughs(), {FileFault.TIMEOUT, FileFault.MEMORY, FileFault.CRASHED}),
        (lambda _: hostile.flate_bomb(), {FileFault.TIMEOUT, FileFault.MEMORY, FileFault.CRASHED, None}),
        (lambda _: hostile.flate_bomb(2), {FileFault.TIMEOUT, FileFault.MEMORY, FileFault.CRASHED, None}),
        (lambda _: hostile.giant_page(), {None}),
        (lambda _: hostile.giant_picture(), {None, FileFault.MEMORY, FileFault.CRASHED, FileFault.TIMEOUT}),
        (lambda _: hostile.looped_pages(), {FileFault.BROKEN}),
        (lambda _: hostile.wild_numbers(), {FileFault.BROKEN, None}),
        (lambda _: hostile.many_pages(), {FileFault.TOO_MANY_PAGES}),
        (lambda _: hostile.png(12_000, 12_000), {FileFault.TOO_MANY_PIXELS}),
        (lambda _: hostile.png(50_000, 50_000), {FileFault.TOO_MANY_PIXELS}),
        (lambda _: hostile.giant_fax(), {FileFault.TOO_MANY_PIXELS}),
        (lambda _: hostile.fax(501), {FileFault.TOO_MANY_PAGES}),
        (lambda _: hostile.looped_tiff(), {FileFault.TOO_MANY_PAGES, None}),
    ],
)
def test_a_hostile_file_ends_in_a_named_fault(
    guarded: Reader, tmp_path: Path, made: Callable[[Path], bytes], faults: set[FileFault | None]
) -> None:
    begun = time.monotonic()
    assert outcome(guarded, saved(tmp_path, made(tmp_path))) in faults
    assert time.monotonic() - begun < 3 * LIMITS.wall_seconds
    assert outcome(guarded, draw.text_pdf(tmp_path / "next.pdf")) is None


@pytest.mark.parametrize("good", [hostile.good_pdf, hostile.good_fax, hostile.good_photo])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_that_broke_off_is_read_in_part_or_refused(
    guarded: Reader, tmp_path: Path, good: Callable[[Path], bytes], share: float
) -> None:
    assert outcome(guarded, saved(tmp_path, hostile.cut(good(tmp_path), share))) in {None, FileFault.BROKEN}


@pytest.mark.parametrize("good", [hostile.good_pdf, hostile.good_fax, hostile.good_photo])
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_never_stops_the_line(
    guarded: Reader, tmp_path: Path, good: Callable[[Path], bytes], seed: int
) -> None:
    outcome(guarded, saved(tmp_path, hostile.damaged(good(tmp_path), seed)))
    assert outcome(guarded, draw.text_pdf(tmp_path / "next.pdf")) is None


def test_a_file_over_the_size_limit_is_not_opened(tmp_path: Path) -> None:
    with Reader(Limits(max_bytes=100), engines="none") as reader:
        assert outcome(reader, saved(tmp_path, b"%PDF-" + b" " * 96)) is FileFault.TOO_LARGE
        assert reader.pid is None


def test_a_page_that_does_not_exist_is_refused(guarded: Reader, tmp_path: Path) -> None:
    for paper in (draw.text_pdf(tmp_path / "a.pdf"), draw.tiff(tmp_path / "a.tif", [draw.page()])):
        with pytest.raises(UnreadableFile):
            guarded.read(paper, 2)


def test_every_fault_tells_what_to_do() -> None:
    assert set(SAYS) == set(FileFault)
    assert all("Please" in says for says in SAYS.values())


def test_a_large_photo_is_loaded_smaller_instead_of_refused(guarded: Reader, tmp_path: Path) -> None:
    photo = draw.page().convert("RGB").resize((8000, 9980))
    photo.save(tmp_path / "photo.jpg", quality=40)
    assert guarded.read(tmp_path / "photo.jpg", 1).width < 3000
