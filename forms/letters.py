"""Read what a letter states by its place: letterhead, date line, subject, salutation, signature block."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from forms.cues import Place, Readers
from forms.definition import Field, FieldType
from forms.grammar.dates import find_dates
from forms.grammar.ids import find_cins, find_npis
from forms.grammar.parsed import Mention
from forms.grammar.words import pattern
from forms.letter_office import find_phone, find_practice
from forms.letter_people import find_member, find_signer
from forms.material import Material
from forms.placed import placed_lines, settled, words_at
from forms.values import Value

_BORN = pattern(r"""
    (?:d\.?\s?[o0]\.?\s?b\b\.?|\bborn\b|\bbirth\ ?da(?:te|y)|date\s?of\s?birth)
    \W*(?:on\s+)?(?:date\W*)?(?:the\s+)?$
""")
_NOT_LETTER_DATE = pattern(r"""
    (?:received|printed|rev\.?|birth|born|d\.?[o0]\.?b\.?|since|incident|dates?\ of)\W*$
""")
Finder = Callable[[Field, Place, Material], Value | None]


def read_placed(field: Field, readers: Readers, paper: Material) -> Value | None:
    """The value of a field by the places its definition names, the first that holds one."""
    for place in readers.places:
        finder = _FINDERS.get((field.type, place)) or _FINDERS.get((field.type, Place.ANYWHERE))
        found = finder(field, place, paper) if finder else None
        if found:
            return found
    return None


def _by_grammar(find: Callable[[str], Iterable[Mention]], checked: bool = False) -> Finder:
    """A finder of what a grammar knows wherever it stands."""

    def read(field: Field, place: Place, paper: Material) -> Value | None:
        found = (
            settled(field, paper, page, words_at(line, hit.start, hit.end), checked=checked)
            for page, line in placed_lines(place, paper)
            for hit in find(line.text)
        )
        return next((value for value in found if value), None)

    return read


def _letter_date(field: Field, place: Place, paper: Material) -> Value | None:
    """The first date in the head that is no birth date, stamp or date of printing."""
    found = (
        settled(field, paper, page, words_at(line, hit.start, hit.end))
        for page, line in placed_lines(place, paper)
        for hit in find_dates(line.text, near=paper.near)
        if _can_date_a_letter(line.text[: hit.start])
    )
    return next((value for value in found if value), None)


def _can_date_a_letter(before: str) -> bool:
    return not _NOT_LETTER_DATE.search(before) and not _BORN.search(before) and len(before.split()) < 12


def _birth_date(field: Field, place: Place, paper: Material) -> Value | None:
    """The date behind words such as "born", or on the line below them."""
    rows = list(placed_lines(place, paper))
    for at, (page, line) in enumerate(rows):
        for hit in find_dates(line.text, near=paper.near):
            if _BORN.search(line.text[: hit.start]):
                return settled(field, paper, page, words_at(line, hit.start, hit.end))
        if at + 1 < len(rows) and rows[at + 1][0] == page and _BORN.search(line.text):
            below = rows[at + 1][1]
            hit_below = next(find_dates(below.text, near=paper.near), None)
            if hit_below and hit_below.start < 3:
                return settled(field, paper, page, words_at(below, hit_below.start, hit_below.end))
    return None


_FINDERS: dict[tuple[FieldType, Place], Finder] = {
    (FieldType.MEMBER_ID, Place.ANYWHERE): _by_grammar(find_cins),
    (FieldType.NPI, Place.ANYWHERE): _by_grammar(find_npis, checked=True),
    (FieldType.US_PHONE, Place.ANYWHERE): find_phone,
    (FieldType.DATE, Place.DATE_LINE): _letter_date,
    (FieldType.DATE, Place.SIGNATURE_BLOCK): _letter_date,
    (FieldType.DATE, Place.ANYWHERE): _birth_date,
    (FieldType.TEXT, Place.ANYWHERE): find_practice,
    (FieldType.NAME, Place.SIGNATURE_BLOCK): find_signer,
    (FieldType.NAME, Place.LETTERHEAD): find_signer,
    (FieldType.NAME, Place.ANYWHERE): find_member,
}
