"""Large letters where sentences begin, in text that was put together from parts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from intake.demo.sayings import Text

_SENTENCE: Final = re.compile(r"(?<!\.m)[.!?] [a-z]")
"""`p.m.` ends no sentence here: a time stands in the middle of one."""


def sentence_case(text: Text) -> Text:
    """Large letters at the start and after each full stop."""
    runs, before = [], "  . "
    for run in text:
        runs.append(replace(run, text=_SENTENCE.sub(_upper, before + run.text)[4:]))
        before = (before + run.text)[-4:]
    return tuple(runs)


def _upper(found: re.Match[str]) -> str:
    return found.group(0).upper()
