"""A letter as blocks of text, and how they flow onto sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Final

from intake.demo.fonts import HANDS, PRINTED, Family
from intake.demo.pen import Align, Pen, sign
from intake.demo.sayings import Text, says
from intake.demo.sheet import HEIGHT, WIDTH, Path, Sheet


class Cut(StrEnum):
    """Which cut of the family a block is set in."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text, how it is set, and the gap above it in lines.

    With `signature` it is room that is signed instead, and names the element that
    the signature states, if any.
    """

    text: Text
    cut: Cut = Cut.REGULAR
    align: Align = Align.LEFT
    scale: float = 1.0
    gap: float = 0.0
    indent: int = 0
    rule: bool = False
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a sender's letters look."""

    family: Family
    size: float
    margin: int
    hand: Pen | None = None
    rng: Random = field(compare=False)


def random_look(rng: Random) -> Look:
    """A printed look with its own typeface, size and margins."""
    return Look(
        family=rng.choice(PRINTED),
        size=rng.uniform(29, 34),
        margin=rng.randrange(150, 220),
        rng=Random(rng.random()),
    )


_BOTTOM: Final = HEIGHT - 170


def flow(blocks: list[Block], look: Look) -> list[Sheet]:
    """Set the blocks onto as many sheets as they need; a block is never split."""
    sheets, y = [Sheet()], float(look.margin)
    for block in blocks:
        pen = _pen(block, look)
        y += block.gap * look.size * 1.3
        if y + _height(block, pen, look) > _BOTTOM:
            sheets.append(Sheet())
            y = float(look.margin)
        y = _set(sheets[-1], block, pen, look, y)
    return sheets


def _pen(block: Block, look: Look) -> Pen:
    if look.hand is not None and block.scale == 1:
        return look.hand
    return Pen(getattr(look.family, block.cut), look.size * block.scale)


def _height(block: Block, pen: Pen, look: Look) -> float:
    if block.signature is not None:
        return 110.0
    return len(pen.wrap(block.text, _width(block, look))) * pen.line_height


def _width(block: Block, look: Look) -> float:
    return WIDTH - 2 * look.margin - block.indent


def _set(sheet: Sheet, block: Block, pen: Pen, look: Look, y: float) -> float:
    x = look.margin + block.indent
    if block.signature is not None:
        sign(sheet, look.rng, x + 10, y + 80, of=block.signature)
        return y + 110
    y = pen.set(sheet, block.text, x, y, _width(block, look), block.align)
    if block.rule:
        sheet.add(Path([(look.margin, y + 6), (WIDTH - look.margin, y + 6)], 3))
        y += 14
    return y


def blank() -> Text:
    """No text: for blocks that only sign or make room."""
    return says("")


def by_hand(rng: Random) -> Look:
    """A letter written by hand below a printed head."""
    pen = Pen(rng.choice(HANDS), rng.uniform(40, 46), 20, 1.35, Random(rng.random()))
    return Look(family=rng.choice(PRINTED), size=32, margin=160, hand=pen, rng=Random(rng.random()))
