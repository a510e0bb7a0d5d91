"""A case's fields as the clerk sees them: label, value, doubt, and where it stands on the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.definition import Definition, Field, FieldType
from forms.values import ABSENT, Source, State, Value
from intake.cases import Version, current_values, versions
from intake.desk import Desk
from intake.models import Case, Page, Paper
from ocr.page import Box

MARGIN = 0.012
"""Paper shown around a field's box, as a share of the page."""
STATES = {
    State.ABSENT: "Not on the paper",
    State.UNREADABLE: "Unreadable",
    State.NOT_APPLICABLE: "Does not apply",
}
SOURCES = {
    Source.CLERK: "by a clerk",
    Source.PROVIDER: "by the office",
    Source.FORM_FIELD: "typed into the form",
    Source.TEXT: "text of the file",
    Source.PPOCR_AND_TESSERACT: "both readers agree",
    Source.PPOCR: "first reader",
    Source.TESSERACT: "second reader",
    Source.MARK: "tick mark",
}


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a case: which picture, what it is a page of, and its size in pixels."""

    page_id: int
    number: int
    paper_id: int
    title: str
    width: int
    height: int
    has_picture: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field with its current value."""

    field: Field
    value: Value
    seen: int
    """The newest row of this field: a change that was made meanwhile has another."""
    page: PageView | None = None
    history: Sequence[Version] = ()

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def is_doubtful(self) -> bool:
        """A person should look: a reading is not sure, or could not be made and nobody has said so."""
        unread = self.value.state is State.UNREADABLE and self.value.source is not Source.CLERK
        return unread or self.value.needs_review

    @property
    def is_filled(self) -> bool:
        return self.value.is_present or self.value.state is State.UNREADABLE

    @property
    def entries(self) -> list[str]:
        """The value as texts for inputs."""
        held = self.value.value
        if held is None:
            return []
        if isinstance(held, bool):
            return ["yes" if held else "no"]
        return [written(self.field, item) for item in (held if isinstance(held, list) else [held])]

    def written(self, item: str) -> str:
        """One item of the value as people write it."""
        return written(self.field, item)

    @property
    def shown(self) -> str:
        """The value, or its state, in words."""
        if self.value.value is None or not self.is_filled:
            return STATES.get(self.value.state, "")
        if isinstance(self.value.value, bool):
            return "Yes" if self.value.value else "No"
        return "; ".join(self.entries)

    @property
    def candidates(self) -> list[str]:
        """Other readings that a click takes, as written for people."""
        named = [written(self.field, item) for item in self.value.candidates]
        return [item for item in dict.fromkeys(named) if item and item != self.shown]

    @property
    def says(self) -> str:
        """Why a person should look, in a few words."""
        if self.value.state is State.UNREADABLE:
            return "There is something here that could not be read."
        if self.candidates:
            return "The two readers differ."
        if self.value.repaired:
            return "A letter or digit was repaired."
        return "The reading is not sure."

    @property
    def source(self) -> str:
        return SOURCES[self.value.source] if self.is_filled else ""

    @property
    def crop(self) -> str:
        """The box with a margin as an SVG view of the page's picture; empty where there is none."""
        if self.page is None or self.value.box is None or not self.page.has_picture:
            return ""
        return view_box(self.value.box, self.page, MARGIN)


def field_views(session: Session, case: Case, definition: Definition) -> list[FieldView]:
    """All fields of the definition, doubtful ones first, then filled ones, then empty ones."""
    values, known = current_values(session, case), versions(case)
    pages = {(page.paper_id, page.number): page for page in page_views(case, {})}
    views = [
        _view(each, values.get(each.name, ABSENT), known.get(each.name, []), pages)
        for each in definition.fields
    ]
    return sorted(views, key=lambda view: (not view.is_doubtful, not view.is_filled))


def page_views(case: Case, titles: Mapping[str, str]) -> list[PageView]:
    """Every page of the case's papers, in the order in which they came."""
    return [view for paper in case.papers for view in pages_of(paper, titles)]


def pages_of(paper: Paper, titles: Mapping[str, str]) -> list[PageView]:
    """The pages of one paper."""
    title = titles.get(paper.doc_type, paper.doc_type)
    chosen = [page for page in paper.document.pages if page.number in paper.page_numbers]
    return [_page_view(page, paper.id, title) for page in chosen]


def view_box(box: Box, page: PageView, margin: float = 0.0) -> str:
    """A box (fractions) as an SVG `viewBox` in the page's pixels."""
    x0, y0 = max(box.x0 - margin, 0.0), max(box.y0 - margin, 0.0)
    x1, y1 = min(box.x1 + margin, 1.0), min(box.y1 + margin, 1.0)
    parts = (x0 * page.width, y0 * page.height, (x1 - x0) * page.width, (y1 - y0) * page.height)
    return " ".join(f"{part:.1f}" for part in parts)


def written(field: Field, item: str) -> str:
    """A normalised value as people write it."""
    if field.choices:
        return field.choices.get(item, item)
    if field.type is FieldType.US_PHONE and len(item) == 10 and item.isdigit():
        return f"{item[:3]}-{item[3:6]}-{item[6:]}"
    parts = {FieldType.DATE: _american, FieldType.TIME: _twelve_hours}
    return parts[field.type](item) if field.type in parts else item


def titles(desk: Desk) -> dict[str, str]:
    """What each type of paper is called."""
    return {name: definition.title for name, definition in desk.definitions.items()}


def _american(iso: str) -> str:
    try:
        value = dt.date.fromisoformat(iso)
    except ValueError:  # not a whole date: show what was read
        return iso
    return f"{value.month}/{value.day}/{value.year}"


def _twelve_hours(text: str) -> str:
    try:
        value = dt.time.fromisoformat(text)
    except ValueError:  # not a whole time: show what was read
        return text
    return f"{value.hour % 12 or 12}:{value:%M} {'a.m.' if value.hour < 12 else 'p.m.'}"


def _page_view(page: Page, paper_id: int, title: str) -> PageView:
    size = int(page.reading.get("width") or 0) or 850, int(page.reading.get("height") or 0) or 1100
    return PageView(page.id, page.number, paper_id, title, *size, has_picture=bool(page.picture))


def _view(
    each: Field, value: Value, known: Sequence[Version], pages: Mapping[tuple[int, int], PageView]
) -> FieldView:
    seen = known[-1].row.id if known else 0
    return FieldView(each, value, seen, _page_of(value, known, pages), known)


def _page_of(
    value: Value, known: Sequence[Version], pages: Mapping[tuple[int, int], PageView]
) -> PageView | None:
    """The page on which the value was read: that of the newest version with the same place."""
    if value.page is None:
        return None
    for version in reversed(known):
        if (version.value.page, version.value.box) == (value.page, value.box) and version.row.paper_id:
            return pages.get((version.row.paper_id, value.page))
    return None
