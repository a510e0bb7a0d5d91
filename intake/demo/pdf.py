"""PDF files: a letter with digital text, and a fillable request form."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from intake.demo import request_wording as wording
from intake.demo.blocks import Block, Cut
from intake.demo.pen import Align
from intake.demo.sayings import plain

_FONTS: Final = {
    Cut.REGULAR: "Times-Roman",
    Cut.BOLD: "Times-Bold",
    Cut.ITALIC: "Times-Italic",
}
_ALIGNS: Final[Mapping[Align, Literal[0, 1, 2]]] = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}
FormValue = str | bool


def text_pdf(blocks: Sequence[Block]) -> bytes:
    """The letter as a word processor exports it."""
    file = io.BytesIO()
    page = SimpleDocTemplate(
        file, pagesize=LETTER, leftMargin=72, rightMargin=72, topMargin=60, bottomMargin=60
    )
    page.build([part for block in blocks for part in _flowables(block)], canvasmaker=_dateless)
    return file.getvalue()


def _dateless(*args: Any, **options: Any) -> Canvas:
    """A canvas whose file bears no date, so that the same letter gives the same bytes."""
    return Canvas(*args, **(options | {"invariant": 1}))


def _flowables(block: Block) -> list[Flowable]:
    if block.signature is not None:
        return [Spacer(1, 14), _Scrawl(), Spacer(1, 4)]
    size = 11 * block.scale
    style = ParagraphStyle(
        "block",
        fontName=_FONTS[block.cut],
        fontSize=size,
        leading=size * 1.3,
        alignment=_ALIGNS[block.align],
        spaceBefore=block.gap * 13,
        leftIndent=block.indent / 3,
    )
    return [Paragraph(escape(plain(block.text)).replace("\n", "<br/>"), style)]


class _Scrawl(Flowable):
    """A signature as a line drawing."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = 120, 26

    def draw(self) -> None:
        line = self.canv.beginPath()
        line.moveTo(0, 6)
        for x in range(0, 110, 18):
            line.curveTo(x + 4, 34, x + 9, -8, x + 16, 14)
        self.canv.setLineWidth(1.2)
        self.canv.drawPath(line)


def fillable_request(values: Mapping[str, FormValue]) -> bytes:
    """A reassignment form as a fillable PDF, its fields named as the definition names them.

    `values` are the fields' contents: text, or True for a ticked box
    (`reasons.missed_appointments`); a name that is left out stays blank.
    """
    file = io.BytesIO()
    page = Canvas(file, pagesize=LETTER, invariant=1)
    page.setTitle(wording.TITLES[0])
    page.setFont("Helvetica-Bold", 15)
    page.drawCentredString(306, 745, wording.TITLES[0])
    page.setFont("Helvetica", 9)
    page.drawCentredString(306, 730, wording.INSTRUCTIONS[0])
    y = _texts(page, values, 705)
    y = _boxes(page, values, "reasons", wording.REASONS, y - 6)
    y = _dates(page, values, y - 4)
    y = _area(page, values, "narrative", wording.NARRATIVES[0], y)
    y = _area(page, values, "efforts_text", wording.EFFORTS[0], y)
    _text(page, values, "member_letter_date", wording.LETTER_DATES[0], 50, y, 120)
    _text(page, values, "signature", "Provider signature (type your name)", 50, y - 38, 260)
    _text(page, values, "signed_on", "Date", 340, y - 38, 120)
    page.showPage()
    page.save()
    return file.getvalue()


_ROWS: Final = (
    (("member_name", "Member name", 260), ("member_cin", "CIN", 130), ("member_dob", "Date of birth", 90)),
    (("provider_name", "Provider name", 260), ("provider_npi", "NPI", 130)),
    (("practice_name", "Practice", 260), ("provider_phone", "Phone", 110), ("provider_fax", "Fax", 110)),
)


def _texts(page: Canvas, values: Mapping[str, FormValue], y: int) -> int:
    for row in _ROWS:
        x = 50
        for name, label, wide in row:
            _text(page, values, name, label, x, y, wide)
            x += wide + 10
        y -= 40
    return y


def _text(
    page: Canvas, values: Mapping[str, FormValue], name: str, label: str, x: int, y: int, wide: int
) -> None:
    page.setFont("Helvetica", 8)
    page.drawString(x, y, label)
    page.acroForm.textfield(
        name=name,
        value=str(values.get(name, "")),
        x=x,
        y=y - 21,
        width=wide,
        height=18,
        fontSize=10,
        borderWidth=1,
        forceBorder=True,
    )


def _boxes(
    page: Canvas, values: Mapping[str, FormValue], field: str, labels: Mapping[str, Sequence[str]], y: int
) -> int:
    page.setFont("Helvetica-Bold", 10)
    page.drawString(50, y, wording.REASON_HEADINGS[0])
    page.setFont("Helvetica", 9)
    for key, texts in labels.items():
        y -= 18
        name = f"{field}.{key}"
        page.acroForm.checkbox(
            name=name, checked=bool(values.get(name)), x=56, y=y - 2, size=12, borderWidth=1
        )
        page.drawString(76, y, texts[0])
    return y - 18


def _dates(page: Canvas, values: Mapping[str, FormValue], y: int) -> int:
    for i in range(4):
        label = wording.DATES[0] if i == 0 else ""
        _text(page, values, f"missed_appointment_dates.{i + 1}", label, 50 + i * 110, y, 100)
    return y - 40


def _area(page: Canvas, values: Mapping[str, FormValue], name: str, label: str, y: int) -> int:
    page.setFont("Helvetica", 8)
    page.drawString(50, y, label)
    page.acroForm.textfield(
        name=name,
        value=str(values.get(name, "")),
        x=50,
        y=y - 75,
        width=500,
        height=70,
        fontSize=10,
        borderWidth=1,
        fieldFlags="multiline",
        forceBorder=True,
    )
    return y - 92
