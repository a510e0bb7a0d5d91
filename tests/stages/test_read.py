"""Reading a document: each page is read once, and a bad one spoils no other."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.desk import Desk
from intake.models import Document, Page, Task, TaskKind
from intake.stages.read import read_document
from intake.tasks import due_to_ring
from intake.worker import Runner
from ocr.errors import FileFault, UnreadableFile
from ocr.page import PageReading
from ocr.reader import FileInfo
from ocr.sniff import FileKind
from tests.desk import send_in
from tests.stages.cases import todos


class FakeReader:
    """A reader of blank pages. `faults` are raised for a page, page 0 being the file as a whole."""

    def __init__(self, pages: int = 3, **faults: list[Exception]) -> None:
        self.pages = pages
        self.faults = {int(name.removeprefix("page")): list(found) for name, found in faults.items()}
        self.read_pages: Counter[int] = Counter()

    def inspect(self, path: Path) -> FileInfo:
        self._fail(0)
        return FileInfo(FileKind.PDF, self.pages)

    def read(self, path: Path, page: int) -> PageReading:
        self.read_pages[page] += 1
        self._fail(page)
        return PageReading(page, "image", 100, 100)

    def picture(self, path: Path, page: int, *, rotated: int) -> bytes:
        return b"picture %d" % page

    def _fail(self, page: int) -> None:
        if self.faults.get(page):
            raise self.faults[page].pop(0)


def bad(fault: FileFault, times: int = 1) -> list[Exception]:
    return [UnreadableFile(fault) for _ in range(times)]


def read(desk: Desk, reader: FakeReader) -> Document:
    """Run the reading tasks that are due."""
    runner = Runner(desk, {TaskKind.READ: partial(read_document, desk, reader)})
    with desk.db.write() as session:
        rung = due_to_ring(session, TaskKind.READ)
    for task_id, attempt in rung:
        runner.run(task_id, attempt)
    with desk.db.read() as session:
        return session.scalars(select(Document)).one()


def pages(desk: Desk) -> list[Page]:
    with desk.db.read() as session:
        return list(session.scalars(select(Page).order_by(Page.number)))


def assess_tasks(desk: Desk) -> int:
    with desk.db.read() as session:
        return len(session.scalars(select(Task).where(Task.kind == TaskKind.ASSESS)).all())


def try_again(desk: Desk) -> None:
    with desk.db.write() as session:
        for task in session.scalars(select(Task)):
            task.run_after = desk.clock().replace(year=2020)


def test_every_page_is_a_row_with_its_picture_and_then_the_document_is_assessed(any_desk: Desk) -> None:
    send_in(any_desk, b"%PDF-1.7")
    document = read(any_desk, FakeReader())
    assert (document.state, document.page_count, assess_tasks(any_desk)) == ("read", 3, 1)
    assert [any_desk.files.open_local(page.picture).read_bytes() for page in pages(any_desk)] == [
        b"picture 1",
        b"picture 2",
        b"picture 3",
    ]


def test_a_page_that_was_read_is_not_read_again(any_desk: Desk) -> None:
    send_in(any_desk, b"%PDF-1.7")
    reader = FakeReader(page3=[RuntimeError("the machine went down")])
    assert read(any_desk, reader).state == "reading"
    try_again(any_desk)
    assert read(any_desk, reader).state == "read"
    assert reader.read_pages == {1: 1, 2: 1, 3: 2}


def test_a_bad_page_spoils_no_other_and_a_clerk_hears_of_it(desk: Desk) -> None:
    send_in(desk, b"%PDF-1.7")
    document = read(desk, FakeReader(page2=bad(FileFault.TOO_MANY_PIXELS)))
    assert ["error" in page.reading for page in pages(desk)] == [False, True, False]
    assert (document.state, todos(desk), assess_tasks(desk)) == ("read", ["set_aside"], 1)
    assert "page 2" in document.says


def test_a_reader_that_was_killed_is_asked_again(desk: Desk) -> None:
    send_in(desk, b"%PDF-1.7")
    assert read(desk, FakeReader(page2=bad(FileFault.CRASHED, 2))).state == "read"
    assert ["error" in page.reading for page in pages(desk)] == [False, False, False]


def test_a_page_that_kills_three_readers_is_the_one_to_blame(desk: Desk) -> None:
    send_in(desk, b"%PDF-1.7")
    reader = FakeReader(page2=bad(FileFault.CRASHED, 99))
    read(desk, reader)
    assert reader.read_pages[2] == 3
    assert ["error" in page.reading for page in pages(desk)] == [False, True, False]


@pytest.mark.parametrize("fault", [FileFault.ENCRYPTED, FileFault.BROKEN, FileFault.TOO_MANY_PAGES])
def test_a_file_that_cannot_be_opened_is_set_aside_with_what_to_do(desk: Desk, fault: FileFault) -> None:
    send_in(desk, b"%PDF-1.7")
    document = read(desk, FakeReader(page0=bad(fault)))
    assert (document.state, document.fault, todos(desk)) == ("set_aside", fault, ["set_aside"])
    assert "Please" in document.says and assess_tasks(desk) == 0


def test_a_file_none_of_whose_pages_can_be_read_is_set_aside(desk: Desk) -> None:
    send_in(desk, b"%PDF-1.7")
    reader = FakeReader(2, page1=bad(FileFault.MEMORY, 3), page2=bad(FileFault.TIMEOUT))
    document = read(desk, reader)
    assert (document.state, document.fault, todos(desk)) == ("set_aside", "memory", ["set_aside"])


def test_a_page_of_which_no_picture_can_be_made_keeps_its_words(desk: Desk) -> None:
    class NoPictures(FakeReader):
        def picture(self, path: Path, page: int, *, rotated: int) -> bytes:
            raise UnreadableFile(FileFault.TOO_MANY_PIXELS)

    send_in(desk, b"%PDF-1.7")
    assert read(desk, NoPictures(1)).state == "read"
    assert [page.picture for page in pages(desk)] == [""]


def test_a_run_that_was_overtaken_writes_no_page(any_desk: Desk) -> None:
    class Slow(FakeReader):
        """While this one reads, its lease lapses and another run takes the task."""

        def read(self, path: Path, page: int) -> PageReading:
            with any_desk.db.write() as session:
                session.scalars(select(Task)).one().attempt += 1
            return super().read(path, page)

    send_in(any_desk, b"%PDF-1.7")
    assert read(any_desk, Slow()).state == "reading"
    assert pages(any_desk) == []
