"""What the readers of a letter's parts share: the lines of a place, the words at an offset, and
settling a value.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.blocks import Placed
from forms.boxed import STRICT
from forms.cues import Place
from forms.definition import Field, FieldType
from forms.fuse import same_value, same_words, settle
from forms.material import Material
from forms.parsers import parser_of
from forms.values import Value
from ocr.page import Line, Word


def placed_lines(place: Place, paper: Material) -> Sequence[Placed]:
    """The lines of a letter at a place."""
    letter = paper.letter
    return {
        Place.LETTERHEAD: letter.letterhead,
        Place.DATE_LINE: letter.head,
        Place.SUBJECT: letter.subject or letter.head,
        Place.ADDRESSEE: letter.addressee,
        Place.SALUTATION: letter.head,
        Place.SIGNATURE_BLOCK: letter.signature,
        Place.ANYWHERE: (*letter.subject, *letter.head, *letter.signature, *letter.body),
    }[place]


def settled(field: Field, paper: Material, page: int, words: Sequence[Word], **more: bool) -> Value | None:
    """The value of a field in `words`, or None if they are none."""
    parse = parser_of(field, paper.readers(field.name).grammar, paper.near)
    same = same_words if field.type in (FieldType.NAME, FieldType.TEXT) else same_value
    return settle(paper.sheet(page), words, parse, same=same, strict=field.type in STRICT, **more)


def words_at(line: Line, start: int, end: int) -> list[Word]:
    """The words behind characters `start`..`end` of the line's text."""
    position, found = 0, []
    for word in line.words:
        if position < end and position + len(word.text) > start:
            found.append(word)
        position += len(word.text) + 1
    return found
