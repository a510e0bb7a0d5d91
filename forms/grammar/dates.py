"""Dates as people write them and readers spell them: "6/3/26", "the 22nd of September", "613126"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from rapidfuzz import fuzz

from forms.grammar.parsed import Mention, Parsed, as_digits
from forms.grammar.words import pattern

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TENS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_ORDINALS = {word: place for place, word in enumerate(_TENS, 1)}
_ORDINALS |= {f"twenty-{word}": 20 + place for place, word in enumerate(_TENS[:9], 1)}
_ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,8})[.,]?"
_DAY = r"(?P<day>\d{1,2}|" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + r")(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_FULL = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<![\d/-])" + _YEAR + r"[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/-])",
        r"(?<![\d/.-])(?P<m>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<d>\d{1,2})\s?(?P=sep)\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d|[/-]\d)",
        r"\b"
        + _MONTH
        + r"\s*(?:the\s+)?"
        + _DAY
        + r"\b(?:\s*,?\s*(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?![:/]\d)",
        r"(?<![\d/.-])"
        + _DAY
        + r"[\s-]*(?:day\s+)?(?:of\s+)?"
        + _MONTH
        + r"\b(?:[\s,-]*(?P<year>(?:19|20)\d\d))?",
        r"(?<![\d/.$-])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/]|\.\d|\s?%)",
    )
)
_MORE_DAYS = pattern(r"""
    \s*(?:,\s*and|,|and|&|or)\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b
    (?![:/.]\d|\s*[ap]\.?m|\s+[a-z]*\s*(?:minutes|hours|days|visits|calls|times|weeks))
    (?:,\s*(?P<year>(?:19|20)\d\d))?
""")
_NUMBERISH = re.compile(r"(?<![\w$.:-])(?=[\dOoIlzZSs|/.-]*\d)[\dOoIlzZSs|/.-]{5,12}(?![\w%])")

_BACK, _AHEAD = timedelta(days=300), timedelta(days=66)


def parse_date(text: str, *, near: date | None = None) -> Parsed | None:
    """The date in a box as YYYY-MM-DD; None if it holds none.

    `near` is a day around which the paper was written: it gives a missing year, and tells 1951 from 2051.
    """
    return next(iter(date_candidates(text, near=near)), None)


def date_candidates(text: str, *, near: date | None = None) -> list[Parsed]:
    """Every date that the text of a box can stand for, the likeliest first. Repairs come after clean
    readings.
    """
    text = text.strip(" .,:;'_")
    clean = [Parsed(found.value, found.repaired) for found in _strict(text, near)]
    if clean:
        return clean
    return [Parsed(value.isoformat(), repaired=True) for value in _repairs(text, near)]


def find_dates(text: str, *, near: date | None = None) -> Iterator[Mention]:
    """Every date in running text, lists of days ("June 2, 9 and 16") and slips of the reader included."""
    found = list(_strict(text, near))
    for hit in _NUMBERISH.finditer(text):
        new = "/" in hit[0] and not any(hit.start() < old.end and old.start < hit.end() for old in found)
        if new and (best := next(iter(_repairs(hit[0], near)), None)):
            found.append(Mention(best.isoformat(), hit.start(), hit.end(), repaired=True))
    yield from sorted(found, key=lambda mention: mention.start)


_MONTH_LIKE = re.compile(
    r"\b(?=[A-Za-z]*[01569])(?=[A-Z0-9]*[A-Za-z]{2}|[0-9][A-Za-z]{2})[A-Za-z01569]{3,9}\b"
)


def _letters_for_digits(hit: re.Match[str]) -> str:
    """A month's name with a 0 for an O or a 1 for an l, as letters."""
    text = hit[0].translate(str.maketrans("01569", "olsgg"))
    return text if _month(text) else hit[0]


def _strict(text: str, near: date | None) -> list[Mention]:
    text = _MONTH_LIKE.sub(_letters_for_digits, text)
    taken: list[Mention] = []
    for shape in _FULL:
        for hit in shape.finditer(text):
            if any(hit.start() < old.end and old.start < hit.end() for old in taken):
                continue
            taken.extend(_with_more_days(hit, text, near))
    return sorted([*taken, *_of_that_month(text, taken)], key=lambda mention: mention.start)


_OF_THAT_MONTH = re.compile(
    r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th) of (?:that|the same|this) month\b", re.IGNORECASE
)


def _of_that_month(text: str, known: list[Mention]) -> Iterator[Mention]:
    """ "The 17th of that month": the month of the date before it."""
    for hit in _OF_THAT_MONTH.finditer(text):
        before = max((one for one in known if one.end <= hit.start()), key=lambda one: one.end, default=None)
        if before and (value := _date(int(before.value[:4]), int(before.value[5:7]), int(hit["day"]))):
            yield Mention(value.isoformat(), hit.start(), hit.end())


def _with_more_days(hit: re.Match[str], text: str, near: date | None) -> Iterator[Mention]:
    parts = hit.groupdict()
    month = _month(parts["month"]) if parts.get("month") else int(parts["m"])
    if not month:
        return
    days = [(parts.get("day") or parts["d"], hit.start(), hit.end())]
    year = parts.get("year")
    if parts.get("month") and not year:
        end = hit.end()
        while more := _MORE_DAYS.match(text, end):
            days.append((more["day"], more.start("day"), more.end()))
            end, year = more.end(), year or more["year"]
    for day, start, end in days:
        if value := _build(year, month, _day(day), near):
            yield Mention(value.isoformat(), start, end)


def _build(year: str | None, month: int, day: int, near: date | None) -> date | None:
    if year is None:
        return _without_year(month, day, near) if near else None
    number = int(year)
    if number < 100:
        number += 2000
        if number > (near or date.max.replace(year=2068)).year + 2:
            number -= 100
    return _date(number, month, day)


def _without_year(month: int, day: int, near: date) -> date | None:
    """The day of that name in the ten months before `near`, or in the two after it."""
    years = (_date(near.year + step, month, day) for step in (0, -1, 1))
    return next((value for value in years if value and near - _BACK <= value <= near + _AHEAD), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    """The number of the month, also of one that was read with a slip; 0 for another word, such as Marsh."""
    lower = text.lower()
    for place, name in enumerate(_MONTHS, 1):
        if lower in (name, name[:3], name[:4]) or (len(lower) > 4 and fuzz.ratio(lower, name) >= 80):
            return place
    return 0


def _day(text: str) -> int:
    return _ORDINALS.get(text.lower()) or int(text)


_TOLERANT = re.compile(
    r"(?P<m>0?[1-9]|1[0-2])(?P<s1>[/.-]|1|)(?P<d>0?[1-9]|[12]\d|3[01])(?P<s2>[/.-]|1|)(?P<y>(?:19|20)\d\d|\d\d)"
)


def _repairs(text: str, near: date | None) -> list[date]:
    """Dates behind a misread text: letters for digits, ones for slashes, a slash for a one, a lost one."""
    squeezed = re.sub(r"(?<=\d)\)", "1", re.sub(r"[\s,]", "", text))
    marks = (
        as_digits(re.sub(r"[|\\]", "/", squeezed))
        if "/" in squeezed or "-" in squeezed
        else as_digits(squeezed)
    )
    forms = [
        marks,
        marks.replace("//", "/1/"),
        re.sub(r"(?<=-)/|/(?=-)", "1", marks),
        re.sub(r"(?<=[/-])/|/(?=/)", "1", marks),
    ]
    scored = {value: cost for form in reversed(forms) for value, cost in _tolerant(form, near)}
    return sorted(scored, key=lambda value: (scored[value], _distance(value, near)))


def _tolerant(text: str, near: date | None) -> Iterator[tuple[date, int]]:
    """Every way to cut `text` into month, day and year, with the number of separators that are not there."""
    if len(text) > 12:
        return
    for m, a, d, b in product((1, 2), (0, 1), (1, 2), (0, 1)):
        y = len(text) - m - a - d - b
        if y not in (2, 4):
            continue
        cut = text[:m], text[m : m + a], text[m + a : m + a + d], text[m + a + d : m + a + d + b], text[-y:]
        month, first, day, second, year = cut
        if not all(part.isdigit() for part in (month, day, year)) or not {first, second} <= {
            "",
            "/",
            ".",
            "-",
            "1",
        }:
            continue
        if y == 4 and re.match("2[068]", year):
            year = "20" + year[2:]
        if y == 4 and year[:2] not in ("19", "20"):
            continue
        if value := _build(year, int(month), int(day), near):
            lost = [2 if sep == "" else 1 if sep == "1" else 0 for sep in (first, second)]
            yield value, sum(lost) + 2 * (sorted(lost) == [1, 2])


def _distance(value: date, near: date | None) -> int:
    return abs((value - near).days) if near else 0
