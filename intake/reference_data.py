"""Import the member roster and the provider directory from CSV: errors by line, nothing half done."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from forms.grammar.ids import is_npi
from intake import audit
from intake.db import Database
from intake.models import Member, Office

BATCH = 1000
CIN = re.compile(r"9\d{7}[A-Z]")

Row = dict[str, str]
Progress = Callable[[int], None]
Importer = Callable[[Database, Path, str, Progress], "Import"]


@dataclass(slots=True)
class Import:
    """What an import did: rows kept, and what was wrong with the others as (line, sentence)."""

    kept: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


class BadRow(ValueError):
    """A row that cannot be used; the text says why."""


def import_roster(db: Database, path: Path, actor: str, progress: Progress = lambda rows: None) -> Import:
    """Members by CIN; a member that is there already is brought up to date.

    Columns: cin, first_name, last_name, birth_date, county, status, active_from, active_to,
    provider_npi. Dates are YYYY-MM-DD or M/D/YYYY. Raises ValueError for a missing column.
    """
    return _import(db, path, actor, "roster", ("cin", "first_name", "last_name"), _member, progress)


def import_directory(db: Database, path: Path, actor: str, progress: Progress = lambda rows: None) -> Import:
    """Offices by NPI. Columns: npi, provider_name, practice_name, kind, address, city, state, zip,
    phone, fax, email, contracted_from, contracted_to.
    """
    return _import(db, path, actor, "directory", ("npi", "provider_name"), _office, progress)


def _import(
    db: Database,
    path: Path,
    actor: str,
    what: str,
    needed: Sequence[str],
    make: Callable[[Row], Any],
    progress: Progress,
) -> Import:
    done = Import()
    for batch in _batches(_rows(path, needed), BATCH):
        with db.write() as session:
            for line, row in batch:
                _keep(session, done, line, row, make)
        progress(len(batch))
    with db.write() as session:
        audit.record(session, actor, "imported", what, kept=done.kept, errors=len(done.errors))
    return done


def _keep(session: Session, done: Import, line: int, row: Row, make: Callable[[Row], Any]) -> None:
    try:
        session.merge(make(row))
    except BadRow as error:
        done.errors.append((line, str(error)))
    else:
        done.kept += 1


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Line numbers and rows with plain keys. Raises ValueError for a missing column or what is no CSV."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        try:
            columns = [_key(name) for name in reader.fieldnames or ()]
            if lacking := [name for name in needed if name not in columns]:
                raise ValueError(f"the first line names no column {', '.join(lacking)}")
            for row in reader:
                yield reader.line_num, {_key(k): (v or "").strip() for k, v in row.items() if k is not None}
        except UnicodeDecodeError as error:
            raise ValueError(f"{_after(reader)} is not UTF-8: save the file as CSV UTF-8") from error
        except csv.Error as error:
            raise ValueError(f"{_after(reader)} is not CSV") from error


def _after(reader: Any) -> str:
    return f"what follows line {reader.line_num}"


def _batches(rows: Iterator[tuple[int, Row]], size: int) -> Iterator[list[tuple[int, Row]]]:
    batch: list[tuple[int, Row]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _member(row: Row) -> Member:
    cin = row["cin"].upper().replace("-", "").replace(" ", "")[:9]
    if not CIN.fullmatch(cin):
        raise BadRow("the CIN is not a 9, seven digits and a letter")
    if not row["last_name"]:
        raise BadRow("the last name is empty")
    return Member(
        cin=cin,
        first_name=row["first_name"],
        last_name=row["last_name"],
        birth_date=_date(row, "birth_date"),
        county=row.get("county", ""),
        status=row.get("status", "").lower() or "active",
        active_from=_date(row, "active_from"),
        active_to=_date(row, "active_to"),
        provider_npi=row.get("provider_npi", ""),
    )


def _office(row: Row) -> Office:
    if not is_npi(row["npi"]):
        raise BadRow("the NPI's check digit is wrong")
    plain = ("provider_name", "practice_name", "kind", "address", "city", "state", "zip", "email")
    office = Office(npi=row["npi"], **{name: row.get(name, "") for name in plain})
    office.phone, office.fax = _digits(row, "phone"), _digits(row, "fax")
    office.contracted_from = _date(row, "contracted_from")
    office.contracted_to = _date(row, "contracted_to")
    return office


def _date(row: Row, name: str) -> dt.date | None:
    text = row.get(name, "")
    for shape in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return dt.datetime.strptime(text, shape).date() if text else None  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise BadRow(f"{name} is not a date such as 2026-03-31 or 3/31/2026")


def _digits(row: Row, name: str) -> str:
    digits = re.sub(r"\D", "", row.get(name, "")).removeprefix("1")
    if digits and len(digits) != 10:
        raise BadRow(f"{name} does not have ten digits")
    return digits


def _key(name: str) -> str:
    return "_".join(name.lower().split())
