"""The head of an office's letters."""

from __future__ import annotations

from random import Random
from typing import Final

from intake.demo.blocks import Block, Cut
from intake.demo.pen import Align
from intake.demo.people import Office
from intake.demo.sayings import says

PHONE_STYLES: Final = ("({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0} {1}-{2}")


def phone_text(style: str, digits: str) -> str:
    """Ten digits as an office writes its telephone number, in one of `PHONE_STYLES`."""
    return style.format(digits[:3], digits[3:6], digits[6:])


def letterhead(rng: Random, office: Office, phone_style: str) -> list[Block]:
    """Practice, address, telephone and fax in one of several arrangements. It names no provider."""
    style = rng.randrange(4)
    align = (Align.CENTRE, Align.LEFT, Align.RIGHT, Align.CENTRE)[style]
    name = office.practice_name.upper() if style % 2 else office.practice_name
    phone, fax = phone_text(phone_style, office.phone), phone_text(phone_style, office.fax)
    reach = rng.choice(
        (
            f"Phone {phone}   Fax {fax}",
            f"Tel: {phone} \u2022 Fax: {fax}",
            f"P {phone} | F {fax}",
            f"Ph. {phone}, Fx. {fax}",
        )
    )
    rows = (
        [f"{office.address}, {office.city_line}", reach]
        if style < 3
        else [f"{office.address} \u2022 {office.city_line} \u2022 {reach}"]
    )
    return [
        Block(says(name), Cut.BOLD, align, scale=rng.uniform(1.2, 1.6)),
        *(
            Block(says(row), Cut.REGULAR, align, scale=0.85, rule=row is rows[-1] and style != 2)
            for row in rows
        ),
    ]
