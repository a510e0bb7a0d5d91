"""The parent's handle on reading: asks one warm child, and replaces it when it is worn or broken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from ocr.errors import FileFault, UnreadableFile
from ocr.limits import DEFAULT, Limits
from ocr.page import PageReading
from ocr.sniff import HEAD_BYTES, FileKind, sniff
from ocr.warm_child import ChildWasGone, WarmChild

_ANSWER = TypeAdapter(PageReading)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a file is and how many pages it has."""

    kind: FileKind
    pages: int


class Reader:
    """Reads pages of files in a limited child that starts with the first question.

    `engines` is "real", or "none" for a reader that sees no words (it makes
    pictures, and reads text layers and form fields). One question at a time; a
    second thread waits. Start it from a thread that lives as long as the reader
    (the child dies with the thread that started it).
    """

    def __init__(self, limits: Limits = DEFAULT, engines: str = "real") -> None:
        self._limits = limits
        self._engines = engines
        self._child: WarmChild | None = None
        self._pages = 0
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, None before the first question."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the child now, so that the first page need not wait for the models."""
        with self._lock:
            self._warm()

    def inspect(self, path: Path) -> FileInfo:
        """The kind and the number of pages of the file. Raises `UnreadableFile`."""
        kind = self._kind(path)
        head, _ = self._ask({"do": "inspect", "path": str(path), "kind": kind})
        pages = head.get("pages")
        if not isinstance(pages, int) or pages < 1:
            raise UnreadableFile(FileFault.BROKEN)
        return FileInfo(kind, pages)

    def read(self, path: Path, page: int) -> PageReading:
        """All that stands on one page, counted from 1. Raises `UnreadableFile`."""
        head, _ = self._ask({"do": "read", "path": str(path), "kind": self._kind(path), "page": page})
        try:
            return _ANSWER.validate_python(head.get("reading"))
        except ValidationError:
            raise UnreadableFile(FileFault.CRASHED) from None

    def picture(self, path: Path, page: int, width: int = 1240, *, rotated: int | None = None) -> bytes:
        """The upright page, to which its reading's boxes refer, as a PNG so wide. Raises `UnreadableFile`.

        Say what the reading has as `rotated`, and the page need not be read again
        to know its way up; a reader with the engines "none" cannot know it otherwise.
        """
        question = {"do": "picture", "path": str(path), "kind": self._kind(path)}
        return self._ask(question | {"page": page, "width": width, "rotated": rotated})[1]

    def close(self) -> None:
        """End the child. The reader can be used again: it starts another."""
        with self._lock:
            self._drop()

    def _kind(self, path: Path) -> FileKind:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile(FileFault.EMPTY)
        if size > self._limits.max_bytes:
            raise UnreadableFile(FileFault.TOO_LARGE)
        with path.open("rb") as file:
            kind = sniff(file.read(HEAD_BYTES))
        if kind is None:
            raise UnreadableFile(FileFault.UNKNOWN_TYPE)
        return kind

    def _ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            try:
                head, body = self._answer(question)
            except UnreadableFile:
                self._drop()
                raise
            if head.get("leaving"):
                self._drop()
        if "error" in head:
            raise UnreadableFile(_fault(head["error"]))
        return head, body

    def _answer(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The child's answer; a child that died unnoticed before it was asked is replaced, once."""
        try:
            return self._warm().ask(question)
        except ChildWasGone:
            self._drop()
        try:
            return self._warm().ask(question)
        except ChildWasGone:
            raise UnreadableFile(FileFault.CRASHED) from None

    def _warm(self) -> WarmChild:
        if self._child and (self._pages >= self._limits.pages_per_child or not self._child.is_idle):
            self._drop()
        if not self._child:
            self._child = WarmChild(self._limits, self._engines)
            self._pages = 0
        self._pages += 1
        return self._child

    def _drop(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


def _fault(code: object) -> FileFault:
    """The child's word for what went wrong; a word we do not know means that it is not to be trusted."""
    try:
        return FileFault(str(code))
    except ValueError:
        return FileFault.CRASHED
