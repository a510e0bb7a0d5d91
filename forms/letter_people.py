"""The people in a letter: the member it is about or goes to, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from forms.blocks import cells
from forms.cues import Place
from forms.definition import Field
from forms.grammar.names import NOT_NAMES, clean_name, has_credential, likeness, looks_like_name, plain
from forms.grammar.words import pattern
from forms.letter_office import sounds_like_practice
from forms.material import Material
from forms.placed import placed_lines, settled, words_at
from forms.values import Value
from ocr.page import Line, Word

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w'’.-]*|de|la|del|van|von|der|da|dos)"
_PERSON = re.compile(rf"{_NAME_WORD}(?: +{_NAME_WORD})+")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mister)\b\.?\s*$")
_HONORIFIC_AHEAD = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+")
_CALLED = pattern(
    r"\b(?:member|patient|re|regarding|subject|enrollee|client|insured|name|beneficiary|concerning)\W*$"
)
_IDENTIFIED = pattern(
    r"^\W{0,4}(?:\(?\s?(?:cin|id\b|i\.d|medi-?cal|d\.?[o0]\.?b|born|date\ of\ birth|birth|member|9\d{7}))"
)
_UNTITLED = pattern(r"""
    ^(?:re|in|dear|member|patient|subject|the|regarding|attn|cin|dob|medi|id|to|from|born|date|your|our|mr|mrs|ms
    |miss|dr)\b\W*
""")
_ENDS_NAME = re.compile(r"(?:NPI|Lic|License|Chair|Medical|Director|Chief|Clinic|Office|NPNPI|-|–|\(.*)\W*")
_GREETED = pattern(r"^\W*dear\W+(?:(?:mr|mrs|ms|miss)\b\.?\s*)?(?P<name>.+?)[,:;.]*$|^(?P<bare>[^,:]+)[,:]$")
_ADDRESSED = pattern(
    r"^\W*(?:(?:to|patient|member)\b\W+)?(?:(?:mr|mrs|ms|miss)\b\.?\s*)?(?P<name>.+?)[,:;.]*$"
)
_ADDRESS_BELOW = pattern(r"^\W*(?:\d|p\.?\s?o\.?\b|rural|rr\b|general\ delivery|apt)")


def find_signer(field: Field, place: Place, paper: Material) -> Value | None:
    """The person's name in the signature block or the letterhead, best with a credential behind it."""
    best: tuple[float, int, Sequence[Word]] | None = None
    rows = placed_lines(place, paper)
    rows = rows[:9] if place is Place.SIGNATURE_BLOCK else rows
    for at, (page, line) in enumerate(rows):
        for cell in cells(0.06, line):
            worth = _signer_worth(cell, place) - 0.01 * at
            if worth > 0.5 and (best is None or worth > best[0]):
                best = (worth, page, _named(cell))
    return settled(field, paper, best[1], best[2]) if best else None


def _named(cell: Line) -> Sequence[Word]:
    """The words of the name at the start of a line, without what follows it: a title, a department, a
    number.
    """
    words: list[Word] = []
    for word in cell.words:
        if words and re.fullmatch(
            r"(?:NPI|Lic|License|Chair|Medical|Director|Chief|Clinic|Office|NPNPI|-|–|\(.*)\W*", word.text
        ):
            break
        words.append(word)
        if word.text.endswith(",") and len(words) > 1:
            break
    return [
        word for word in words if plain(word.text) not in ("office", "of", "by", "from", "signed")
    ] or words


def _signer_worth(cell: Line, place: Place) -> float:
    text = " ".join(word.text for word in _named(cell))
    follows = cell.text
    named = looks_like_name(text) or (looks_like_name(clean_name(text)))
    if not named or sounds_like_practice(text):
        return 0.0
    if has_credential(follows):
        return 2.0
    if place is not Place.SIGNATURE_BLOCK or cell.confidence < 0.8:
        return 0.0
    return (
        1.0 if all(len(word) > 1 and word[1:].islower() for word in re.findall(r"[A-Za-z]+", text)) else 0.6
    )


def find_member(field: Field, place: Place, paper: Material) -> Value | None:
    """The person in the subject block, or the person to whom the letter is addressed."""
    if place in (Place.SALUTATION, Place.ADDRESSEE):
        return _addressed(field, place, paper)
    found = [
        (worth, page, words)
        for page, line in placed_lines(place, paper)
        for worth, words in _people(line, paper)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return settled(field, paper, best[1], best[2]) if best and best[0] >= 1.5 else None


def _people(line: Line, paper: Material) -> Iterator[tuple[float, list[Word]]]:
    """Every run of capitalised words on a line that can be the member, with how likely it is."""
    text = line.text
    for hit in _PERSON.finditer(text):
        start = hit.start()
        while lead := _UNTITLED.match(text[start : hit.end()]):
            start += lead.end()
        end = hit.end() - _trailing(text[start : hit.end()])
        if (
            start >= end
            or not looks_like_name(text[start:end].rstrip("."))
            or _is_letterhead(text[start:end], paper)
        ):
            continue
        before, after = text[:start], text[end:]
        if re.search(r"\bdr\b\.?\s*$", before, re.IGNORECASE) or re.match(
            r"\W{0,2}(?:MD|M\.D|DO|D\.O(?!\.?\s?B)|NP|PA|RN|FNP)\b", after
        ):
            continue
        worth = 0.5 + 2.0 * bool(_HONORIFIC.search(before)) + 1.5 * bool(_IDENTIFIED.match(after))
        worth += 1.5 * bool(_CALLED.search(_HONORIFIC_AHEAD.sub("", before)))
        worth += 1.5 * _is_spoken_of(text[start:end], paper) + 0.5 * bool(
            re.match(r"^\W*(?:re|subject)\b", text, re.IGNORECASE)
        )
        yield worth, words_at(line, start, end)


def _is_letterhead(text: str, paper: Material) -> bool:
    """Whether the office itself is called so."""
    return any(plain(text) in plain(line.text) for _, line in paper.letter.letterhead)


def _trailing(text: str) -> int:
    """How many characters at the end of a run of capitalised words belong to a label behind the name."""
    words, cut = text.split(" "), 0
    while words and plain(words[-1]) in (*NOT_NAMES, "d0b", "dob", "cin"):
        cut += len(words.pop()) + 1
    return cut


def _is_spoken_of(name: str, paper: Material) -> bool:
    """Whether the body speaks of Mr. or Ms. with this surname, or of this first name."""
    body = " ".join(line.text for _, line in paper.letter.body)
    last = clean_name(name).split()[-1]
    return bool(re.search(rf"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+{re.escape(last)}", body, re.IGNORECASE))


def _addressed(field: Field, place: Place, paper: Material) -> Value | None:
    """The name after "Dear", or alone with a comma; else a name with an address below it."""
    rows = [row for row in (*paper.letter.head, *paper.letter.body[:8]) if row[0] == paper.sheets[0].page]
    for at, (page, line) in enumerate(rows):
        for cell in cells(0.12, line):
            below = rows[at + 1][1].text if at + 1 < len(rows) else ""
            bare = _greeted(cell.text) if place is Place.SALUTATION else _at_address(cell.text, below)
            if (
                bare
                and looks_like_name(bare)
                and not sounds_like_practice(bare)
                and not has_credential(cell.text)
            ):
                start = cell.text.index(bare)
                return settled(field, paper, page, words_at(cell, start, start + len(bare)))
    return None


def _greeted(text: str) -> str | None:
    hit = _GREETED.match(text)
    return (hit["name"] or hit["bare"]) if hit else None


def _at_address(text: str, below: str) -> str | None:
    hit = _ADDRESSED.match(text)
    return (
        hit["name"]
        if hit and re.match(r"^\W*(?:\d|p\.?\s?o\.?\b|rural|rr\b|general delivery|apt)", below, re.IGNORECASE)
        else None
    )


def fuller(value: Value, others: Iterable[Value]) -> Value:
    """A name that was signed with initials, in its full form from elsewhere on the paper."""
    if not isinstance(value.value, str) or not re.match(r"^[A-Z]\.?\s", value.value):
        return value
    for other in others:
        if (
            isinstance(other.value, str)
            and len(other.value) > len(value.value)
            and likeness(value.value, other.value) > 0.85
        ):
            return replace(other, confidence=value.confidence)
    return value
