"""The front door of reading: pages in, papers with fields out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from forms.classify import Classifier, PageKind
from forms.consensus import agree
from forms.cues import Extract, Shape
from forms.definition import Definition
from forms.extract import extract
from forms.labels import LabelBook
from forms.material import Material, book_of
from forms.sheet import Sheet, sheet_of
from forms.split import Run, runs
from forms.values import Value
from ocr.page import PageReading

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper found in a file. `pages` count from 1; `definition` is `type/version`."""

    pages: tuple[int, ...]
    doc_type: str
    definition: str
    confidence: float
    values: Mapping[str, Value]
    warnings: tuple[str, ...] = field(default=())


class PaperReader:
    """Reads papers of the types it was given; build it once: it compiles every phrase."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions
        self._extracts = {name: Extract.model_validate(one.extract) for name, one in definitions.items()}
        self._books: dict[str, LabelBook] = {
            name: book_of(definitions[name], one) for name, one in self._extracts.items()
        }
        self._letters = frozenset(name for name, one in self._extracts.items() if one.shape is Shape.LETTER)
        self._classifier = Classifier({name: one for name, one in self._extracts.items() if name != OTHER})

    def kinds(self, pages: Sequence[PageReading]) -> list[PageKind]:
        """What each page is, by itself."""
        return [self._classifier.kind(sheet_of(page)) for page in pages]

    def read(self, pages: Sequence[PageReading], *, today: date | None = None) -> list[Paper]:
        """The papers on the pages of one file, in their order. `today` bounds what a date can be."""
        sheets = [sheet_of(page) for page in pages]
        kinds = [self._classifier.kind(sheet) for sheet in sheets]
        day = today or datetime.now(UTC).date()
        return agree([self._paper(run, pages, sheets, day) for run in runs(kinds, self._letters)])

    def read_as(
        self, doc_type: str, pages: Sequence[PageReading], *, today: date | None = None
    ) -> Mapping[str, Value]:
        """The values that the pages hold if they are a paper of that type, as a person says."""
        sheets = [sheet_of(page) for page in pages]
        run = Run(tuple(range(len(pages))), doc_type, 1.0)
        return self._paper(run, pages, sheets, today or datetime.now(UTC).date()).values

    def _paper(self, run: Run, pages: Sequence[PageReading], sheets: Sequence[Sheet], today: date) -> Paper:
        definition = self._definitions[run.doc_type]
        material = Material(
            definition,
            self._extracts[run.doc_type],
            self._books[run.doc_type],
            tuple(sheets[place] for place in run.pages),
            tuple((pages[place].number, entry) for place in run.pages for entry in pages[place].form_fields),
            today,
        )
        numbers = tuple(pages[place].number for place in run.pages)
        values = extract(material) if definition.fields else {}
        return Paper(numbers, run.doc_type, definition.key, min(run.score / 2, 1.0), values)
