"""Pages of one file -> runs of pages, one for each paper."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from forms.classify import PageKind


@dataclass(frozen=True, slots=True)
class Run:
    """Pages (places in the sequence) that are one paper of this type."""

    pages: tuple[int, ...]
    doc_type: str
    score: float


def runs(kinds: Sequence[PageKind], letters: Collection[str]) -> list[Run]:
    """Each page opens a paper of its own, or carries on the one before it. `letters` are the types
    laid out as letters.
    """
    found: list[Run] = []
    for place, kind in enumerate(kinds):
        if found and _carries_on(found[-1], kind, letters):
            last = found[-1]
            doc_type = last.doc_type if last.doc_type != "other" else kind.doc_type
            found[-1] = Run((*last.pages, place), doc_type, max(last.score, kind.score))
        else:
            found.append(Run((place,), kind.doc_type, kind.score))
    return found


def _carries_on(run: Run, page: PageKind, letters: Collection[str]) -> bool:
    if page.opens or run.doc_type == "fax_cover_sheet":
        return False
    if page.opens is False:
        return True
    if run.doc_type in letters:
        return page.runs_on and page.doc_type in ("other", *letters)
    return page.doc_type == run.doc_type != "other"
