"""Four answers to a question about a paper, since "no" must never stand for "could not be read"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """`DOUBTFUL`: a value that bears on it was not read for sure. `OPEN`: a required value was not sent."""

    TRUE = "true"
    FALSE = "false"
    DOUBTFUL = "doubtful"
    OPEN = "open"

    @classmethod
    def of(cls, holds: bool) -> Truth:
        return cls.TRUE if holds else cls.FALSE

    def negated(self) -> Truth:
        """The opposite; what is not known stays not known."""
        return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(self, self)


def all_of(parts: Iterable[Truth]) -> Truth:
    """True where all are; one false part settles it, whatever is doubtful."""
    return _first(parts, (Truth.FALSE, Truth.DOUBTFUL, Truth.OPEN), Truth.TRUE)


def any_of(parts: Iterable[Truth]) -> Truth:
    """True where one is; one true part settles it, whatever is doubtful."""
    return _first(parts, (Truth.TRUE, Truth.DOUBTFUL, Truth.OPEN), Truth.FALSE)


def _first(parts: Iterable[Truth], order: tuple[Truth, ...], otherwise: Truth) -> Truth:
    found = set(parts)
    return next((truth for truth in order if truth in found), otherwise)
