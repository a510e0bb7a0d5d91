"""Why a file could not be read, in words that tell the sender or the clerk what to do."""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """What is wrong with a file, or with the attempt to read it."""

    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    MEMORY = "memory"


SAYS = {
    FileFault.EMPTY: "The file is empty. Please send it again.",
    FileFault.UNKNOWN_TYPE: "The file is not a PDF, TIFF, PNG, JPEG or HEIC. Please send it as one of these.",
    FileFault.ENCRYPTED: "The file is locked with a password. Please send it again without one.",
    FileFault.BROKEN: "The file is damaged and cannot be opened. Please send it again, or fax the paper.",
    FileFault.TOO_LARGE: "The file is too large. Please send it in smaller parts.",
    FileFault.TOO_MANY_PAGES: "The file has too many pages. Please send it in smaller parts.",
    FileFault.TOO_MANY_PIXELS: "A page of the file is too large. Please scan it at 200 dpi and resend it.",
    FileFault.TIMEOUT: "The file took too long to read. Please print it, scan it and send it again.",
    FileFault.CRASHED: "The file made the reader stop. Please print it, scan it and send it again.",
    FileFault.MEMORY: "The file needs too much memory to read. Please print it, scan it and send it again.",
}

MAY_PASS = frozenset({FileFault.TIMEOUT, FileFault.CRASHED, FileFault.MEMORY})


class UnreadableFile(Exception):
    """A file, or one page of it, that cannot be read.

    `code` is the fault, `says` the sentence for people, and `permanent` is False
    where a second attempt may end better (a killed child, a busy machine).
    """

    def __init__(self, code: FileFault) -> None:
        super().__init__(code.value)
        self.code = code

    @property
    def says(self) -> str:
        return SAYS[self.code]

    @property
    def permanent(self) -> bool:
        return self.code not in MAY_PASS
