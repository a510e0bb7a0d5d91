"""Nothing on a page is a bare key: every state and kind has words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from intake.models import (
    CaseState,
    Channel,
    DocumentState,
    FindingState,
    MessageState,
    PaperState,
    TaskState,
    TodoKind,
)
from intake.people import RoleName
from intake.web import words


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (CaseState, words.CASE_STATES),
        (CaseState, words.FOR_SENDERS),
        (DocumentState, words.DOCUMENT_STATES),
        (TodoKind, words.TODOS),
        (FindingState, words.FINDING_STATES),
        (MessageState, words.MESSAGES),
        (PaperState, words.PAPERS),
        (TaskState, words.TASKS),
        (RoleName, words.ROLES),
        (Channel, words.CHANNELS),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_everything_that_can_be_shown_has_words(kinds: Iterable[str], said: Mapping[str, str]) -> None:
    assert {str(kind) for kind in kinds} <= {str(key) for key in said}
