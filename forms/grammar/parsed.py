"""What a grammar gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """A normalised value; `repaired` if a character had to be taken for another one."""

    value: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A normalised value that stands in a longer text at `start`..`end`."""

    value: str
    start: int
    end: int
    repaired: bool = False


DIGIT_LOOKS = str.maketrans(
    {
        "O": "0", "o": "0", "Q": "0", "D": "0", "U": "0",
        "I": "1", "l": "1", "i": "1", "|": "1", "!": "1", "]": "1", "[": "1", "L": "1", "t": "1",
        "Z": "2", "z": "2", "E": "3", "A": "4", "S": "5", "s": "5", "$": "5",
        "G": "6", "b": "6", "T": "7", "?": "7", "B": "8", "&": "8", "g": "9", "q": "9",
    }
)  # fmt: skip
"""Which digit a reader most likely saw where it wrote this letter."""


def as_digits(text: str) -> str:
    """`text` with letters that look like digits written as digits."""
    return text.translate(DIGIT_LOOKS)
