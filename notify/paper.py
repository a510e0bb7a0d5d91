"""The look of our letters: letterhead, type, codes. Black on white, so that a fax keeps all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import fontpkg_fira_sans
import numpy as np
import zxingcpp
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
)

from notify.numbers import readable

MARGIN = 0.9 * inch
WIDTH = LETTER[0] - 2 * MARGIN
PLAIN = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
"""A table's style that shows no table: its columns only line things up."""
_HEAD = 1.05 * inch
_FOOT = 0.6 * inch
_FACES = {"Letter": "Regular", "Letter-Bold": "SemiBold", "Letter-Italic": "Italic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The plan that writes, as its profile says; `department` is the unit that answers.

    Its numbers come out as people read them."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    department: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "phone", readable(self.phone))
        object.__setattr__(self, "fax", readable(self.fax))

    @property
    def lines(self) -> list[str]:
        """Address and numbers, one a line."""
        numbers = (self.phone and f"Phone {self.phone}", self.fax and f"Fax {self.fax}")
        return [line for line in (*self.address, *numbers) if line]


def words(text: str, style: str = "body") -> Paragraph:
    """A paragraph of plain text; nothing in it is taken for markup."""
    return _paragraph(escape(text).replace("\n", "<br/>"), style)


def rich(markup: str, style: str = "body", **values: str) -> Paragraph:
    """A paragraph of our own markup with plain values put in."""
    return _paragraph(markup.format(**{name: escape(value) for name, value in values.items()}), style)


def _paragraph(markup: str, style: str) -> Paragraph:
    _register_faces()
    return Paragraph(markup, _STYLES[style])


def heading(text: str) -> list[Flowable]:
    """A heading that never stands alone at a page's end, and lets a long text below it break."""
    return [CondPageBreak(0.9 * inch), words(text, "heading")]


def gap(points: float) -> Spacer:
    return Spacer(1, points)


class CodePicture(Flowable):
    """A QR code of `text`, `size` points wide, drawn as squares so that any resolution keeps it sharp."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        self._dark = np.asarray(code.to_image(scale=1, add_quiet_zones=False)) == 0
        self.width = self.height = size

    def wrap(self, *_room: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        module = self.width / len(self._dark)
        for down, across in np.argwhere(self._dark):
            x, y = across * module, self.height - (down + 1) * module
            # a hair wider than it is: neighbours must not show a seam
            self.canv.rect(x, y, module * 1.02, module * 1.02, stroke=0, fill=1)


def letter_pdf(
    story: Sequence[Flowable], *, head: Letterhead, title: str, reference: str, footer: str
) -> bytes:
    """The pages of a letter. The same story gives the same bytes, so a job may run twice."""
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=LETTER, title=title, author=head.name, subject=reference, lang="en-US", invariant=1
    )
    first = Frame(MARGIN, _FOOT, WIDTH, LETTER[1] - _FOOT - _HEAD - 0.45 * inch, 0, 0, 0, 0)
    later = Frame(MARGIN, _FOOT, WIDTH, LETTER[1] - _FOOT - _HEAD, 0, 0, 0, 0)
    foot = f"{reference}  |  {footer}"
    document.addPageTemplates(
        [
            PageTemplate(
                "first", [first], onPage=lambda c, _: _draw_head(c, head), autoNextPageTemplate="later"
            ),
            PageTemplate("later", [later], onPage=lambda c, _: _draw_running_head(c, head, reference)),
        ]
    )
    document.build(list(story), canvasmaker=lambda *a, **k: _NumberedCanvas(foot, *a, **k))
    return out.getvalue()


class _NumberedCanvas(Canvas):
    """Holds the pages back until their number is known, for `Page 1 of 2`: a lost fax page must show."""

    def __init__(self, foot: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._foot = foot
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # the stub leaves it out

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            self.setFont("Letter", 9)
            self.drawString(MARGIN, 0.38 * inch, self._foot)
            self.drawRightString(LETTER[0] - MARGIN, 0.38 * inch, f"Page {number} of {len(self._held)}")
            super().showPage()
        super().save()


def _draw_head(canvas: Canvas, head: Letterhead) -> None:
    top = LETTER[1] - 0.75 * inch
    canvas.setFont("Letter-Bold", _fitting(head.name))
    canvas.drawString(MARGIN, top, head.name)
    canvas.setFont("Letter", 11)
    canvas.drawString(MARGIN, top - 17, head.department)
    canvas.setFont("Letter", 9.5)
    for number, line in enumerate(head.lines):
        canvas.drawRightString(LETTER[0] - MARGIN, top + 8 - 12 * number, line)
    canvas.setLineWidth(1.5)
    canvas.line(MARGIN, top - 36, LETTER[0] - MARGIN, top - 36)


def _fitting(name: str) -> float:
    """The size at which a plan's name leaves room for the address beside it."""
    width = pdfmetrics.stringWidth(name, "Letter-Bold", 20)
    return min(20.0, 20 * (WIDTH - 2.1 * inch) / width)


def _draw_running_head(canvas: Canvas, head: Letterhead, reference: str) -> None:
    y = LETTER[1] - 0.7 * inch
    canvas.setFont("Letter", 9.5)
    canvas.drawString(MARGIN, y, head.name)
    canvas.drawRightString(LETTER[0] - MARGIN, y, reference)
    canvas.setLineWidth(1)
    canvas.line(MARGIN, y - 7, LETTER[0] - MARGIN, y - 7)


def _register_faces() -> None:
    """The faces are embedded: reportlab's built-in ones lack letters that people's names have."""
    folder = Path(fontpkg_fira_sans.ROOT) / "files"
    for name, weight in _FACES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"FiraSans-{weight}.ttf"))
    pdfmetrics.registerFontFamily(
        "Letter", normal="Letter", bold="Letter-Bold", italic="Letter-Italic", boldItalic="Letter-Bold"
    )


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, **{"fontName": "Letter", "fontSize": size, "leading": size * 1.36, **more})


_STYLES = {
    style.name: style
    for style in (
        _style("body", 11, spaceAfter=7),
        _style("item", 11),
        _style("address", 11, leading=14.5),
        _style("title", 15, fontName="Letter-Bold", spaceBefore=4, spaceAfter=8),
        _style("heading", 11.5, fontName="Letter-Bold", spaceBefore=7, spaceAfter=4),
        _style("small", 9.5, spaceAfter=4),
        _style("reference", 27, fontName="Letter-Bold"),
        _style("right", 11, alignment=TA_RIGHT),
    )
}
