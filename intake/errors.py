"""Errors that carry their consequence: the sentence for the person, and the answer's status."""

from __future__ import annotations


class Refused(Exception):
    """Something a person asked for cannot be done; `says` tells why and what to do instead."""

    status_code = 409

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Stale(Exception):
    """This run of a task was overtaken by a later one: its results must not be written."""
