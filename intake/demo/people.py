"""An invented roster and provider directory, the same again for the same seed.

Telephone numbers are 555-01xx, CINs are 9NNNNNNNL with a letter that Medi-Cal
uses, and NPIs pass the Luhn check over 80840 + number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from intake.demo.names import CREDENTIALS, FAMILIES, MEN, PRACTICES, STREETS, TOWNS, WOMEN, Town

CIN_LETTERS: Final = "ACDEFGHMNTUVWXYZ"
ROSTER_COLUMNS: Final = (
    "cin",
    "first_name",
    "last_name",
    "birth_date",
    "county",
    "status",
    "active_from",
    "active_to",
    "provider_npi",
)
DIRECTORY_COLUMNS: Final = (
    "npi",
    "provider_name",
    "practice_name",
    "kind",
    "address",
    "city",
    "state",
    "zip",
    "phone",
    "fax",
    "email",
    "contracted_from",
    "contracted_to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A provider's office. `phone` and `fax` are ten digits, `contracted_to` None while the contract runs."""

    npi: str
    first_name: str
    last_name: str
    credential: str
    practice_name: str
    kind: str
    address: str
    town: Town
    phone: str
    fax: str
    email: str
    contracted_from: date
    contracted_to: date | None = None

    @property
    def provider_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def signed_name(self) -> str:
        """The name as it stands below a signature, with the credential."""
        return f"{self.provider_name}, {self.credential}"

    @property
    def city_line(self) -> str:
        return f"{self.town.name}, CA {self.town.zip_code}"

    def as_row(self) -> dict[str, str]:
        """The row of the provider directory's CSV file."""
        return {
            "npi": self.npi,
            "provider_name": self.provider_name,
            "practice_name": self.practice_name,
            "kind": self.kind,
            "address": self.address,
            "city": self.town.name,
            "state": "CA",
            "zip": self.town.zip_code,
            "phone": self.phone,
            "fax": self.fax,
            "email": self.email,
            "contracted_from": self.contracted_from.isoformat(),
            "contracted_to": self.contracted_to.isoformat() if self.contracted_to else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of the plan, linked to one provider. `pronouns` are he/him/his or she/her/her."""

    cin: str
    first_name: str
    last_name: str
    birth_date: date
    county: str
    address: str
    city_line: str
    phone: str
    language: str
    pronouns: tuple[str, str, str]
    provider_npi: str
    status: str = "active"
    active_from: date
    active_to: date | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def as_row(self) -> dict[str, str]:
        """The row of the roster's CSV file."""
        return {
            "cin": self.cin,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "birth_date": self.birth_date.isoformat(),
            "county": self.county,
            "status": self.status,
            "active_from": self.active_from.isoformat(),
            "active_to": self.active_to.isoformat() if self.active_to else "",
            "provider_npi": self.provider_npi,
        }


@dataclass(frozen=True, slots=True)
class People:
    """Everybody the demo knows. Each office has members."""

    offices: Sequence[Office]
    members: Sequence[Member]
    _offices_by_npi: Mapping[str, Office] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_offices_by_npi", {office.npi: office for office in self.offices})

    def office_of(self, member: Member) -> Office:
        """The office that the member is linked to."""
        return self._offices_by_npi[member.provider_npi]

    def active(self, county: str | None = None) -> list[Member]:
        """The members who are active now, of one county if given."""
        return [m for m in self.members if m.status == "active" and county in (None, m.county)]

    def write_roster(self, path: Path) -> None:
        """Write the members as the CSV that `casefax roster import` takes."""
        _write(path, ROSTER_COLUMNS, (member.as_row() for member in self.members))

    def write_directory(self, path: Path) -> None:
        """Write the offices as the CSV that `casefax directory import` takes."""
        _write(path, DIRECTORY_COLUMNS, (office.as_row() for office in self.offices))


def make_people(seed: int, today: date, *, offices: int = 14, members_each: int = 4) -> People:
    """An invented directory and roster: one office in each town in turn, and its members.

    One contract has ended and one member in twelve is no longer active, so that
    warnings have somebody to be about.
    """
    rng = Random(seed)
    towns = [TOWNS[i % len(TOWNS)] for i in range(offices)]
    directory = [random_office(rng, today, town, line=2 * i) for i, town in enumerate(towns)]
    directory[-1] = _ended(directory[-1], today)
    roster = [random_member(rng, today, office) for office in directory for _ in range(members_each)]
    left = {i for i in range(len(roster)) if i % 12 == 11}
    return People(directory, [_left(m, today) if i in left else m for i, m in enumerate(roster)])


def random_office(rng: Random, today: date, town: Town | None = None, *, line: int | None = None) -> Office:
    """A contracted provider with fresh names and numbers, in `town` or any, `line` (0-98) its telephone."""
    town = town or rng.choice(TOWNS)
    street = rng.choice(STREETS)
    practice = rng.choice(PRACTICES).format(town=town.name, street=street.rsplit(" ", 1)[0])
    number = rng.randrange(0, 99) if line is None else line
    return Office(
        npi=random_npi(rng),
        first_name=rng.choice(WOMEN + MEN),
        last_name=rng.choice(FAMILIES),
        credential=rng.choice(CREDENTIALS),
        practice_name=practice,
        kind="pcp",
        address=f"{rng.randrange(100, 9900)} {street}",
        town=town,
        phone=f"{town.area_code}55501{number:02d}",
        fax=f"{town.area_code}55501{number + 1:02d}",
        email="office@" + "".join(c for c in practice.lower() if c.isalnum()) + ".example",
        contracted_from=today - timedelta(days=rng.randrange(400, 3000)),
    )


def random_member(rng: Random, today: date, office: Office) -> Member:
    """An active member linked to `office`, living in its county; no namesake of the provider."""
    woman = rng.random() < 0.5
    number = rng.randrange(0, 100)
    return Member(
        cin=random_cin(rng),
        first_name=rng.choice(WOMEN if woman else MEN),
        last_name=rng.choice([name for name in FAMILIES if name != office.last_name]),
        birth_date=today - timedelta(days=rng.randrange(20 * 365, 80 * 365)),
        county=office.town.county,
        address=f"{rng.randrange(100, 9900)} {rng.choice(STREETS)}",
        city_line=office.city_line,
        phone=f"{office.town.area_code}55501{number:02d}",
        language=rng.choice(("English", "English", "English", "Spanish", "Hmong")),
        pronouns=("she", "her", "her") if woman else ("he", "him", "his"),
        provider_npi=office.npi,
        active_from=today.replace(day=1) - timedelta(days=rng.randrange(200, 2500)),
    )


def random_cin(rng: Random) -> str:
    """A Client Index Number that belongs to nobody: 9, seven digits, a letter in use."""
    return f"9{rng.randrange(1_000_000, 9_999_999)}{rng.choice(CIN_LETTERS)}"


def random_npi(rng: Random) -> str:
    """Ten digits whose last is the Luhn check digit over 80840 + the first nine."""
    body = f"1{rng.randrange(10**7, 10**8)}"
    return body + str(luhn_digit("80840" + body))


def luhn_digit(digits: str) -> int:
    """The digit that makes `digits` + it pass the Luhn check."""
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits))]
    return -sum(d // 10 + d % 10 for d in doubled) % 10


def _ended(office: Office, today: date) -> Office:
    return replace(office, contracted_to=today - timedelta(days=90))


def _left(member: Member, today: date) -> Member:
    return replace(member, status="inactive", active_to=today - timedelta(days=60))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
