"""In a real browser, under the real content policy: keys, the lit box, and no barrier that axe can find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from intake.desk import Desk
from tests.intake.web.addresses import addresses
from tests.intake.web.browsing import chromium, served
from tests.intake.web.builders import PASSWORD, add_case, add_staff, doubtful, find_case, value

pytestmark = pytest.mark.browser
WIDTHS = (390, 768, 1280)
HEAVY = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    with served(site) as url:
        yield url


def sign_in(browser: Browser, address: str, role: str, **how: object) -> Page:
    page = browser.new_context(**how).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/login")
    page.fill("#email", f"{role}@desk.test")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/desk/**")
    return page


def test_a_clerk_settles_doubtful_fields_with_the_keyboard_alone(
    browser: Browser, address: str, desk: Desk
) -> None:
    fields = doubtful("member_cin", "91234567A", candidates=("91284567A",))
    fields["incident_place"] = value("frnt dsk", needs_review=True)
    add_staff(desk, "clerk")
    reference = add_case(desk, fields)
    page, said = sign_in(browser, address, "clerk"), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/desk/cases/{reference}")
    assert page.locator("*:focus").get_attribute("name") == "member_cin"
    assert "lit" in (page.locator("#box-member_cin").get_attribute("class") or "")
    page.keyboard.press("Alt+1")
    page.wait_for_selector("#field-incident_place *:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("front desk")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Every field has been checked")
    newest = {row.field: row.data["value"] for row in find_case(desk, reference).values}
    assert (newest["member_cin"], newest["incident_place"]) == ("91284567A", "front desk")
    assert not said


def test_a_refused_entry_is_explained_where_it_was_typed(browser: Browser, address: str, desk: Desk) -> None:
    add_staff(desk, "clerk")
    reference = add_case(desk, doubtful("member_cin", "91234567A"))
    page = sign_in(browser, address, "clerk")
    page.goto(f"{address}/desk/cases/{reference}")
    page.locator("*:focus").fill("9123")
    page.keyboard.press("Enter")
    page.wait_for_selector("#field-member_cin .error")
    assert page.locator("*:focus").input_value() == "9123"


def test_the_clerk_page_works_without_scripts(browser: Browser, address: str, desk: Desk) -> None:
    add_staff(desk, "clerk")
    reference = add_case(desk, doubtful("member_cin", "91234567A"))
    page = sign_in(browser, address, "clerk", java_script_enabled=False)
    page.goto(f"{address}/desk/cases/{reference}")
    page.locator("#field-member_cin input[type=text]").press("Enter")
    page.wait_for_selector("text=Every field has been checked")


@pytest.mark.parametrize("role", ["anyone", "clerk", "reviewer", "medical_director", "admin"])
def test_axe_finds_no_barrier_on_any_page(
    browser: Browser, address: str, site: Flask, desk: Desk, role: str
) -> None:
    add_staff(desk)
    add_case(desk, doubtful("member_cin", "91234567A", candidates=("91284567A",)))
    if role == "anyone":
        page = browser.new_context(bypass_csp=True).new_page()
    else:
        page = sign_in(browser, address, role, bypass_csp=True)
    for path in _paths(site, desk):
        reply = page.goto(address + path)
        if reply and reply.headers.get("content-type", "").startswith("text/html"):
            assert not list(_barriers(page)), path


def _paths(site: Flask, desk: Desk) -> list[str]:
    """Every page; downloads are none."""
    files = (".pdf", ".css", ".png", "/original")
    return [
        each.path for each in addresses(site, desk) if each.method == "GET" and not each.path.endswith(files)
    ]


def _barriers(page: Page) -> Iterator[str]:
    """What axe holds serious, and what makes the page wider than the window."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"wider than {width}"
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in HEAVY:
            yield f"{found['id']}: {found['nodes'][0]['html']}"
