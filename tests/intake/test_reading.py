"""`casefax read`: the reading contract, over files that the tests draw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from intake.read_command import read
from tests.forms.test_reading_letters import LETTER

pytestmark = pytest.mark.reading


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(read)
    return app


def letter(path: Path) -> Path:
    """A typed letter as a PDF with a text layer."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    for row, line in enumerate(LETTER.strip().splitlines()):
        canvas.drawString(60, 740 - 16 * row, line)
    canvas.save()
    return path


def test_a_typed_letter_becomes_one_json_object(command: typer.Typer, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(letter(tmp_path / "one.pdf")), "--json"])
    row = json.loads(result.stdout)
    (document,) = row["documents"]
    assert (result.exit_code, row["file"], row["pages"]) == (0, "one.pdf", 1)
    assert (document["doc_type"], document["definition"]) == (
        "noncompliance_letter",
        "noncompliance_letter/1",
    )
    cin = document["fields"]["member_cin"]
    assert (cin["value"], cin["state"], cin["needs_review"], cin["page"]) == (
        "91234567A",
        "present",
        False,
        1,
    )
    assert all(0 <= edge <= 1 for edge in cin["box"])
    assert document["missing"] == []


def test_lines_come_in_the_order_of_the_arguments_and_a_bad_file_stops_none(
    command: typer.Typer, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    files = [letter(tmp_path / "a.pdf"), empty, tmp_path / "gone.pdf", letter(tmp_path / "b.pdf")]
    result = CliRunner().invoke(command, [*map(str, files), "--json", "--workers", "2"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["file"] for row in rows] == ["a.pdf", "empty.pdf", "gone.pdf", "b.pdf"]
    assert [row.get("error", {}).get("code") for row in rows] == [None, "empty", "not_found", None]
    assert [len(row["documents"]) for row in rows] == [1, 0, 0, 1]
    assert result.exit_code == 1


def test_two_files_of_one_name_are_refused(command: typer.Typer, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    files = [letter(tmp_path / "a.pdf"), letter(other / "a.pdf")]
    result = CliRunner().invoke(command, [*map(str, files), "--json"])
    assert result.exit_code == 2


def test_people_get_a_table(command: typer.Typer, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(letter(tmp_path / "one.pdf"))])
    assert result.exit_code == 0
    assert "noncompliance_letter" in result.stdout
    assert "91234567A" in result.stdout
