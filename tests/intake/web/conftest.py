"""A site over the test's desk, and its visitors."""

from __future__ import annotations

import pytest
from flask import Flask

from intake.desk import Desk
from intake.web.site import build_site
from tests.intake.web.builders import add_staff
from tests.intake.web.visitor import Visitor, signed_in


@pytest.fixture
def site(desk: Desk) -> Flask:
    return build_site(desk)


@pytest.fixture
def anyone(site: Flask) -> Visitor:
    return Visitor(site)


@pytest.fixture
def clerk(site: Flask, desk: Desk) -> Visitor:
    add_staff(desk, "clerk")
    return signed_in(site, "clerk")


@pytest.fixture
def reviewer(site: Flask, desk: Desk) -> Visitor:
    add_staff(desk, "reviewer")
    return signed_in(site, "reviewer")


@pytest.fixture
def director(site: Flask, desk: Desk) -> Visitor:
    add_staff(desk, "medical_director")
    return signed_in(site, "medical_director")


@pytest.fixture
def admin(site: Flask, desk: Desk) -> Visitor:
    add_staff(desk, "admin")
    return signed_in(site, "admin")
