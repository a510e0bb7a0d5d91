"""`casefax read FILE...`: read files without a desk, as a table for people or as JSON lines for machines."""

from __future__ import annotations

import json as jsonlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from forms.load import load_all
from intake.reading import PaperDesk

Files = Annotated[list[Path], typer.Argument(help="PDF, TIFF, PNG, JPEG or HEIC files.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object per file.")]
Workers = Annotated[
    int,
    typer.Option(min=1, help="Reading processes; as many as there are cores by default.", show_default=False),
]
_CORES = os.cpu_count() or 1


def read(files: Files, json: Json = False, workers: Workers = _CORES) -> None:
    """Read papers into fields and say what is missing. Needs no server, database or queue.

    Exit status 1 if a file could not be read; the others are read all the same.
    """
    _refuse_namesakes(files)
    found = PaperDesk(load_all()).read_files(files, workers=workers)
    failed = False
    for row in found if json else _with_progress(found, len(files)):
        failed = failed or "error" in row
        if json:
            typer.echo(jsonlib.dumps(row, ensure_ascii=False))
        else:
            _show(row)
    raise typer.Exit(1 if failed else 0)


def _refuse_namesakes(files: Sequence[Path]) -> None:
    """A file is known by the last part of its path, so that two equal ones could not be told apart."""
    twice = [name for name, count in Counter(path.name for path in files).items() if count > 1]
    if twice:
        raise typer.BadParameter(f"two files have the same name: {', '.join(sorted(twice))}")


def _with_progress(rows: Iterable[dict[str, Any]], total: int) -> Iterator[dict[str, Any]]:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=total < 2 or not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=total)
        for row in rows:
            bar.advance(task)
            yield row


def _show(row: Mapping[str, Any]) -> None:
    console = Console()
    if error := row.get("error"):
        console.print(Text.assemble((row["file"], "bold"), ": ", (error["says"], "red")))
        return
    for document in row["documents"]:
        console.print(_table(row["file"], document))
        for name in ("missing", "advise", "undetermined", "flags", "warnings"):
            if document[name]:
                console.print(Text.assemble((f"  {name}: ", "bold"), ", ".join(document[name])))


def _table(file: str, document: Mapping[str, Any]) -> Table:
    pages = ", ".join(str(page) for page in document["pages"])
    title = Text(f"{file}, page {pages}: {document['doc_type']}")
    table = Table(
        "field", "value", "sure", "page", title=title, title_justify="left", title_style="bold", min_width=72
    )
    for name, entry in document["fields"].items():
        doubtful = entry["needs_review"]
        sure = "look" if doubtful else f"{entry['confidence']:.0%}"
        table.add_row(
            name,
            Text(_words(entry)),
            Text(sure, style="yellow" if doubtful else ""),
            str(entry["page"] or ""),
        )
    return table


def _words(entry: Mapping[str, Any]) -> str:
    value = entry["value"]
    if entry["state"] == "unreadable":
        return f"unreadable ({entry['raw']})" if entry["raw"] else "unreadable"
    return ", ".join(value) if isinstance(value, list) else str(value)
