"""An id that stands on the paper where no label was understood: doubtful, but never "you did not send it"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from forms.definition import Field, FieldType
from forms.grammar.ids import find_cins, find_npis
from forms.grammar.parsed import Mention
from forms.material import Material
from forms.values import Source, State, Value
from ocr.page import Line, Word, lines_of

_FINDERS: Mapping[FieldType, Callable[[str], Iterator[Mention]]] = {
    FieldType.MEMBER_ID: find_cins,
    FieldType.NPI: find_npis,
}
"""Kinds of ids whose grammar alone tells them from all other text."""
_CONFIDENCE = 0.5


def read_loose(field: Field, paper: Material) -> Value | None:
    """The id of the field's kind that either reader saw anywhere on the paper, for a clerk to look at.

    Several different ones are all candidates, and none of them the value. None where there is no such id.
    """
    finder = _FINDERS.get(field.type)
    if finder is None:
        return None
    seen: dict[str, tuple[int, Line]] = {}
    for found, page, words in _seen(paper, finder):
        seen.setdefault(found, (page, words))
    if not seen:
        return None
    first, (page, words) = next(iter(seen.items()))
    alone = len(seen) == 1
    return Value(
        value=first if alone else None,
        state=State.PRESENT if alone else State.UNREADABLE,
        raw=words.text,
        confidence=_CONFIDENCE,
        needs_review=True,
        source=Source.PPOCR,
        page=page,
        box=words.box,
        candidates=tuple(seen),
    )


def _seen(paper: Material, finder: Callable[[str], Iterator[Mention]]) -> Iterator[tuple[str, int, Line]]:
    """Each id that is written as it should be, with its page and words."""
    for sheet in paper.sheets:
        for line in (*sheet.lines, *lines_of(sheet.second)):
            for mention in finder(line.text):
                if not mention.repaired:
                    yield mention.value, sheet.page, Line(_under(line, mention))


def _under(line: Line, mention: Mention) -> tuple[Word, ...]:
    """The words of a line that a mention covers."""
    found, at = [], 0
    for word in line.words:
        if at < mention.end and mention.start < at + len(word.text):
            found.append(word)
        at += len(word.text) + 1
    return tuple(found)
