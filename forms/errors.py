"""A definition that cannot be used, and what its author should do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `where` is the path inside the file, such as `fields.member_cin.prompt`."""

    path: Path
    line: int
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.where}: {self.says}"


class DefinitionError(Exception):
    """A definition has problems; each names file, line, field and a fix. Nothing of it was loaded."""

    code = "definition"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)

    @property
    def says(self) -> str:
        return str(self)
