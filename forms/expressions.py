"""The expression tier: `expr:` in a rule, typed and compiled, with a short list of what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from dateutil.relativedelta import relativedelta
from rule_engine import Context, DataType, EngineError, Rule, resolve_item
from rule_engine.builtins import Builtins

from forms.definition import Definition, Field, FieldType
from forms.record import Record
from forms.truth import Truth

MAX_LENGTH = 300

_TOKEN = re.compile(
    r"""\s+ | "[^"\\]*" | '[^'\\]*' | (?P<name>\$?[A-Za-z_]\w*) | (?P<number>\d+(?:\.\d+)?)
      | (?P<sign>\?\?|<=|>=|==|!=|<(?!<)|>(?!>)|[-+(),.\[\]](?!\*))""",
    re.VERBOSE,
)
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
_ATTRIBUTES = frozenset({"length"})


class ExpressionError(ValueError):
    """An expression that may not be used; `says` tells the author what to change."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and the fields it looks at."""

    rule: Rule
    fields: tuple[str, ...]

    def holds(self, record: Record) -> Truth:
        """Doubtful where a field it looks at is; an absent field is `null`."""
        if any(record.doubtful(name) for name in self.fields):
            return Truth.DOUBTFUL
        known = record.definition.by_name
        things = {name: _value(known[name], record) for name in self.fields}
        return Truth.of(bool(self.rule.matches(things | {"received_on": record.received_on})))


def compiled(text: str, definition: Definition) -> Expression:
    """The expression, typed by the fields of `definition`. Raises `ExpressionError`."""
    names = _names(text, definition)
    try:
        rule = Rule(text, context=_context(definition))
    except EngineError as error:
        raise ExpressionError(f"the expression does not fit its fields: {error.message}") from error
    return Expression(rule, tuple(name for name in names if name in definition.by_name))


def _names(text: str, definition: Definition) -> list[str]:
    """The names in `text`, after a look at every token.

    rule-engine works constants out while it compiles, so `9**9**9` would hang before any check of
    its tree: what is not on the list of tokens never gets there.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters; split the rule")
    names, at = [], 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise ExpressionError(f"{text[at : at + 2]!r} may not stand in an expression")
        if token["name"]:
            names.append(token["name"])
        at = token.end()
    _check_names(names, definition)
    return names


def _check_names(names: list[str], definition: Definition) -> None:
    known = {*_WORDS, *_ATTRIBUTES, "received_on", *definition.by_name, *(f"${name}" for name in FUNCTIONS)}
    for name in names:
        if name not in known:
            raise ExpressionError(f"nothing is called {name!r} here")


def months_before(day: datetime, months: float) -> datetime:
    """The same day so many calendar months earlier, or the last day of that month."""
    return day - relativedelta(months=int(months))


def months_after(day: datetime, months: float) -> datetime:
    """The same day so many calendar months later, or the last day of that month."""
    return day + relativedelta(months=int(months))


FUNCTIONS = {"months_before": months_before, "months_after": months_after}

_DATE_FUNCTION = {
    name: DataType.FUNCTION(
        name, return_type=DataType.DATETIME, argument_types=(DataType.DATETIME, DataType.FLOAT)
    )
    for name in FUNCTIONS
}


def _context(definition: Definition) -> Context:
    types = {field.name: _type(field) for field in definition.fields} | {"received_on": DataType.DATETIME}
    context = Context(type_resolver=types, resolver=resolve_item, default_timezone="utc")
    context.builtins = Builtins(FUNCTIONS, timezone=UTC, value_types=_DATE_FUNCTION)
    return context


def _type(field: Field) -> Any:
    if field.is_list:
        return DataType.ARRAY(_scalar(field.type))
    return DataType.NULLABLE(_scalar(field.type))


def _scalar(kind: FieldType) -> Any:
    special: Mapping[FieldType, Any] = {
        FieldType.DATE: DataType.DATETIME,
        FieldType.BOOLEAN: DataType.BOOLEAN,
    }
    return special.get(kind, DataType.STRING)


def _value(field: Field, record: Record) -> Any:
    items = [_item(field.type, item) for item in record.items(field.name)]
    if field.is_list:
        return tuple(items)
    return items[0] if items else None


def _item(kind: FieldType, item: str) -> Any:
    if kind is FieldType.DATE:
        return datetime.combine(date.fromisoformat(item), time(), UTC)
    return item == "true" if kind is FieldType.BOOLEAN else item
