"""Files that were made to hurt whoever opens them, built by program (security notes, list E5)."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.ocr import draw


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def one_page(
    content: bytes, *, box: bytes = b"0 0 612 792", more: tuple[bytes, ...] = (), resources: bytes = b""
) -> bytes:
    """A PDF of one page with that content stream; `more` objects are numbered from 5."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources),
            content,
            *more,
        ]
    )


def form_laughs() -> bytes:
    """Ten forms, each drawing the next ten times: ten thousand million times a line of text."""
    depth = 10
    forms = []
    for level in range(depth):
        last = level == depth - 1
        inner = b"BT /F1 9 Tf 10 10 Td (ha) Tj ET" if last else b"/X Do " * 10
        own = (
            b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
            if last
            else b"/XObject<</X %d 0 R>>" % (6 + level)
        )
        forms.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s>>" % own))
    return one_page(stream(b"/X Do"), resources=b"/XObject<</X 5 0 R>>", more=tuple(forms))


def flate_bomb(times: int = 1) -> bytes:
    """A gigabyte of spaces in a megabyte, or in a few kilobytes when packed twice."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(1024)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter[%s]" % (b"/FlateDecode " * times)))


def giant_page() -> bytes:
    return one_page(stream(b"BT ET"), box=b"0 0 14400 14400")


def giant_picture() -> bytes:
    """A picture of 30,000 by 30,000 pixels, all white."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\xff" * 30_000) for _ in range(30_000)) + packer.flush()
    image = stream(rows, b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray"
                   b"/BitsPerComponent 8/Filter/FlateDecode")  # fmt: skip
    return one_page(stream(b"612 0 0 792 0 0 cm /X Do"), resources=b"/XObject<</X 5 0 R>>", more=(image,))


def looped_pages() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def wild_numbers() -> bytes:
    return one_page(stream(b"1e308 0 0 -1e308 1e308 1e308 cm 0 0 m 1e308 1e308 l S"), box=b"0 0 1e308 1e308")


def many_pages(count: int = 2000) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
        + [page] * count
    )


def locked(folder: Path) -> bytes:
    path = folder / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(72, 700, "Nobody without the password reads this")
    canvas.save()
    return path.read_bytes()


def png(wide: int, high: int) -> bytes:
    """A white bilevel PNG of any size in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((wide + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(high)) + packer.flush()
    head = struct.pack("!IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*part) for part in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def looped_tiff() -> bytes:
    """A fax whose list of pages points back to its first page."""
    data = bytearray(fax(2))
    first = struct.unpack_from("<I", data, 4)[0]
    at = first
    while True:
        entries = struct.unpack_from("<H", data, at)[0]
        link = at + 2 + entries * 12
        following = struct.unpack_from("<I", data, link)[0]
        if following == 0:
            struct.pack_into("<I", data, link, first)
            return bytes(data)
        at = following


def fax(pages: int) -> bytes:
    """A small fax with so many pages."""
    sheets = [Image.new("1", (64, 64), 1) for _ in range(pages)]
    held = BytesIO()
    sheets[0].save(held, "TIFF", save_all=True, append_images=sheets[1:], compression="group4")
    return held.getvalue()


def giant_fax() -> bytes:
    """A strip that says it is 60,000 by 60,000."""
    held = BytesIO()
    Image.new("1", (64, 64), 1).save(held, "TIFF", compression="group4", dpi=(204, 196))
    data = bytearray(held.getvalue())
    start = struct.unpack_from("<I", data, 4)[0]
    for entry in range(struct.unpack_from("<H", data, start)[0]):
        at = start + 2 + entry * 12
        if struct.unpack_from("<H", data, at)[0] in (256, 257):
            struct.pack_into("<HII", data, at + 2, 4, 1, 60_000)
    return bytes(data)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def damaged(data: bytes, seed: int) -> bytes:
    """The file with a hundred bytes changed at random after its head."""
    dice, hurt = random.Random(seed), bytearray(data)
    for _ in range(100):
        hurt[dice.randrange(16, len(hurt))] = dice.randrange(256)
    return bytes(hurt)


def good_pdf(folder: Path) -> bytes:
    return draw.form_pdf(folder / "good.pdf").read_bytes()


def good_fax(folder: Path) -> bytes:
    return draw.tiff(folder / "good.tif", [draw.page(), draw.page()]).read_bytes()


def good_photo(folder: Path) -> bytes:
    return draw.picture(folder / "good.jpg", draw.page().convert("RGB")).read_bytes()
