"""Lists of words, written as text so that they can be read."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def pattern(text: str) -> re.Pattern[str]:
    """A pattern that is laid out over lines: white space in it does not count, nor do capitals."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)
