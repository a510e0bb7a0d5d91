"""Read files without a desk: the contract of `casefax read` (design, "The reading contract")."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from forms.definition import Definition
from forms.papers import OTHER, Paper, PaperReader
from forms.submission import Checked, check_together
from forms.values import State, Value
from ocr.errors import FileFault, UnreadableFile
from ocr.page import PageReading
from ocr.reader import Reader

FLAGS = ("inappropriate_reason", "multiple_members", "effective_today")
"""The flags of the contract; whatever else a definition flags is printed as a warning."""

KNOWN = frozenset(
    [
        "noncompliance_letter",
        "member_reassignment_request",
        "member_notice_letter",
        "medication_agreement",
        "ecm_referral",
        "police_report",
        "chart_notes",
        "fax_cover_sheet",
        "other",
    ]
)
"""The types of the contract; a paper of any other type is printed as `other`."""


class PaperDesk:
    """Reads files into the objects of the contract."""

    def __init__(self, definitions: Mapping[str, Definition], today: date | None = None) -> None:
        self._definitions = definitions
        self._papers = PaperReader(definitions)
        self._today = today or datetime.now(UTC).date()

    def read_file(self, path: Path, reader: Reader) -> dict[str, Any]:
        """The object for one file. A file that cannot be read has `error` and no documents; it never
        raises for one.
        """
        began = time.monotonic()
        try:
            count = reader.inspect(path).pages
            pages = [reader.read(path, number) for number in range(1, count + 1)]
        except UnreadableFile as fault:
            return _failed(path, fault.code, fault.says)
        except OSError as fault:
            return _failed(path, "not_found", f"The file cannot be opened: {fault.strerror}.")
        documents = self.documents(pages)
        return {
            "file": path.name,
            "pages": count,
            "seconds": round(time.monotonic() - began, 2),
            "documents": documents,
        }

    def documents(self, pages: Sequence[PageReading]) -> list[dict[str, Any]]:
        """The papers on the pages of one file."""
        papers = self._papers.read(pages, today=self._today)
        return [_document(one) for one in check_together(papers, self._definitions, self._today)]

    def read_files(self, paths: Sequence[Path], *, workers: int = 1) -> Iterator[dict[str, Any]]:
        """The objects of many files in the order of `paths`, each as soon as it can be given.

        `workers` reading processes are kept warm. Closing the iterator early ends them.
        """
        with ExitStack() as stack:
            readers: SimpleQueue[Reader] = SimpleQueue()
            for _ in range(max(1, min(workers, len(paths)))):
                readers.put(stack.enter_context(Reader()))
            pool = ThreadPoolExecutor(max_workers=readers.qsize())
            stack.callback(pool.shutdown, wait=True, cancel_futures=True)
            waiting: list[Future[dict[str, Any]]] = [
                pool.submit(self._borrowing, path, readers) for path in paths
            ]
            for future in waiting:
                yield future.result()

    def _borrowing(self, path: Path, readers: SimpleQueue[Reader]) -> dict[str, Any]:
        reader = readers.get()
        try:
            return self.read_file(path, reader)
        finally:
            readers.put(reader)


def _failed(path: Path, code: FileFault | str, says: str) -> dict[str, Any]:
    return {
        "file": path.name,
        "pages": 0,
        "seconds": 0.0,
        "documents": [],
        "error": {"code": str(code), "says": says},
    }


def _document(checked: Checked) -> dict[str, Any]:
    paper, found = checked.paper, checked.evaluation
    return {
        "pages": list(paper.pages),
        "doc_type": paper.doc_type if paper.doc_type in KNOWN else OTHER,
        "definition": paper.definition,
        "confidence": round(paper.confidence, 3),
        "fields": _fields(paper),
        "missing": list(found.missing),
        "advise": list(found.advise),
        "undetermined": list(found.undetermined),
        "flags": [code for code in found.flags if code in FLAGS],
        "warnings": [*found.warnings, *(code for code in found.flags if code not in FLAGS), *paper.warnings],
    }


def _fields(paper: Paper) -> dict[str, Any]:
    """The fields that the paper states, or of which something stands there that could not be read."""
    return {
        name: _field(value)
        for name, value in paper.values.items()
        if value.state is not State.ABSENT or value.needs_review
    }


def _field(value: Value) -> dict[str, Any]:
    box = value.box
    return {
        "value": value.value,
        "raw": value.raw,
        "state": value.state.value,
        "confidence": round(value.confidence, 3),
        "needs_review": value.needs_review,
        "source": value.source.value,
        "page": value.page,
        "box": [round(edge, 4) for edge in (box.x0, box.y0, box.x1, box.y1)] if box else None,
        "candidates": list(value.candidates),
    }
