"""Filled fields and typed notes of a PDF page: what a person put into it with a keyboard."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from ocr.page import Box, FormField
from ocr.plain_text import plain

_BUTTONS = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_TYPED = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_HIDDEN = 1 << 1
_NO_VIEW = 1 << 5
_GRID = 100_000
"""pdfium turns page coordinates into whole pixels: on so fine a grid they are fractions of the page."""
_USUAL_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Widget:
    """One thing to fill in, where it stands on the upright page. `size` is its letters' height in points."""

    name: str
    kind: int
    box: Box
    text: str
    ticked: bool
    export: str
    size: float

    @property
    def is_button(self) -> bool:
        """A checkbox or a radio button."""
        return self.kind in _BUTTONS

    @property
    def is_signature(self) -> bool:
        """A signature field that somebody signed."""
        return bool(self.kind == pdfium.FPDF_FORMFIELD_SIGNATURE)


def widgets(page: Any) -> list[Widget]:
    """The visible form fields and typed notes of pdfium's `page`, in the file's order."""
    return [found for annotation in _annotations(page) if (found := _widget(page, annotation))]


def form_fields(found: list[Widget]) -> tuple[FormField, ...]:
    """What was filled in: typed text, checkboxes ticked or empty, the chosen one of some radio buttons."""
    return tuple(FormField(one.name, value, one.box) for one in found if (value := _value(one)) is not None)


def _value(one: Widget) -> str | bool | None:
    if one.kind == pdfium.FPDF_FORMFIELD_CHECKBOX:
        return one.ticked
    if one.kind == pdfium.FPDF_FORMFIELD_RADIOBUTTON:
        return (one.export or "on") if one.ticked else None
    if one.is_signature:
        return True
    return one.text or None if one.kind in _TYPED else None


def _annotations(page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            yield annotation
            pdfium.FPDFPage_CloseAnnot(annotation)


def _widget(page: Any, annotation: Any) -> Widget | None:
    if pdfium.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
        return None
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _own_string(annotation, b"Contents")
        return Widget("", -1, _box(page, annotation), text, False, "", _USUAL_SIZE) if text else None
    if kind != pdfium.FPDF_ANNOT_WIDGET or page.formenv is None:
        return None
    return _field(page, page.formenv.raw, annotation)


def _field(page: Any, form: Any, annotation: Any) -> Widget | None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind == pdfium.FPDF_FORMFIELD_SIGNATURE and not pdfium.FPDFAnnot_HasKey(annotation, b"V"):
        return None
    return Widget(
        name=_string(pdfium.FPDFAnnot_GetFormFieldName, form, annotation),
        kind=kind,
        box=_box(page, annotation),
        text=_lines(_string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)) if kind in _TYPED else "",
        ticked=kind in _BUTTONS and bool(pdfium.FPDFAnnot_IsChecked(form, annotation)),
        export=_string(pdfium.FPDFAnnot_GetFormFieldExportValue, form, annotation)
        if kind in _BUTTONS
        else "",
        size=_letter_size(form, annotation),
    )


def _letter_size(form: Any, annotation: Any) -> float:
    size = ctypes.c_float()
    told = pdfium.FPDFAnnot_GetFontSize(form, annotation, size)
    return size.value if told and size.value > 1 else _USUAL_SIZE


def _string(get: Callable[..., int], form: Any, annotation: Any) -> str:
    return _utf16(lambda buffer, size: get(form, annotation, buffer, size))


def _own_string(annotation: Any, key: bytes) -> str:
    return _lines(_utf16(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)))


def _utf16(get: Callable[[Any, int], int]) -> str:
    size = get(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    get(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _lines(text: str) -> str:
    """Typed text with its line breaks kept and everything else plain."""
    kept = [plain(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(kept).strip()


def _box(page: Any, annotation: Any) -> Box:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    corners = [
        _on_page(page, rectangle.left, rectangle.bottom),
        _on_page(page, rectangle.right, rectangle.top),
    ]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Box(across[0], down[0], across[1], down[1])


def _on_page(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the file as fractions of the upright page, within it."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return min(max(across.value / _GRID, 0.0), 1.0), min(max(down.value / _GRID, 0.0), 1.0)
