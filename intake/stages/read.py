"""Read a document: page by page in the limited child, each page a row as soon as it is read."""

from __future__ import annotations

import io
import logging
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intake import audit
from intake.desk import Desk
from intake.models import Document, DocumentState, Page, TaskKind, TodoKind
from intake.receive import set_aside
from intake.tasks import Claim, add_task, finish, renew
from intake.todos import add_todo
from ocr.errors import FileFault, UnreadableFile
from ocr.page import PageReading
from ocr.reader import Reader

log = logging.getLogger(__name__)

PAGE_TRIES = 3
"""A killed child says nothing of the page it read; a page that kills three is the one to blame."""


def read_document(desk: Desk, reader: Reader, held: Claim) -> None:
    """Read the pages that have no row yet, then ask for the document to be assessed.

    A file that cannot be opened, after a few tries where the fault may pass, is set aside
    with its sentence; a page that cannot be read becomes a row that says so, and the other
    pages are read all the same.
    """
    with desk.db.write() as session:
        renew(session, held)
        document = session.get_one(Document, held.subject_id)
        document.state = DocumentState.READING
        known = set(session.scalars(select(Page.number).where(Page.document_id == document.id)))
    path = desk.files.open_local(document.sha256)
    try:
        pages = _patiently(reader, lambda: reader.inspect(path).pages)
    except UnreadableFile as fault:
        _put_aside(desk, held, fault.code)
        return
    for number in range(1, pages + 1):
        if number not in known:
            _read_page(desk, reader, held, path, number)
    _finish(desk, held, pages)


def _read_page(desk: Desk, reader: Reader, held: Claim, path: Path, number: int) -> None:
    began = time.monotonic()
    try:
        found = _patiently(reader, lambda: reader.read(path, number))
        reading, picture = found.as_json(), _picture(reader, held, path, found)
    except UnreadableFile as fault:
        log.warning("document %s page %s: %s", held.subject_id, number, fault.code)
        reading, picture = {"error": fault.code}, b""
    stored = desk.files.put(io.BytesIO(picture))[0] if picture else ""
    with desk.db.write() as session:
        renew(session, held)
        row = Page(document_id=held.subject_id, number=number, reading=reading, picture=stored)
        row.seconds = round(time.monotonic() - began, 3)
        session.add(row)


def _picture(reader: Reader, held: Claim, path: Path, found: PageReading) -> bytes:
    """The page as clerks see it; a page that was read keeps its words even where none can be made."""
    try:
        ask = partial(reader.picture, path, found.number, rotated=found.rotated)
        picture: bytes = _patiently(reader, ask)
        return picture
    except UnreadableFile as fault:
        log.warning("document %s page %s has no picture: %s", held.subject_id, found.number, fault.code)
        return b""


def _patiently(reader: Reader, ask: Any) -> Any:
    """Ask again when the child died under the question: somebody else may have killed it."""
    for tries_left in reversed(range(PAGE_TRIES)):
        try:
            return ask()
        except UnreadableFile as fault:
            if fault.permanent or fault.code is FileFault.TIMEOUT or not tries_left:
                raise
    raise AssertionError("unreachable")


def _put_aside(desk: Desk, held: Claim, fault: FileFault) -> None:
    with desk.db.write() as session:
        set_aside(session, session.get_one(Document, held.subject_id), fault)
        finish(session, held)


def _finish(desk: Desk, held: Claim, pages: int) -> None:
    """All pages are rows: the document is read, unless none of them could be."""
    with desk.db.write() as session:
        document = session.get_one(Document, held.subject_id)
        document.page_count = pages
        bad = [page.number for page in document.pages if "error" in page.reading]
        if len(bad) == pages:
            set_aside(session, document, FileFault(document.pages[0].reading["error"]))
        else:
            document.state = DocumentState.READ
            document.read_at = desk.clock()
            add_task(session, TaskKind.ASSESS, f"document:{document.id}")
            audit.record(session, audit.MACHINE, "read", f"document:{document.id}", pages=pages)
        if bad and len(bad) < pages:
            _tell_bad_pages(session, document, bad)
        finish(session, held)


def _tell_bad_pages(session: Any, document: Document, pages: list[int]) -> None:
    document.fault = "bad_pages"
    document.says = f"We could not read page {', '.join(map(str, pages))}. A person will look at it."
    add_todo(
        session,
        TodoKind.SET_ASIDE,
        f"document:{document.id}",
        document_id=document.id,
        detail={"pages": pages},
    )
