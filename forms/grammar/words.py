"""Lists of words, written as text so that they can be read."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def any_of(text: str) -> str:
    """A pattern for any line of `text`; each line is a pattern of its own."""
    return "(?:" + "|".join(line.strip() for line in text.strip().splitlines()) + ")"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern that is laid out over lines: white space in it does not count, nor do capitals."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)
