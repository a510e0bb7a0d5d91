"""Look over one definition file before it is published."""

from __future__ import annotations

from pathlib import Path

from forms.errors import DefinitionError
from forms.load import PACKAGED
from forms.plans import load_plans
from forms.publishing import problems
from forms.source import parse, read_source


def lint(path: Path, *, folder: Path = PACKAGED) -> list[str]:
    """Every problem of the file, each with file, line, field and a fix; none where it may be published.

    `folder` holds the other document types that it may name; those beside the file count too.
    """
    try:
        source = read_source(path)
        definition = parse(source)
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]
    types = frozenset(
        other.parent.name for root in (folder, path.parent.parent) for other in root.glob("*/v*.yaml")
    )
    queues = frozenset(load_plans().queues)
    return [str(problem) for problem in problems(definition, source, types, queues, examples=True)]
