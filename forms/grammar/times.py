"""Times of day as people write them: "9:05 a.m.", "half past two in the afternoon", "0815 hours", "noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.grammar.parsed import Mention, Parsed

_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MINUTES = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "quarter": 15, "half": 30,
}  # fmt: skip
_H = r"(?P<hour>1[0-2]|0?[1-9]|" + "|".join(sorted(_HOURS, key=len, reverse=True)) + r")"
_M = r"(?P<minute>\d{1,2}|" + "|".join(sorted(_MINUTES, key=len, reverse=True)) + r")"
_HALF = r"(?P<half>a\.? ?m\b\.?|p\.? ?m\b\.?)"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # 9:05 a.m., 9.05 pm, 9 am, 12 noon
        r"(?<![\d:./$-])(?P<hour>1[0-2]|0?[1-9])(?:\s?[:;.]\s?(?P<minute>[0-5]\d))?\s*" + _HALF,
        r"(?<![\d:./$-])(?P<hour>12)(?:[:.](?P<minute>00))?\s*(?P<noon>noon|midday|midnight)\b",
        # 0815 hours
        r"(?<![\d:./$-])(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\s*(?P<day>hours|hrs|hr|h)\b",
        # half past two, a quarter to eleven, five minutes past four
        r"\b(?:a\s+)?" + _M + r"\s+(?:minutes?\s+)?(?P<way>past|after|to|before|of|till|until)\s+"
        + _H + r"\b(?!\s*[:/]?\d)",
        # ten-thirty in the morning
        r"\b(?P<hour>" + "|".join(_HOURS) + r")[ -](?P<minute>fifteen|thirty|forty-five)\b",
        # 13:10, 8:40
        r"(?<![\d:./$-])(?P<hour>2[0-3]|[01]?\d)[:;](?P<minute>[0-5]\d)(?![\d:])",
        # ten in the morning, four o'clock
        r"\b" + _H + r"(?:\s+o['’ ]?clock\b(?:\s+(?P<part>in the \w+))?"
        r"|\s+(?P<part2>in the (?:morning|afternoon|evening)|at night))",
        r"\b(?P<noon>noon|midday|midnight)\b",
    )
)  # fmt: skip
_MORNING = re.compile(r"\b(?:morning|a\.? ?m\b)", re.IGNORECASE)
_LATER = re.compile(r"\b(?:afternoon|evening|night|p\.? ?m\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?](?=\s+[A-Z]|$)")


def parse_time(text: str) -> Parsed | None:
    """The time of day in a box as HH:MM; `repaired` if morning or afternoon had to be guessed; None if
    there is none.
    """
    found = next(find_times(text), None)
    return Parsed(found.value, found.repaired) if found else None


def find_times(text: str) -> Iterator[Mention]:
    """Every time of day in the text, in its order."""
    taken: list[Mention] = []
    for shape in _SHAPES:
        for hit in shape.finditer(text):
            if not any(hit.start() < old.end and old.start < hit.end() for old in taken) and (
                found := _read(hit, text)
            ):
                taken.append(found)
    yield from sorted(taken, key=lambda mention: mention.start)


def _read(hit: re.Match[str], text: str) -> Mention | None:
    parts = hit.groupdict()
    if parts.get("noon") and parts.get("hour") is None or parts.get("noon"):
        return Mention("00:00" if parts["noon"].lower() == "midnight" else "12:00", hit.start(), hit.end())
    hour, minute = _number(parts["hour"]), _number(parts.get("minute") or "0")
    if parts.get("way"):
        hour, minute = _clock(hour, minute, parts["way"])
    if minute > 59:
        return None
    if (
        parts.get("day")
        or hour > 12
        or (parts["hour"].startswith("0") and parts.get("minute") and not parts.get("half"))
    ):
        return Mention(f"{hour % 24:02d}:{minute:02d}", hit.start(), hit.end())
    half = _half_of_day(parts, text, hit)
    later = half == "p" if half else 1 <= hour <= 6 or hour == 12
    return Mention(
        f"{hour % 12 + 12 * later:02d}:{minute:02d}", hit.start(), hit.end(), repaired=half is None
    )


def _clock(hour: int, minute: int, way: str) -> tuple[int, int]:
    if way.lower() in ("past", "after"):
        return hour, minute
    return (hour - 1 or 12), 60 - minute


def _half_of_day(parts: dict[str, str | None], text: str, hit: re.Match[str]) -> str | None:
    """`a` or `p`: as it stands with the time, right behind it, or just before it in the same sentence."""
    said = parts.get("half") or parts.get("part") or parts.get("part2") or ""
    behind = _SENTENCE_END.split(text[hit.end() : hit.end() + 30])[0]
    before = _SENTENCE_END.split(text[max(0, hit.start() - 45) : hit.start()])[-1]
    for place in (said, behind, before):
        morning, later = _MORNING.search(place), _LATER.search(place)
        if morning or later:
            return "a" if morning and not (later and later.start() < morning.start()) else "p"
    return None


def _number(text: str) -> int:
    lower = text.lower()
    if lower in _HOURS:
        return _HOURS.index(lower) + 1
    return _MINUTES[lower] if lower in _MINUTES else int(lower)
