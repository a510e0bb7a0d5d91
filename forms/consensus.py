"""Papers that came together speak of the same people: what one confirms or spells more clearly helps
the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from forms.fuse import AGREED, confirmed
from forms.grammar.names import likeness, plain
from forms.values import Value

if TYPE_CHECKING:
    from forms.papers import Paper

_SHARED = (
    "member_name",
    "provider_name",
    "practice_name",
    "member_cin",
    "member_dob",
    "provider_npi",
    "provider_phone",
    "provider_fax",
)
_NAMES = ("member_name", "provider_name")


def agree(papers: Sequence[Paper]) -> list[Paper]:
    """The same papers; a doubtful value that another paper states clearly is confirmed, or spelled as
    there.
    """
    return [
        replace(
            paper, values={name: _helped(name, value, paper, papers) for name, value in paper.values.items()}
        )
        for paper in papers
    ]


def _helped(name: str, value: Value, paper: Paper, papers: Sequence[Paper]) -> Value:
    if name not in _SHARED or not value.is_present or value.confidence >= AGREED:
        return value
    for other in papers:
        clear = other.values.get(name) if other is not paper else None
        if clear and clear.is_present and clear.confidence >= AGREED:
            if _equal(name, value, clear):
                return confirmed(value)
            if name in _NAMES and likeness(str(value.value), str(clear.value)) >= 0.75:
                return replace(
                    value, value=clear.value, repaired=True, candidates=(str(clear.value), str(value.value))
                )
    return value


def _equal(name: str, one: Value, other: Value) -> bool:
    if name in _NAMES:
        return sorted(plain(str(one.value)).split()) == sorted(plain(str(other.value)).split())
    return one.value == other.value
