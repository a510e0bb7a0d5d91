"""How long a text is on the phone network, and how to keep it short."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_PLAIN = {
    ord(fancy): plain
    for fancies, plain in (
        ("\u2018\u2019\u201a\u2032\u00b4`", "'"),
        ("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        ("\u2026", "..."),
        ("\u2022\u00b7", "*"),
        ("\u00a0\u2007\u2009\u202f\t", " "),
        ("\u200b\u200c\u200d\ufeff\u00ad", ""),
    )
    for fancy in fancies
}


def plain(text: str) -> str:
    """The text in GSM-7 letters wherever one looks alike.

    One curly quote or no-break space makes the whole text UCS-2 and doubles its price.
    """
    return "".join(_gsm(letter) for letter in text.translate(_PLAIN))


def segments(text: str) -> int:
    """How many segments a text costs: 160 or 153 GSM-7 letters each, 70 or 67 in UCS-2.

    A letter of two units is never cut in half, so it can push a segment's end forward.
    """
    single, joined = (160, 153) if is_gsm(text) else (70, 67)
    units = list(_units(text))
    if sum(units) <= single:
        return 1 if units else 0
    count, used = 1, 0
    for unit in units:
        if used + unit > joined:
            count, used = count + 1, 0
        used += unit
    return count


def is_gsm(text: str) -> bool:
    """True if every letter is in the GSM-7 alphabet or its extension."""
    return set(text) <= _BASIC | _EXTENDED


def _gsm(letter: str) -> str:
    if is_gsm(letter):
        return letter
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return bare if bare and is_gsm(bare) else letter


def _units(text: str) -> Iterator[int]:
    if is_gsm(text):
        return (2 if letter in _EXTENDED else 1 for letter in text)
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)
