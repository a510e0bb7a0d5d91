"""One way to write the characters that readers and typesetters write in many."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "。": ".",
        "、": ",",
        "・": ".",
        "…": "...",
        "×": "x",
    }
)
_BOXES = frozenset("口囗回日目田国园☐☑☒□■▢▣▪▫◻◼❏❐❑❒")
"""What a neural reader makes of a checkbox. Marks tell whether it is ticked, and words need not."""


def plain(text: str) -> str:
    """`text` with plain quotes, dashes and single spaces, no box glyphs, no control characters"""
    narrow = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    return " ".join("".join(char if _is_kept(char) else " " for char in narrow).split())


def _is_kept(char: str) -> bool:
    """What is not kept leaves a space: a box stands between the words of its line."""
    return char not in _BOXES and unicodedata.category(char)[0] != "C" and not _is_cjk(char)


def _is_cjk(char: str) -> bool:
    """The recogniser's alphabet has them, the plan's papers do not: each is a misread mark."""
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\uf900" <= char <= "\ufaff"
