"""A site over the test's desk, and its visitors."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from intake.desk import Desk
from intake.web.site import build_site
from tests.intake.web.builders import add_staff
from tests.intake.web.visitor import Visitor, signed_in


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once for all sites."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def site(desk: Desk, compiled: FileSystemBytecodeCache) -> Flask:
    made = build_site(desk)
    made.jinja_env.bytecode_cache = compiled
    return made


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
