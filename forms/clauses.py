"""The clauses of a rule as they stand in a definition: conditions (`when`) and requirements (`require`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One name or a list of names; a single one may be written without brackets."""


class Strict(BaseModel):
    """Unknown keys are errors, and nothing changes once it is loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Test(Strict):
    """What is asked of one field: one of `any_of`, all its values among `only`, or whether it is there."""

    any_of: Names = ()
    only: Names = ()
    present: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"any_of": data} if isinstance(data, str | list) else data

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if sum((bool(self.any_of), bool(self.only), self.present is not None)) != 1:
            raise ValueError("give a value, a list of values, `only:` or `present:`")
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        return self.any_of + self.only


class Condition(Strict):
    """All of its tests hold, one of `any` holds, and `not` does not."""

    tests: Mapping[str, Test] = {}
    any: tuple[Condition, ...] = ()
    no: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or "tests" in data:
            return data
        words = {key: data[key] for key in ("any", "not") if key in data}
        return words | {"tests": {key: test for key, test in data.items() if key not in words}}

    def walk(self) -> Iterator[tuple[str, Test]]:
        """Every test in it, however deep, with the name it asks about."""
        yield from self.tests.items()
        for part in (*self.any, *((self.no,) if self.no else ())):
            yield from part.walk()


class Within(Strict):
    """A window of months with an open end: the same day a year later lies outside twelve months."""

    months: int = Field(ge=1)
    window: Literal["any", "before"] = "any"
    of: Literal["received_on"] = "received_on"


class Count(Strict):
    """At least so many values, each counted once unless `distinct` is off."""

    field: str
    at_least: int = Field(ge=1)
    distinct: bool = True
    within: Within | None = None


class Requirement(Strict):
    """What must be there: exactly one of these."""

    present: Names = ()
    attached: Names = ()
    count: Count | None = None
    any_of: tuple[Requirement, ...] = ()
    all_of: tuple[Requirement, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(map(bool, (self.present, self.attached, self.count, self.any_of, self.all_of))) != 1:
            raise ValueError("give exactly one of present, attached, count, any_of, all_of")
        return self

    def walk(self) -> Iterator[Requirement]:
        """This requirement and all within it."""
        yield self
        for part in (*self.any_of, *self.all_of):
            yield from part.walk()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it looks at, in order."""
        return tuple(name for part in self.walk() for name in (*part.present, *_counted(part.count)))

    @property
    def papers(self) -> tuple[str, ...]:
        """The document types that satisfy it."""
        return tuple(name for part in self.walk() for name in part.attached)


def _counted(count: Count | None) -> tuple[str, ...]:
    return (count.field,) if count else ()
