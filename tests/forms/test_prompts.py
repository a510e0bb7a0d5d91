"""Prompts: templates in a sandbox, checked before anybody is asked."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from forms import prompts

COUNTS = {"at_least": 3, "counted": 2, "short": 1}


def test_a_prompt_is_one_line_with_its_numbers() -> None:
    template = "We found {{ counted }};\n   please send {{ short }} more."
    assert prompts.render(template, COUNTS) == "We found 2; please send 1 more."


def test_a_name_that_nobody_gives_is_an_error_and_never_a_gap() -> None:
    with pytest.raises(UndefinedError):
        prompts.render("Dear {{ member_name }}", COUNTS)


@pytest.mark.parametrize(
    "template", ["{{ counted.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}"]
)
def test_a_prompt_cannot_reach_into_the_program(template: str) -> None:
    with pytest.raises(SecurityError):
        prompts.render(template, COUNTS)


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ member_name }}", "uses {{ member_name }}; it may use counted"),
        ("{% if %}", "not a template"),
        ("x" * 601, "longer than 600"),
    ],
)
def test_a_wrong_template_is_found_before_it_is_used(template: str, says: str) -> None:
    assert says in prompts.problems(template, frozenset({"counted"}))[0]
