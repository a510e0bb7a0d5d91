"""A file is what its bytes say, whatever its sender called it."""

from __future__ import annotations

import pytest

from ocr.sniff import FileKind, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\r\n\x00 %PDF-1.4", FileKind.PDF),
        (b"II*\0\x08\0\0\0", FileKind.TIFF),
        (b"MM\0*\0\0\0\x08", FileKind.TIFF),
        (b"\x89PNG\r\n\x1a\n\0\0", FileKind.PNG),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", FileKind.JPEG),
        (b"\0\0\0\x18ftypheic\0\0\0\0", FileKind.HEIC),
        (b"PK\x03\x04 %PDF-1.7", None),
        (b"<html><!-- %PDF-1.4 -->", None),
        (b"%!PS-Adobe-3.0 %PDF-1.4", None),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", None),
        (b"GIF89a", None),
        (b"<svg xmlns=", None),
        (b"", None),
    ],
)
def test_kinds_are_told_by_content(head: bytes, kind: FileKind | None) -> None:
    assert sniff(head) is kind
