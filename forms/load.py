"""The definitions of a folder, ready to use."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from forms.definition import Definition
from forms.errors import DefinitionError
from forms.plans import load_plans
from forms.publishing import problems
from forms.source import parse, read_source

PACKAGED = Path(__file__).parent / "definitions"


def load_all(folder: Path = PACKAGED, *, check: bool = False) -> dict[str, Definition]:
    """The newest version of every type in `folder/<type>/v<n>.yaml`.

    With `check`, its examples must hold too. Raises `DefinitionError` with all that is wrong.
    """
    return newest(load_versions(folder, check=check))


def newest(versions: Mapping[str, Definition]) -> dict[str, Definition]:
    """The newest version of every type."""
    in_order = sorted(versions.values(), key=lambda definition: definition.version)
    return {definition.type: definition for definition in in_order}


def load_versions(folder: Path = PACKAGED, *, check: bool = False) -> dict[str, Definition]:
    """Every version by its key `type/version`: a case stays on the one it began with."""
    sources = [read_source(path) for path in sorted(folder.glob("*/v*.yaml"))]
    parsed = [(parse(source), source) for source in sources]
    types = frozenset(definition.type for definition, _ in parsed)
    queues = frozenset(load_plans().queues)
    found = [problems(definition, source, types, queues, examples=check) for definition, source in parsed]
    if wrong := list(chain.from_iterable(found)):
        raise DefinitionError(wrong)
    return {definition.key: definition for definition, _ in parsed}
