"""Text that knows which required elements each of its words states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the elements (codes such as `incident_times`) that it states."""

    text: str
    of: frozenset[str] = frozenset()


Text = tuple[Run, ...]
Fragments = tuple[Run, ...]
"""The pieces of one word; `Ruiz` and the comma behind it may state different elements."""

_SLOT = re.compile(r"\{(\w+)\}")


def says(text: str | Text, *elements: str) -> Text:
    """`text`, all of it stating `elements` besides what its parts state already."""
    more = frozenset(elements)
    runs = (Run(text),) if isinstance(text, str) else text
    return tuple(Run(run.text, run.of | more) for run in runs if run.text)


def fill(template: str, **parts: str | Text) -> Text:
    """The template with each `{slot}` replaced; a slot given as Text keeps what it states."""
    runs: list[Run] = []
    end = 0
    for slot in _SLOT.finditer(template):
        runs += says(template[end : slot.start()])
        runs += says(parts[slot.group(1)])
        end = slot.end()
    return tuple(runs) + says(template[end:])


def join(texts: Iterable[Text], between: str = " ") -> Text:
    """All texts in a row with `between` them; the joint belongs to the text before it."""
    runs: list[Run] = []
    for text in texts:
        if runs:
            runs.append(Run(between, runs[-1].of & text[0].of if text else frozenset()))
        runs += text
    return tuple(runs)


def plain(text: Text) -> str:
    """The text without what it states."""
    return "".join(run.text for run in text)


def words(text: Text) -> list[Fragments]:
    """The words of a text, each as its fragments. Line breaks are words of their own: `\\n`."""
    found: list[list[Run]] = [[]]
    for run in text:
        for piece in re.split(r"(\s+)", run.text):
            if not piece.strip():
                found += [[Run("\n")]] * piece.count("\n") + [[]] if piece else []
            else:
                found[-1].append(Run(piece, run.of))
    return [tuple(word) for word in found if word]
