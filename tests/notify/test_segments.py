"""What a text costs."""

from __future__ import annotations

import pytest

from notify.segments import is_gsm, plain, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the euro's two halves may not part: each part loses a place
        ("ñ" * 160, 1),
        ("’" + "a" * 69, 1),
        ("’" + "a" * 70, 2),
        ("’" + "a" * 133, 2),
        ("’" + "a" * 134, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # 33 pairs to a part, not 33 and a half
    ],
)
def test_segments_are_counted_as_the_network_counts_them(text: str, count: int) -> None:
    assert segments(text) == count


@pytest.mark.parametrize(
    ("fancy", "cheap"),
    [
        ("the plan’s “desk”", 'the plan\'s "desk"'),
        ("Nov 22 – Dec 6…", "Nov 22 - Dec 6..."),
        ("no\u00a0break\u202fhere", "no break here"),
        ("Ximena Nuñez, Çelik", "Ximena Nuñez, Çelik"),
        ("Nguyễn, Łukasz", "Nguyen, Łukasz"),
        ("½", "½"),
    ],
)
def test_letters_that_double_the_price_are_made_plain(fancy: str, cheap: str) -> None:
    assert plain(fancy) == cheap


def test_a_curly_quote_no_longer_costs_a_second_segment() -> None:
    text = "It’s here. " + "a" * 140
    assert (segments(text), segments(plain(text))) == (3, 1)
    assert is_gsm(plain(text))
