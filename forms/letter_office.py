"""The office in a letter: the name of the practice, and its telephone and fax numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from forms.blocks import Placed, cells
from forms.cues import Place
from forms.definition import Field
from forms.grammar.names import has_credential, looks_like_name, plain
from forms.grammar.phones import find_phones
from forms.grammar.words import word_set
from forms.material import Material
from forms.placed import placed_lines, settled, words_at
from forms.values import Value
from ocr.page import Line, Word

_FAX = re.compile(
    r"(?:\bfa?(?:x|csimile|cs)\b|\bf\s*[:.]|\bf\b|telecopier|telefax)[^0-9(]{0,12}$", re.IGNORECASE
)
_PRACTICE = word_set("""
        clinic medical medicine family practice care center centre associates group health healthcare
    physicians     pediatrics therapy rehabilitation hospital specialists specialist offices office ipa
    women's womens nephrology     cardiology urgent internal spine pain wellness community surgery
    orthopedics orthopaedics dermatology neurology     obstetrics gynecology psychiatry behavioral
    services partners institute foundation network llp llc inc pc     primary doctors doctor
""")
_COMPANY = word_set("associates llp llc inc pc group corporation rehabilitation specialists")
_NOT_FIRST = word_set("office department dear to from re attn")
_STREETS = (
    "street|st|avenue|ave|road|rd|drive|blvd|boulevard|lane|ln|suite|ste|way|plaza|court|ct|highway|hwy"
)
_ADDRESS = re.compile(
    rf"\b(?:{_STREETS}|dr|p\.?o\.? box)\b\.?.*\d"
    rf"|\d.*\b(?:{_STREETS}|square|place|row)\b|\b[A-Z]{{2}}\.? \d{{5}}",
    re.IGNORECASE,
)


def find_phone(field: Field, place: Place, paper: Material) -> Value | None:
    """The first number of its kind: a fax number has the word before it; any other number is a
    telephone's.
    """
    wants_fax = "fax" in field.name
    for page, text, words in _joined_pairs(placed_lines(place, paper)):
        hits = list(find_phones(text))
        for at, hit in enumerate(hits):
            since = hits[at - 1].end if at else 0
            if bool(_FAX.search(text[since : hit.start])) == wants_fax:
                return settled(field, paper, page, words_at(Line(words), hit.start, hit.end))
    return None


def _joined_pairs(rows: Sequence[Placed]) -> Iterator[tuple[int, str, tuple[Word, ...]]]:
    """Each line, and a line with the next one where a number is broken between them."""
    for at, (page, line) in enumerate(rows):
        words = line.words
        if at + 1 < len(rows) and rows[at + 1][0] == page and line.text.endswith("-"):
            words = words + rows[at + 1][1].words
            text = line.text + " " + rows[at + 1][1].text
            yield page, text, words
        else:
            yield page, line.text, words


def find_practice(field: Field, place: Place, paper: Material) -> Value | None:
    """The name of the practice in the letterhead: the first line that sounds like one and is no person
    or address.
    """
    if place is Place.SIGNATURE_BLOCK:
        return _practice_below(field, paper)
    rows = [(page, cell) for page, line in placed_lines(place, paper) for cell in cells(0.045, line)]
    for at, (page, cell) in enumerate(rows[:6]):
        if _is_practice(cell.text):
            return settled(field, paper, page, (*cell.words, *_rest_of_name(cell, rows[at + 1 :])))
    return None


def _practice_below(field: Field, paper: Material) -> Value | None:
    """In the signature block, a practice has a word such as Clinic in its name."""
    for page, line in paper.letter.signature:
        for part in reversed(re.split(r"(?<=,) ", line.text)):
            start = line.text.index(part)
            if _is_practice(part) and not looks_like_name(part) and plain(part).split()[0] != "medical":
                return settled(field, paper, page, words_at(line, start, start + len(part)))
    return None


def sounds_like_practice(text: str) -> bool:
    """Whether a word such as Clinic or Pediatrics is in it."""
    return any(word in _PRACTICE for word in plain(text).split())


def _is_practice(text: str) -> bool:
    words = plain(text).split()
    if not words or len(words) > 9 or re.search(r"\d", text) or has_credential(text) or _ADDRESS.search(text):
        return False
    if all(word in _PRACTICE or len(word) < 4 for word in words):
        return False
    return any(word in _PRACTICE for word in words) and words[0] not in (
        "office",
        "department",
        "dear",
        "to",
        "from",
        "re",
        "attn",
    )


def _rest_of_name(cell: Line, below: Sequence[Placed]) -> tuple[Word, ...]:
    """The second line of a long name: same left edge, and it ends in a word such as Associates."""
    for _, other in below[:3]:
        near = 0 < other.box.y0 - cell.box.y0 < 0.035 and abs(other.box.x0 - cell.box.x0) < 0.02
        if (
            near
            and plain(other.text).split()[-1:]
            and plain(other.text).split()[-1] in _COMPANY
            and len(other.words) < 4
        ):
            return other.words
    return ()
