"""The roster and the directory come from CSV as people export it; what is wrong is told by its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.desk import Desk
from intake.models import Member, Office
from intake.reference_data import Import, import_directory, import_roster

HEAD = "CIN,First Name,Last Name,Birth Date,County,Status,Active From,Active To,Provider NPI\n"
ANA = "91234567A,Ana,Sample,1980-02-03,Fresno,active,2025-01-01,,1234567893\n"


def roster(desk: Desk, folder: Path, text: str | bytes) -> Import:
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_roster(desk.db, path, "admin@plan.example")


def directory(desk: Desk, folder: Path, text: str) -> Import:
    path = folder / "directory.csv"
    path.write_text(text)
    return import_directory(desk.db, path, "admin@plan.example")


def members(desk: Desk) -> list[Member]:
    with desk.db.read() as session:
        return list(session.scalars(select(Member).order_by(Member.cin)))


def test_a_member_comes_with_county_dates_and_provider(any_desk: Desk, tmp_path: Path) -> None:
    assert roster(any_desk, tmp_path, HEAD + ANA) == Import(kept=1)
    [ana] = members(any_desk)
    assert (ana.first_name, ana.birth_date, ana.county) == ("Ana", dt.date(1980, 2, 3), "Fresno")
    assert (ana.provider_npi, ana.active_from, ana.active_to) == ("1234567893", dt.date(2025, 1, 1), None)


def test_a_second_import_brings_members_up_to_date(any_desk: Desk, tmp_path: Path) -> None:
    roster(any_desk, tmp_path, HEAD + ANA)
    roster(any_desk, tmp_path, HEAD + ANA.replace("Fresno", "Kings"))
    assert [member.county for member in members(any_desk)] == ["Kings"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ANA.replace("91234567A", "1234"), "CIN"),
        (ANA.replace("91234567A", "81234567A"), "CIN"),
        (ANA.replace("Sample", ""), "last name"),
        (ANA.replace("1980-02-03", "3rd of Feb"), "birth_date"),
        (ANA.replace("1980-02-03", "1980-02-30"), "birth_date"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_keeps_no_other_out(
    desk: Desk, tmp_path: Path, row: str, says: str
) -> None:
    done = roster(desk, tmp_path, HEAD + row + ANA.replace("91234567A", "97654321C"))
    assert [(line, says in why) for line, why in done.errors] == [(2, True)]
    assert [member.cin for member in members(desk)] == ["97654321C"]


@pytest.mark.parametrize("written", ["1980-02-03", "2/3/1980", "02/03/1980"])
def test_dates_come_as_people_write_them(desk: Desk, tmp_path: Path, written: str) -> None:
    roster(desk, tmp_path, HEAD + ANA.replace("1980-02-03", written))
    assert members(desk)[0].birth_date == dt.date(1980, 2, 3)


@pytest.mark.parametrize("written", ["91234567A", "9123-4567-A", "91234567a", "91234567A20250101"])
def test_a_cin_comes_with_what_is_printed_around_it(desk: Desk, tmp_path: Path, written: str) -> None:
    roster(desk, tmp_path, HEAD + ANA.replace("91234567A", written))
    assert members(desk)[0].cin == "91234567A"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"first_name,last_name\nAna,Sample\n", "no column cin"),
        (b"", "no column cin"),
        (HEAD.encode() + ANA.replace("Ana", "Añá").encode("latin-1"), "UTF-8"),
        (HEAD.encode() + b'"' + b"x" * 200_000 + b'"\n', "not CSV"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_a_sentence(
    desk: Desk, tmp_path: Path, data: bytes, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        roster(desk, tmp_path, data)


def test_a_file_from_a_spreadsheet_program_is_read(desk: Desk, tmp_path: Path) -> None:
    assert roster(desk, tmp_path, b"\xef\xbb\xbf" + (HEAD + ANA).replace("\n", "\r\n").encode()).kept == 1


def test_short_and_empty_rows_do_no_harm(desk: Desk, tmp_path: Path) -> None:
    done = roster(desk, tmp_path, HEAD + "\n91234567A,Ana,Sample\n,,,\n")
    assert done.kept == 1 and [line for line, _ in done.errors] == [4]


def test_a_long_roster_comes_in_batches_and_says_how_far_it_is(desk: Desk, tmp_path: Path) -> None:
    rows = [ANA.replace("91234567A", f"9{number:07}A") for number in range(1500)]
    path = tmp_path / "roster.csv"
    path.write_text(HEAD + "".join(rows))
    progress: list[int] = []
    assert import_roster(desk.db, path, "admin", progress.append).kept == 1500
    assert progress == [1000, 500]


@pytest.mark.parametrize(
    ("status", "since", "until", "active"),
    [
        ("active", None, None, True),
        ("active", "2026-06-20", "2026-06-20", True),
        ("active", "2026-06-21", None, False),
        ("active", None, "2026-06-19", False),
        ("closed", None, None, False),
    ],
)
def test_who_was_a_member_on_a_day(status: str, since: str | None, until: str | None, active: bool) -> None:
    day = {name: dt.date.fromisoformat(t) if t else None for name, t in (("from", since), ("to", until))}
    member = Member(status=status, active_from=day["from"], active_to=day["to"])
    assert member.is_active(dt.date(2026, 6, 20)) is active


OFFICES = "npi,provider_name,practice_name,phone,fax,email,contracted_from,contracted_to\n"


def test_an_office_comes_with_numbers_as_people_write_them(any_desk: Desk, tmp_path: Path) -> None:
    row = "1234567893,Lee Example,Example Clinic,(213) 555-0101,1-213-555-0102,a@b.example,1/1/2025,\n"
    assert directory(any_desk, tmp_path, OFFICES + row).errors == []
    with any_desk.db.read() as session:
        office = session.scalars(select(Office)).one()
    assert (office.phone, office.fax) == ("2135550101", "2135550102")
    assert [office.is_contracted(dt.date(year, 6, 1)) for year in (2024, 2026)] == [False, True]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1234567890,Lee Example,,,,,,\n", "check digit"),
        ("1234567893,Lee Example,,555-0101,,,,\n", "ten digits"),
    ],
)
def test_a_bad_office_is_told_by_its_line(desk: Desk, tmp_path: Path, row: str, says: str) -> None:
    done = directory(desk, tmp_path, OFFICES + row)
    assert [(line, says in why) for line, why in done.errors] == [(2, True)]
