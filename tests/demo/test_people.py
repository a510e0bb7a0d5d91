"""The invented roster and directory."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from intake.demo.people import (
    DIRECTORY_COLUMNS,
    ROSTER_COLUMNS,
    People,
    luhn_digit,
    make_people,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(params=[0, 1, 2])
def people(request: pytest.FixtureRequest) -> People:
    return make_people(request.param, TODAY)


def test_the_same_seed_gives_the_same_people() -> None:
    assert make_people(7, TODAY).members == make_people(7, TODAY).members


def test_another_seed_gives_other_people() -> None:
    assert make_people(7, TODAY).members != make_people(8, TODAY).members


def test_every_cin_is_a_possible_one_and_belongs_to_one_member(people: People) -> None:
    cins = [member.cin for member in people.members]
    assert all(re.fullmatch(r"9\d{7}[ACDEFGHMNTUVWXYZ]", cin) for cin in cins)
    assert len(set(cins)) == len(cins)


def test_every_npi_passes_the_check_digit(people: People) -> None:
    for office in people.offices:
        assert re.fullmatch(r"1\d{9}", office.npi)
        assert luhn_digit("80840" + office.npi[:-1]) == int(office.npi[-1])


def test_the_check_digit_is_that_of_the_known_example() -> None:
    assert luhn_digit("80840123456789") == 3


def test_every_number_is_one_that_nobody_has(people: People) -> None:
    numbers = [n for office in people.offices for n in (office.phone, office.fax)]
    numbers += [member.phone for member in people.members]
    assert all(re.fullmatch(r"\d{3}55501\d\d", number) for number in numbers)


def test_no_two_offices_share_a_telephone(people: People) -> None:
    numbers = [n for office in people.offices for n in (office.phone, office.fax)]
    assert len(set(numbers)) == len(numbers)


def test_every_member_has_an_office_in_the_same_county(people: People) -> None:
    assert all(people.office_of(member).town.county == member.county for member in people.members)


def test_the_counties_reach_several_plan_lines(people: People) -> None:
    counties = {member.county for member in people.active()}
    assert {"Fresno", "Kings", "Madera", "Imperial", "Santa Cruz", "Merced", "Los Angeles"} <= counties


def test_somebody_has_left_and_some_contract_has_ended(people: People) -> None:
    assert any(member.status == "inactive" and member.active_to for member in people.members)
    assert [office for office in people.offices if office.contracted_to] == [people.offices[-1]]


def test_the_files_hold_everybody_under_the_agreed_columns(people: People, tmp_path: Path) -> None:
    people.write_roster(tmp_path / "roster.csv")
    people.write_directory(tmp_path / "directory.csv")
    roster = _rows(tmp_path / "roster.csv")
    directory = _rows(tmp_path / "directory.csv")
    assert tuple(roster[0]) == ROSTER_COLUMNS
    assert tuple(directory[0]) == DIRECTORY_COLUMNS
    assert [row["cin"] for row in roster] == [member.cin for member in people.members]
    assert {row["provider_npi"] for row in roster} == {row["npi"] for row in directory}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
