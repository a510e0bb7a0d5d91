"""How an office answers what it is asked: it types what it knows, or sends the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image

from tests.line import Page
from tests.paper import COPIES, TestPaper

Typed = dict[str, object]
Files = dict[str, list[bytes]]

CHOICES = {"reasons", "efforts", "populations_of_focus"}


def answers_to(code: str, paper: TestPaper, page: Page) -> tuple[Typed, Files]:
    """Inputs and files for one question of the page."""
    if code in COPIES:
        return {}, {f"{code}__files": [_copy(paper, COPIES[code])]}
    if code == "signature":
        return {"signature_present": f"{paper.fields['provider_name']}, owner"}, {}
    if code == "police_report":
        return {"police_report_number": "26-004417"}, {}
    return _TYPED.get(code, _as_stated)(code, paper, page), {}


def _as_stated(code: str, paper: TestPaper, page: Page) -> Typed:
    stated = paper.fields[code]
    return {code: stated}


def _dates(code: str, paper: TestPaper, page: Page) -> Typed:
    wanted = [_american(day) for day in paper.fields[code]]
    blanks = [name for name in page.names if name.startswith(f"{code}-")]
    return dict(zip(blanks, wanted, strict=False))


def _times(code: str, paper: TestPaper, page: Page) -> Typed:
    blanks = [name for name in page.names if name.startswith(f"{code}-")]
    return dict(zip(blanks, paper.fields[code], strict=False))


def _american(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day:%m/%d/%Y}"


def _copy(paper: TestPaper, doc_type: str) -> bytes:
    """The pages of a companion paper as a TIFF."""
    part = next(part for part in paper.paper.parts if part.doc_type == doc_type)
    pages: list[Image.Image] = type(paper.paper)([part]).pictures()
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(204, 196))
    return out.getvalue()


_TYPED: Mapping[str, Callable[[str, TestPaper, Page], Typed]] = {
    "incident_dates": _dates,
    "missed_appointment_dates": _dates,
    "incident_times": _times,
}
