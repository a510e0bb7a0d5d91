"""What holds for every page: a title, one heading, labels, unique ids, nothing inline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from intake.desk import Desk
from tests.intake.web.addresses import addresses
from tests.intake.web.builders import ROLES, add_case, add_staff, doubtful
from tests.intake.web.visitor import PageReader, Visitor, signed_in

UNLABELLED = {"hidden", "submit"}


def faults(text: str) -> Iterator[str]:
    """What is wrong with a page."""
    page = PageReader(text)
    yield from page.faults
    if page.open:
        yield f"never closed: {page.open}"
    if [tag for tag, _ in page.tags].count("h1") != 1:
        yield "not exactly one h1"
    if "title" not in [tag for tag, _ in page.tags] or "<title> -" in text:
        yield "no title"
    if page.inline_text or any("src" not in attrs for attrs in page.all("script")):
        yield "inline script or style"
    yield from (f"id {each} twice" for each in set(page.ids) if page.ids.count(each) > 1)
    for tag, attrs in page.tags:
        yield from (f"<{tag} {name}>" for name in attrs if name.startswith("on") or name == "style")
    yield from _unlabelled(page)


def _unlabelled(page: PageReader) -> Iterator[str]:
    labelled = {attrs.get("for") for attrs in page.all("label")}
    for attrs in page.all("input", "select", "textarea"):
        named = attrs.get("id") in labelled or "aria-label" in attrs
        if attrs.get("type") not in UNLABELLED and not named:
            yield f"no label: {attrs}"
    for attrs in page.all("img"):
        if "alt" not in attrs:
            yield f"no alt: {attrs}"


@pytest.mark.parametrize("role", [*ROLES, "anyone"])
def test_every_page_is_well_made(site: Flask, desk: Desk, role: str) -> None:
    add_staff(desk)
    add_case(desk, doubtful("member_cin", "91234567A", candidates=("91234567A", "91284567A")))
    visitor = Visitor(site) if role == "anyone" else signed_in(site, role)
    for address in addresses(site, desk):
        reply = visitor.get(address.path) if address.method == "GET" else None
        if reply is not None and reply.mimetype == "text/html" and reply.status_code in (200, 403, 404):
            assert not list(faults(reply.text)), address


def test_the_check_itself_finds_what_is_wrong() -> None:
    bad = '<title>x</title><h1 id="a"></h1><p id="a" style="x"><input name="n"><script>1</script></div>'
    found = " ".join(faults(bad))
    assert all(each in found for each in ("id a twice", "style", "no label", "inline", "closes"))


def test_a_full_page_of_entries_is_well_made_too(clerk: Visitor, desk: Desk) -> None:
    reference = add_case(desk, doubtful("incident_place", None))
    reply = clerk.post(f"/desk/cases/{reference}/fields/member_cin", {"member_cin": "91", "seen": "0"})
    assert not list(faults(reply.text))
