"""What every answer carries, errors too."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from intake.desk import Desk
from intake.settings import Settings
from intake.web.headers import DOWNLOAD_POLICY, HEADERS, POLICY
from intake.web.site import build_site
from tests.desk import make_desk
from tests.intake.web.addresses import addresses
from tests.intake.web.builders import MEMBER, add_staff
from tests.intake.web.visitor import Visitor, signed_in

DOWNLOADS = {
    "papers.original",
    "pictures.message_letter",
    "pictures.office_letter",
    "pictures.decision_letter",
}


@pytest.mark.parametrize("role", ["clerk", "medical_director", "admin"])
def test_every_answer_carries_the_security_headers(site: Flask, desk: Desk, role: str) -> None:
    add_staff(desk, role)
    visitor = signed_in(site, role)
    for address in addresses(site, desk):
        if address.endpoint == "security.logout":
            continue
        reply = visitor.open(address.method, address.path)
        assert HEADERS.keys() <= set(reply.headers.keys()), address
        sandboxed = address.endpoint in DOWNLOADS and reply.status_code == 200
        wanted = DOWNLOAD_POLICY if sandboxed else POLICY
        assert reply.headers["Content-Security-Policy"] == wanted, address
        assert address.endpoint == "static" or reply.headers["Cache-Control"] == "no-store", address


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("DELETE", "/", 405), ("POST", "/", 400), ("GET", "/static/none.css", 404)],
)
def test_errors_carry_them_too(anyone: Visitor, method: str, path: str, status: int) -> None:
    reply = anyone.client.open(path, method=method)
    assert reply.status_code == status
    assert HEADERS.items() <= dict(reply.headers).items()


def test_our_own_failure_says_nothing_of_its_cause(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    site = build_site(desk)
    site.view_functions["public.upload"] = _fail
    reply = site.test_client().get("/")
    assert reply.status_code == 500
    assert HEADERS.items() <= dict(reply.headers).items()
    assert MEMBER not in reply.text + caplog.text
    assert "KeyError in public.upload" in caplog.text


def test_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_over_https_the_cookie_is_bound_and_transport_is_strict(desk: Desk) -> None:
    settings = Settings(home=desk.settings.home, base_url="https://desk.plan.example", secret_key="k")
    made = make_desk(desk.settings.home / "other")
    reply = build_site(type(made)(settings, *_rest(made))).test_client().get("/")
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-casefax=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Strict-Transport-Security" in reply.headers


def test_more_than_the_limit_is_refused_with_advice(anyone: Visitor, desk: Desk) -> None:
    too_much = io.BytesIO(b"x" * (desk.settings.max_upload_mb * 2**20 + 1))
    reply = anyone.post("/", {"files": (too_much, "big.pdf")})
    assert reply.status_code == 413
    assert "smaller groups" in reply.text


def _fail() -> str:
    raise KeyError(MEMBER)


def _rest(desk: Desk) -> tuple[object, ...]:
    return desk.db, desk.files, desk.definitions, desk.versions, desk.plans, desk.clock
