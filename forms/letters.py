"""Read what a letter states by its place: letterhead, date line, subject, salutation, signature block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from forms.blocks import Placed, cells
from forms.boxed import STRICT
from forms.cues import Place, Readers
from forms.definition import Field, FieldType
from forms.fuse import same_value, same_words, settle
from forms.grammar.dates import find_dates
from forms.grammar.ids import find_cins, find_npis
from forms.grammar.names import NOT_NAMES, clean_name, has_credential, likeness, looks_like_name, plain
from forms.grammar.parsed import Mention
from forms.grammar.phones import find_phones
from forms.material import Material
from forms.parsers import parser_of
from forms.values import Value
from ocr.page import Line, Word

_BORN = re.compile(
    r"(?:d\.?\s?[o0]\.?\s?b\b\.?|\bborn\b|\bbirth ?da(?:te|y)|date\s?of\s?birth)\W*(?:on\s+)?(?:date\W*)?$",
    re.IGNORECASE,
)
_NOT_LETTER_DATE = re.compile(
    r"(?:received|printed|rev\.?|birth|born|d\.?[o0]\.?b\.?|since|incident|dates? of)\W*$", re.IGNORECASE
)
_FAX = re.compile(
    r"(?:\bfa?(?:x|csimile|cs)\b|\bf\s*[:.]|\bf\b|telecopier|telefax)[^0-9(]{0,12}$", re.IGNORECASE
)
_PRACTICE = frozenset(
    ["clinic", "medical", "medicine", "family", "practice", "care", "center", "centre", "associates", "group", "health", "healthcare", "physicians", "pediatrics", "therapy", "rehabilitation", "hospital", "specialists", "specialist", "offices", "office", "ipa", "women's", "womens", "nephrology", "cardiology", "urgent", "internal", "spine", "pain", "wellness", "community", "surgery", "orthopedics", "orthopaedics", "dermatology", "neurology", "obstetrics", "gynecology", "psychiatry", "behavioral", "services", "partners", "institute", "foundation", "network", "llp", "llc", "inc", "pc", "primary", "doctors", "doctor"]
)
_COMPANY = frozenset(["associates", "llp", "llc", "inc", "pc", "group", "corporation"])
_ADDRESS = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|blvd|boulevard|lane|ln|suite|ste|way|plaza|court|ct|highway|hwy|p\.?o\.? box)\b\.?.*\d|\d.*\b(?:street|st|avenue|ave|road|rd|drive|blvd|boulevard|lane|ln|suite|ste|way|plaza|court|ct|highway|hwy|square|place|row)\b|\b[A-Z]{2}\.? \d{5}",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*|de|la|del|van|von|der|da|dos)(?:[ ]+(?:[A-ZÀ-Þ][\w'’.-]*|de|la|del|van|von|der|da|dos))+"
)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mister)\b\.?\s*$")
_HONORIFIC_AHEAD = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+")
_CALLED = re.compile(
    r"\b(?:member|patient|re|regarding|subject|enrollee|client|insured|name|beneficiary|concerning)\W*$",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    r"^\W{0,4}(?:\(?\s?(?:cin|id\b|i\.d|medi-?cal|d\.?[o0]\.?b|born|date of birth|birth|member|9\d{7}))",
    re.IGNORECASE,
)
_UNTITLED = re.compile(
    r"^(?:re|in|dear|member|patient|subject|the|regarding|attn|cin|dob|medi|id|to|from|born|date|your|our|mr|mrs|ms|miss|dr)\b\W*",
    re.IGNORECASE,
)


def read_placed(field: Field, readers: Readers, paper: Material) -> Value | None:
    """The value of a field by the places its definition names, the first that holds one."""
    for place in readers.places:
        finder = _FINDERS.get((field.type, place)) or _FINDERS.get((field.type, Place.ANYWHERE))
        found = finder(field, place, paper) if finder else None
        if found:
            return found
    return None


def _lines(place: Place, paper: Material) -> Sequence[Placed]:
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


def _settled(field: Field, paper: Material, page: int, words: Sequence[Word], **more: bool) -> Value | None:
    parse = parser_of(field, paper.readers(field.name).grammar, paper.near)
    same = same_words if field.type in (FieldType.NAME, FieldType.TEXT) else same_value
    return settle(paper.sheet(page), words, parse, same=same, strict=field.type in STRICT, **more)


def _words_at(line: Line, start: int, end: int) -> list[Word]:
    position, found = 0, []
    for word in line.words:
        if position < end and position + len(word.text) > start:
            found.append(word)
        position += len(word.text) + 1
    return found


def _by_grammar(
    find: Callable[[str], Iterable[Mention]], checked: bool = False
) -> Callable[[Field, Place, Material], Value | None]:
    def read(field: Field, place: Place, paper: Material) -> Value | None:
        for page, line in _lines(place, paper):
            for hit in find(line.text):
                if value := _settled(
                    field, paper, page, _words_at(line, hit.start, hit.end), checked=checked
                ):
                    return value
        return None

    return read


def _letter_date(field: Field, place: Place, paper: Material) -> Value | None:
    """The first date in the head that is no birth date, stamp or printing date; else one in the signature block."""
    for page, line in _lines(place, paper):
        text = line.text
        for hit in find_dates(text, near=paper.near):
            before = text[: hit.start]
            if not _NOT_LETTER_DATE.search(before) and not _BORN.search(before) and len(before.split()) < 12:
                if value := _settled(field, paper, page, _words_at(line, hit.start, hit.end)):
                    return value
    return None


def _birth_date(field: Field, place: Place, paper: Material) -> Value | None:
    rows = list(_lines(place, paper))
    for at, (page, line) in enumerate(rows):
        follows = rows[at + 1][1].text if at + 1 < len(rows) and rows[at + 1][0] == page else ""
        for hit in find_dates(line.text, near=paper.near):
            if _BORN.search(line.text[: hit.start]):
                return _settled(field, paper, page, _words_at(line, hit.start, hit.end))
        if (
            follows
            and _BORN.search(line.text)
            and (hit := next(find_dates(follows, near=paper.near), None))
            and hit.start < 3
        ):
            return _settled(field, paper, page, _words_at(rows[at + 1][1], hit.start, hit.end))
    return None


def _phone(field: Field, place: Place, paper: Material) -> Value | None:
    """The first number of its kind: a fax number has the word before it; any other number is a telephone's."""
    wants_fax = "fax" in field.name
    for page, text, words in _joined_pairs(_lines(place, paper)):
        hits = list(find_phones(text))
        for at, hit in enumerate(hits):
            since = hits[at - 1].end if at else 0
            if bool(_FAX.search(text[since : hit.start])) == wants_fax:
                return _settled(field, paper, page, _words_at(Line(words), hit.start, hit.end))
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


def _practice(field: Field, place: Place, paper: Material) -> Value | None:
    """The name of the practice in the letterhead: the first line that sounds like one and is no person or address."""
    if place is Place.SIGNATURE_BLOCK:
        return _practice_below(field, paper)
    rows = [(page, cell) for page, line in _lines(place, paper) for cell in cells(0.045, line)]
    for at, (page, cell) in enumerate(rows[:6]):
        if _is_practice(cell.text):
            return _settled(field, paper, page, (*cell.words, *_rest_of_name(cell, rows[at + 1 :])))
    return None


def _practice_below(field: Field, paper: Material) -> Value | None:
    """In the signature block, a practice has a word such as Clinic in its name."""
    for page, line in paper.letter.signature:
        for part in reversed(re.split(r"(?<=,) ", line.text)):
            start = line.text.index(part)
            if _is_practice(part) and not looks_like_name(part) and plain(part).split()[0] != "medical":
                return _settled(field, paper, page, _words_at(line, start, start + len(part)))
    return None


def _sounds_like_practice(text: str) -> bool:
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


def _signer(field: Field, place: Place, paper: Material) -> Value | None:
    """The person's name in the signature block or the letterhead, best with a credential behind it."""
    best: tuple[float, int, Sequence[Word]] | None = None
    rows = _lines(place, paper)
    rows = rows[:9] if place is Place.SIGNATURE_BLOCK else rows
    for at, (page, line) in enumerate(rows):
        for cell in cells(0.06, line):
            worth = _signer_worth(cell, place) - 0.01 * at
            if worth > 0.5 and (best is None or worth > best[0]):
                best = (worth, page, _named(cell))
    return _settled(field, paper, best[1], best[2]) if best else None


def _named(cell: Line) -> Sequence[Word]:
    """The words of the name at the start of a line, without what follows it: a title, a department, a number."""
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
    if not named or _sounds_like_practice(text):
        return 0.0
    if has_credential(follows):
        return 2.0
    if place is not Place.SIGNATURE_BLOCK or cell.confidence < 0.8:
        return 0.0
    return (
        1.0 if all(len(word) > 1 and word[1:].islower() for word in re.findall(r"[A-Za-z]+", text)) else 0.6
    )


def _member(field: Field, place: Place, paper: Material) -> Value | None:
    """The person in the subject block, or the person to whom the letter is addressed."""
    if place in (Place.SALUTATION, Place.ADDRESSEE):
        return _addressed(field, place, paper)
    found = [(worth, page, words) for page, line in _lines(place, paper) for worth, words in _people(line, paper)
             for page in (page,)]  # fmt: skip
    best = max(found, key=lambda one: one[0], default=None)
    return _settled(field, paper, best[1], best[2]) if best and best[0] >= 1.5 else None


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
        yield worth, _words_at(line, start, end)


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
                and not _sounds_like_practice(bare)
                and not has_credential(cell.text)
            ):
                start = cell.text.index(bare)
                return _settled(field, paper, page, _words_at(cell, start, start + len(bare)))
    return None


_GREETED = re.compile(
    r"^\W*dear\W+(?:(?:mr|mrs|ms|miss)\b\.?\s*)?(?P<name>.+?)[,:;.]*$|^(?P<bare>[^,:]+)[,:]$", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"^\W*(?:(?:to|patient|member)\b\W+)?(?:(?:mr|mrs|ms|miss)\b\.?\s*)?(?P<name>.+?)[,:;.]*$", re.IGNORECASE
)


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


_FINDERS: dict[tuple[FieldType, Place], Callable[[Field, Place, Material], Value | None]] = {
    (FieldType.MEMBER_ID, Place.ANYWHERE): _by_grammar(find_cins),
    (FieldType.NPI, Place.ANYWHERE): _by_grammar(find_npis, checked=True),
    (FieldType.US_PHONE, Place.ANYWHERE): _phone,
    (FieldType.DATE, Place.DATE_LINE): _letter_date,
    (FieldType.DATE, Place.SIGNATURE_BLOCK): _letter_date,
    (FieldType.DATE, Place.ANYWHERE): _birth_date,
    (FieldType.TEXT, Place.ANYWHERE): _practice,
    (FieldType.NAME, Place.SIGNATURE_BLOCK): _signer,
    (FieldType.NAME, Place.LETTERHEAD): _signer,
    (FieldType.NAME, Place.ANYWHERE): _member,
}


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
