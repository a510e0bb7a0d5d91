"""What each person does in the browser, step by step; every step ends by seeing that it worked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.line import CASE, PASSWORD


class Person:
    """Somebody in front of a browser window of their own."""

    def __init__(self, browser: Browser, url: str, *, width: int = 1280) -> None:
        self.url = url
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text, timeout=20_000)

    def close(self) -> None:
        self.context.close()


class OfficeManager(Person):
    """Sends papers and answers questions, from a phone."""

    def uploads(self, paper: Path, email: str) -> None:
        self.page.goto(self.url)
        self.page.set_input_files("#files", paper)
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_role("button", name="Send", exact=True).click()
        self.sees("We have received your papers")

    def waits_for_the_case(self) -> str:
        """The receipt page looks again by itself until the case is there; returns its reference."""
        expect(self.page.locator("main")).to_contain_text(CASE, timeout=90_000)
        found = CASE.search(self.page.inner_text("main"))
        assert found
        return found[0]

    def answers_times(self, link: str, times: list[str]) -> None:
        self.page.goto(link)
        self.sees("time of day")
        for number, time in enumerate(times):
            self.page.locator(f"[name=incident_times-{number}]").fill(time)
        self.page.get_by_role("button", name="Send", exact=True).click()
        self.sees("Thank you")


class Staff(Person):
    """A person of the desk."""

    def signs_in(self, email: str) -> None:
        self.page.goto(f"{self.url}/login")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/desk/**")

    def opens(self, case: str, part: str = "") -> None:
        self.page.goto(f"{self.url}/desk/cases/{case}{part}")
        self.sees(case)


class Clerk(Staff):
    """Looks at what the machine is not sure of."""

    def confirms_what_is_doubtful(self, case: str) -> int:
        """Press ENTER on each doubtful value; returns how many there were."""
        self.opens(case)
        confirmed = 0
        while self.page.get_by_text("Please check").count() and confirmed < 30:
            self.page.get_by_role("button", name="Right").first.click()
            self.page.wait_for_load_state()
            confirmed += 1
        return confirmed


class Reviewer(Staff):
    """Hears the member, answers the guard questions, forwards."""

    def forwards(self, case: str) -> None:
        self.opens(case, "/review")
        page = self.page
        page.fill("#member_version", "The member says that the bus was late each time and is sorry.")
        page.fill("#member_contacted_on", dt.date.today().isoformat())  # noqa: DTZ011 - what a date picker takes
        page.fill("#member_contacted_how", "Reviewer, by telephone")
        page.locator("input[name=complaint_open][value=no]").check()
        page.fill("#complaint_source", "Grievance log, today")
        page.locator("input[name=special_needs][value=no]").check()
        page.fill("#special_needs_source", "Care manager, by telephone")
        page.fill("#recommendation", "Approve: the letter is complete and the office has tried.")
        page.get_by_role("button", name="Save and forward").click()
        self.sees("Sent to the medical director")


class Director(Staff):
    """Decides."""

    def approves(self, case: str) -> None:
        self.opens(case, "/review")
        self.page.check("#approve")
        self.page.fill("#reason", "The relationship cannot be mended, and care will go on elsewhere.")
        self.page.get_by_role("button", name="Decide").click()
        self.sees("Approved")


class Carrier(Staff):
    """Enters the change in the enrollment system, and says so here."""

    def carries_out(self, case: str) -> None:
        self.opens(case, "/review")
        self.page.get_by_role("button", name="Carried out").click()
        self.sees("Effective")

    def letter(self) -> bytes:
        """The provider's letter, as it is kept."""
        address = self.page.get_by_role("link", name="Letter to the office").last.get_attribute("href")
        reply = self.context.request.get(self.url + str(address))
        assert reply.ok
        return reply.body()
