"""The words of a finding, rendered from the definition's template in a sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.definition import Rule

COUNT_NAMES = ("at_least", "counted", "short")
"""What a counting requirement publishes; `months` too where it has a window."""

MAX_LENGTH = 600


def render(template: str, counts: Mapping[str, int]) -> str:
    """The prompt as a person reads it, on one line. The numbers of the finding are all that it may name."""
    return _compiled(" ".join(template.split())).render(counts)


def names_known(rule: Rule) -> frozenset[str]:
    """The names that the prompt of `rule` may use."""
    counts = [part.count for part in rule.require.walk() if part.count] if rule.require else []
    months = ("months",) if any(count.within for count in counts) else ()
    return frozenset((*COUNT_NAMES, *months) if counts else ())


def problems(template: str, known: frozenset[str]) -> list[str]:
    """What is wrong with a template: its syntax, its length, names that nobody publishes."""
    if len(template) > MAX_LENGTH:
        return [f"the prompt is longer than {MAX_LENGTH} characters; say it in fewer words"]
    try:
        used = meta.find_undeclared_variables(_environment().parse(template))
    except TemplateSyntaxError as error:
        return [f"the prompt is not a template: {error.message}"]
    may = ", ".join(sorted(known)) or "no names"
    return [f"the prompt uses {{{{ {name} }}}}; it may use {may}" for name in sorted(used - known)]


@lru_cache(maxsize=1000)
def _compiled(template: str) -> Template:
    """Compiling takes a hundred times as long as rendering, and definitions hold few prompts."""
    return _environment().from_string(template)


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
