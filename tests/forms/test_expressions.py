"""The expression tier: little may stand in it, and what may is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.expressions import ExpressionError, compiled
from forms.record import Record
from forms.truth import Truth
from forms.values import Value
from tests.forms.papers_of import RECEIVED_ON, UNREADABLE, said, small

OLD = "(signed_on ?? received_on) < $months_before(received_on, 6)"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9**9**9 > 1", r"'\*\*' may not stand"),
        ("1 << 999 > 2", "'<<' may not stand"),
        ("member_name =~ '(a+)+'", "'=~' may not stand"),
        ("[x for x in kind]", "nothing is called 'x'"),
        ("$now > received_on", "nothing is called"),
        ("$nothing(received_on) > received_on", "nothing is called"),
        ("visit_days.length > 1", "nothing is called 'visit_days'"),
        ("signed_on < received_on", "does not fit"),
        ("kind > received_on", "does not fit"),
        ("received_on <", "does not fit"),
        ("kind.length > 1 " + "or kind.length > 1 " * 20, "longer than 300"),
    ],
)
def test_what_may_not_stand_in_an_expression_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says):
        compiled(text, small(tmp_path))


@pytest.mark.parametrize(
    ("text", "values", "truth"),
    [
        (OLD, said(signed_on="2025-12-19"), Truth.TRUE),
        (OLD, said(signed_on="2025-12-20"), Truth.FALSE),
        (OLD, {}, Truth.FALSE),
        (OLD, {"signed_on": UNREADABLE}, Truth.DOUBTFUL),
        ("'van' in kind", said(kind=["taxi", "van"]), Truth.TRUE),
        ("kind.length > 1", said(kind=["van"]), Truth.FALSE),
        ("urgent ?? false", said(urgent=True), Truth.TRUE),
        ("urgent ?? false", {}, Truth.FALSE),
        ("(signed_on ?? received_on) > $months_after(received_on, -1)", {}, Truth.TRUE),
    ],
)
def test_an_expression_speaks_of_the_values(
    tmp_path: Path, text: str, values: dict[str, Value], truth: Truth
) -> None:
    definition = small(tmp_path)
    assert compiled(text, definition).holds(Record(definition, values, RECEIVED_ON, {})) is truth
