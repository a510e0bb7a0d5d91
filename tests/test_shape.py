"""The shape of the project: what a reader relies on, and no one would notice breaking."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("intake", "forms", "ocr", "notify", "tests")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
AT_THE_TOP = {
    *(
        "app.py",
        "pyproject.toml",
        "intake",
        "forms",
        "ocr",
        "notify",
        "tests",
        "docker-compose.yml",
        "README.md",
    ),
    *("Makefile", "Dockerfile", "requirements.txt", "docs", "CHANGELOG.md", "LICENSE"),
}


def modules() -> Iterator[Path]:
    yield ROOT / "app.py"
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def environment_name(setting: str) -> str:
    alias = Settings.model_fields[setting].validation_alias
    return str(alias.choices[0]) if alias else f"CASEFAX_{setting.upper()}"  # type: ignore[union-attr]


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{environment_name(setting)}`" in (ROOT / "README.md").read_text()


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    known = {environment_name(setting) for setting in Settings.model_fields}
    table = (ROOT / "README.md").read_text().partition("## Settings")[2].partition("## ")[0]
    assert set(re.findall(r"`(CASEFAX_[A-Z_]+|[A-Z]+_URL)`", table)) == known


def test_no_module_holds_two_ideas() -> None:
    long = {path.name: n for path in modules() if (n := len(path.read_text().splitlines())) > LONGEST_MODULE}
    assert not long


def test_no_function_needs_scrolling() -> None:
    long = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert not long


def test_the_file_list_shows_the_product() -> None:
    hidden_or_made = ("data", "build")
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and p.suffix != ".egg-info"}
    assert found - AT_THE_TOP <= set(hidden_or_made)
