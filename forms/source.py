"""One YAML file: its data as text, the line of everything in it, and the typed definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.error import MarkedYAMLError
from yaml.nodes import MappingNode, Node, SequenceNode

from forms.definition import Definition
from forms.errors import DefinitionError, Problem

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's where the wheel has it: every process starts half a second sooner."""


@dataclass(frozen=True, slots=True)
class Source:
    """A definition file as written. BaseLoader keeps every scalar as text: `no`, `8:30`, `02134` stay."""

    path: Path
    root: Node
    data: Any

    def problem(self, where: Sequence[str | int], says: str) -> Problem:
        """A problem with the line of the deepest part of `where` that stands in the file."""
        return Problem(self.path, self._line(where), _spoken(where, self.data), says)

    def _line(self, where: Sequence[str | int]) -> int:
        node = self.root
        for step in where:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        return int(node.start_mark.line) + 1


def read_source(path: Path) -> Source:
    """The file as data. Raises `DefinitionError` where it is not YAML, uses aliases or says a key twice."""
    text = path.read_text(encoding="utf-8")
    try:
        root, data = _loaded(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "unreadable"
        says = f"this is not YAML ({why}); check indents and quotes"
        raise DefinitionError([Problem(path, mark.line + 1 if mark else 1, "file", says)]) from error
    if not isinstance(root, MappingNode):
        raise DefinitionError([Problem(path, 1, "file", "a definition is a list of `key: value` lines")])
    if twice := [
        Problem(path, line, key, "this key stands here twice; keep one") for key, line in _twice(root)
    ]:
        raise DefinitionError(twice)
    return Source(path, root, data)


def _loaded(text: str) -> tuple[Node | None, Any]:
    """Nodes and data. An alias is refused: a few lines of them unfold into more than memory holds."""
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise MarkedYAMLError(problem="it uses an alias", problem_mark=event.start_mark)  # type: ignore[arg-type]
    # BaseLoader makes nothing but text, lists and mappings: it is safer than SafeLoader.
    return yaml.compose(text, Loader=LOADER), yaml.load(text, Loader=LOADER)  # noqa: S506


def parse(source: Source) -> Definition:
    """The typed definition. Raises `DefinitionError` with every wrong type and unknown key."""
    try:
        return Definition.model_validate(source.data)
    except ValidationError as error:
        found = [source.problem(detail["loc"], _fix(detail)) for detail in error.errors()]
        raise DefinitionError(found) from error


def _fix(detail: ErrorDetails) -> str:
    if detail["type"] != "extra_forbidden":
        return detail["msg"].removeprefix("Value error, ")
    key = str(detail["loc"][-1])
    near = get_close_matches(key, _known_keys(), n=1)
    return f"unknown key `{key}`" + (f"; did you mean `{near[0]}`?" if near else "; remove it")


def _known_keys() -> list[str]:
    """Every key that may stand anywhere in a definition."""
    seen: dict[type[BaseModel], None] = {}
    for model in _models(Definition, seen):
        seen[model] = None
    return sorted({field.alias or name for model in seen for name, field in model.model_fields.items()})


def _models(model: type[BaseModel], seen: dict[type[BaseModel], None]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen[model] = None
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            yield from _models(part, seen)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _twice(node: Node) -> Iterator[tuple[str, int]]:
    """Keys that a mapping says twice (YAML would silently keep the last)."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _twice(item)
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), int(key.start_mark.line) + 1
            seen.add(key.value)
            yield from _twice(value)


def _spoken(where: Sequence[str | int], data: Any) -> str:
    """`fields.member_cin.type` rather than `fields.1.type`."""
    words: list[str] = []
    for step in where:
        data = _inner(data, step)
        name = next((data[key] for key in ("name", "id") if isinstance(data, dict) and key in data), None)
        words.append(str(name) if isinstance(step, int) and isinstance(name, str) else str(step))
    return ".".join(words) or "file"


def _inner(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None
