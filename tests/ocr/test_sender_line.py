"""What a fax machine prints along the edge is told from a letterhead and from a form's foot."""

from __future__ import annotations

import pytest

from ocr.sender import sender_spans
from ocr.spans import Span

HIGH = 2200.0


def line(text: str, down: float) -> list[Span]:
    """The text in two pieces on one visual line, as readers cut it."""
    middle = len(text) // 2
    return [
        Span(text[:middle], 60, down, 800, down + 30, 0.9),
        Span(text[middle:], 820, down, 1600, down + 30, 0.9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026 14:07 559 555 0121 CEDAR HOLLOW P. 02/05",
        "From: 5595550121 To: 8005550177 Page 2 of 5 03/04/2026 2:07 PM",
        "MAR-04-2026 WED 02:07 PM CEDAR HOLLOW FAX NO. 5595550121 P. 02",
        "2026-03-04 14:07 CEDAR HOLLOW 5595550121 >> HEALTH PLAN 2/5",
        "04 Mar 26 02:07p Cedar Hollow 559-555-0121 p.2",
    ],
)
@pytest.mark.parametrize("down", [20.0, 2150.0])
def test_a_machines_line_is_found_at_either_edge(text: str, down: float) -> None:
    assert "".join(span.text for span in sender_spans(line(text, down), HIGH)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Cedar Hollow Family Practice (559) 555-0121 Fax (559) 555-0122",
        "Form 18 rev. 04/25 Page 2 of 5 Fax to (800) 555-0177",
        "Request for Member Reassignment - Page 2 of 2",
        "March 4, 2026",
        "Office hours 9:00 to 17:00, telephone 559 555 0121",
    ],
)
@pytest.mark.parametrize("down", [20.0, 2150.0])
def test_a_letterhead_or_a_foot_is_left_where_it_is(text: str, down: float) -> None:
    assert sender_spans(line(text, down), HIGH) == []


def test_a_machines_words_in_the_middle_of_a_page_belong_to_the_letter() -> None:
    told = "03/04/2026 14:07 559 555 0121 CEDAR HOLLOW P. 02/05"
    assert sender_spans(line(told, 900.0), HIGH) == []
