"""Journeys print their seed, so that a failure can be played again: `CASEFAX_TEST_SEED=...`."""

from __future__ import annotations

import os
import secrets

import pytest


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    return _seed(request)


@pytest.fixture(scope="module")
def module_seed(request: pytest.FixtureRequest) -> int:
    return _seed(request)


def _seed(request: pytest.FixtureRequest) -> int:
    made = int(os.environ.get("CASEFAX_TEST_SEED") or secrets.randbelow(10**9))
    print(f"seed {made}: replay with CASEFAX_TEST_SEED={made} pytest {request.node.nodeid}")
    return made
