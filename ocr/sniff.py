"""What a file is, by its content and never by its name."""

from __future__ import annotations

from enum import StrEnum

HEAD_BYTES = 1024
"""How much of a file `sniff` wants to see: readers accept a PDF header this far in."""

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


class FileKind(StrEnum):
    """The kinds of file that are read."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"
    HEIC = "heic"


def sniff(head: bytes) -> FileKind | None:
    """The kind of the file that begins with `head` (its first `HEAD_BYTES`), None if we do not read it."""
    if head.startswith(_TIFF_HEADS):
        return FileKind.TIFF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return FileKind.HEIC
    return FileKind.PDF if _is_pdf(head) else None


def _is_pdf(head: bytes) -> bool:
    """Gateways and printers put a few bytes before the header; another format's header is no such thing."""
    return b"%PDF-" in head[:HEAD_BYTES] and not head.lstrip().startswith((b"PK\x03\x04", b"<", b"MZ", b"%!"))
