"""Papers for the reading tests, drawn from words: letters, faxes of them, forms and photographs."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

WIDE, HIGH = 1728, 2156
LETTER = (
    "Cedar Hollow Family Practice",
    "410 Cedar Hollow Road, Visalia, California",
    "Telephone (559) 555-0121",
    "",
    "Regarding the member named Marisol Quintero",
    "Identification number 91827364D",
    "",
    "On March 3, 2026 at 9:20 in the morning the member",
    "shouted at our nurse in the waiting room and left.",
    "We have called her twice since and sent one letter.",
    "",
    "Sincerely yours,",
)


def page(lines: tuple[str, ...] = LETTER, *, size: int = 40, left: int = 200, top: int = 260) -> Image.Image:
    """A typed page as a fine fax has it: 1728 by 2156, ink on white."""
    sheet = Image.new("L", (WIDE, HIGH), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size)
    for number, line in enumerate(lines):
        pen.text((left, top + number * round(size * 1.6)), line, font=font, fill=0)
    return sheet


def stamped(sheet: Image.Image, text: str) -> Image.Image:
    """The page with a sender's line along its top."""
    marked = sheet.copy()
    ImageDraw.Draw(marked).text((60, 30), text, font=ImageFont.load_default(30), fill=0)
    return marked


def noisy(sheet: Image.Image, specks: int, seed: int) -> Image.Image:
    """The page with single black dots all over it."""
    dots = random.Random(seed)
    marked = sheet.copy()
    for _ in range(specks):
        marked.putpixel((dots.randrange(WIDE), dots.randrange(HIGH)), 0)
    return marked


def tiff(
    path: Path,
    sheets: list[Image.Image],
    *,
    compression: str = "group4",
    dpi: tuple[float, float] = (204, 196),
    tags: dict[int, int] | None = None,
) -> Path:
    """A fax file: bilevel pages with resolution tags."""
    pages = [sheet.convert("1") for sheet in sheets]
    more = {"tiffinfo": tags} if tags else {}
    pages[0].save(path, save_all=True, append_images=pages[1:], compression=compression, dpi=dpi, **more)
    return path


def picture(path: Path, sheet: Image.Image) -> Path:
    """The page as the kind of picture that the file's ending says."""
    sheet.save(path)
    return path


def boxes(ticks: list[str], *, side: int = 30) -> Image.Image:
    """A column of checkboxes with a label each; "x", "v" and "over" tick them, "" does not."""
    sheet = Image.new("L", (WIDE, HIGH), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(36)
    for number, tick in enumerate(ticks):
        left, top = 220, 300 + number * 90
        pen.rectangle((left, top, left + side, top + side), outline=0, width=3)
        pen.text((left + side + 30, top - 6), f"Choice number {number + 1} of the form", font=font, fill=0)
        _tick(pen, tick, left, top, side)
    return sheet


def _tick(pen: ImageDraw.ImageDraw, tick: str, left: int, top: int, side: int) -> None:
    right, bottom = left + side, top + side
    if tick == "x":
        pen.line((left + 6, top + 6, right - 6, bottom - 6), fill=0, width=4)
        pen.line((left + 6, bottom - 6, right - 6, top + 6), fill=0, width=4)
    if tick in ("v", "over"):
        reach = 14 if tick == "over" else -5
        middle = (left + side // 3, bottom - 6)
        pen.line((left + 5, top + side // 2, *middle), fill=0, width=5)
        pen.line((*middle, right + reach, top - reach), fill=0, width=5)


def scrawl(sheet: Image.Image, left: int, top: int, seed: int) -> Image.Image:
    """The page with a looping pen stroke, about as large as a signature."""
    turns = random.Random(seed)
    marked = sheet.copy()
    pen, points = ImageDraw.Draw(marked), []
    for step in range(60):
        swing = 45 * np.sin(step * 0.9 + turns.random()) * (1 - step / 90)
        points.append((left + step * 6 + 22 * np.cos(step * 0.9), top + swing))
    pen.line(points, fill=0, width=4, joint="curve")
    return marked


def photograph(sheet: Image.Image) -> Image.Image:
    """The page lying on a dark table, seen from the side, with a shadow over one half."""
    wide, high = 1900, 2500
    table = Image.new("L", (wide, high), 70)
    corners = ((190, 200), (150, 2330), (1760, 2250), (1700, 260))
    bent = sheet.transform(
        (wide, high),
        Image.Transform.PERSPECTIVE,
        _view(corners, sheet.size),
        Image.Resampling.BICUBIC,
        fillcolor=0,
    )
    mask = Image.new("L", (wide, high), 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    table.paste(bent, mask=mask)
    lit = np.asarray(table, dtype=np.float64) * np.linspace(0.55, 1.0, wide)[None, :]
    return Image.fromarray(lit.astype(np.uint8)).convert("RGB")


def _view(corners: tuple[tuple[int, int], ...], size: tuple[int, int]) -> list[float]:
    """The eight numbers that take the table's points to the sheet's."""
    wide, high = size
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (0, high), (wide, high), (wide, 0)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(values))]


def text_pdf(path: Path, lines: tuple[str, ...] = LETTER) -> Path:
    """A PDF with real text in it."""
    canvas = Canvas(str(path), pagesize=letter)
    _write(canvas, lines)
    canvas.save()
    return path


def side_pdf(path: Path, *, rotate: int) -> Path:
    """A PDF whose text runs up the page, with that turn asked of the viewer."""
    wide, high = letter
    canvas = Canvas(str(path), pagesize=(high, wide) if rotate % 180 else letter)
    canvas.setPageRotation(rotate)
    canvas.rotate(90)
    for number, line in enumerate(LETTER):
        canvas.drawString(72, -100 - number * 24, line)
    canvas.save()
    return path


def cropped_pdf(path: Path) -> Path:
    """A PDF that shows only the middle of its page."""
    canvas = Canvas(str(path), pagesize=letter, cropBox=(36, 36, 576, 756))
    _write(canvas, LETTER)
    canvas.save()
    return path


def pdf_of_kind(path: Path, kind: str) -> Path:
    """A "letter", one that asks to be "turned", a "cropped" one, or a "form"."""
    if kind == "turned":
        return side_pdf(path, rotate=90)
    return {"letter": text_pdf, "cropped": cropped_pdf, "form": form_pdf}[kind](path)


def scan_pdf(path: Path, sheet: Image.Image, *, hidden: str = "", stamp: str = "") -> Path:
    """A PDF that only shows a page; `hidden` text lies invisibly over it, a `stamp` visibly at its top."""
    canvas = Canvas(str(path), pagesize=letter)
    png = path.with_suffix(".scan.png")
    sheet.save(png)
    canvas.drawImage(str(png), 0, 0, *letter)
    if stamp:
        canvas.drawString(20, letter[1] - 18, stamp)
    if hidden:
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        text.textLines(hidden)
        canvas.drawText(text)
    canvas.save()
    return path


def form_pdf(path: Path) -> Path:
    """A fillable PDF, filled: a name, a note of two lines, boxes and radio buttons."""
    canvas = Canvas(str(path), pagesize=letter)
    _write(canvas, ("Request form of the plan for a member", "Member name:", "Explain:", "Choose:"), step=60)
    form = canvas.acroForm
    form.textfield(name="member_name", value="Marisol Quintero", x=200, y=655, width=240, height=18)
    form.textfield(name="explain", value="First line\nSecond line", x=200, y=580, width=300, height=50,
                   fieldFlags="multiline")  # fmt: skip
    form.textfield(name="left_empty", value="", x=200, y=480, width=240, height=18)
    form.checkbox(name="wanted", checked=True, x=200, y=535, size=16)
    form.checkbox(name="unwanted", checked=False, x=260, y=535, size=16)
    for value in ("yes", "no"):
        form.radio(
            name="agreed", value=value, selected=value == "no", x=200 if value == "yes" else 260, y=420
        )
    canvas.showPage()
    canvas.save()
    return path


def _write(canvas: Canvas, lines: tuple[str, ...], *, step: float = 24) -> None:
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 720 - number * step, line)


def heic(sheet: Image.Image) -> bytes:
    """The page as a telephone saves it."""
    held = BytesIO()
    sheet.convert("RGB").save(held, format="HEIF", quality=80)
    return held.getvalue()
