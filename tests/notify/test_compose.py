"""What we say, and what we can never say."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from html.parser import HTMLParser

import pytest
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notify.compose import PARTS, Facts, compose, templates
from notify.messages import Event

LINK = "https://desk.example.org/a/Zk3vR8qLw2n5Tt7Yp1XcA4"
ALLOWED = {"plan_name", "short_name", "case_ref", "open_items", "due_on", "link", "phone", "code"}


def facts(**differs: object) -> Facts:
    usual: dict[str, object] = {
        "plan_name": "Valley Oak Health Plan",
        "short_name": "Valley Oak",
        "case_ref": "CF-7F3K-22Q-1",
        "open_items": 2,
        "due_on": date(2026, 12, 6),
        "link": LINK,
        "phone": "(800) 555-0199",
        "code": "402913",
    }
    return Facts(**{**usual, **differs})  # type: ignore[arg-type]


def test_nothing_but_these_facts_can_enter_a_message() -> None:
    assert {field.name for field in fields(Facts)} == ALLOWED


@pytest.mark.parametrize(("name", "source"), list(templates()))
def test_no_template_asks_for_anything_else(name: str, source: str) -> None:
    environment = ImmutableSandboxedEnvironment()
    environment.filters.update(long=str, short=str)
    tree = environment.parse(source)
    assert find_undeclared_variables(tree) <= ALLOWED, name
    assert None not in set(find_referenced_templates(tree)), (
        "a template chosen at run time could say anything"
    )


@pytest.mark.parametrize("event", Event)
def test_every_event_has_all_its_templates(event: Event) -> None:
    names = {name for name, _ in templates()}
    assert {f"{event}/{part}" for part in PARTS} <= names


TELLTALES = {"reassign", "noncompliance", "non-compliance", "referral", "assault", "missed", "appointment"}
TELLTALES |= {"patient", "disenroll", "medi-cal", "reason", "approved", "denied"}


@pytest.mark.parametrize("event", Event)
def test_no_message_hints_at_what_the_request_is_about(event: Event) -> None:
    said = compose(event, facts())
    whole = " ".join([said.subject, said.text, said.html, said.sms]).lower()
    assert not [word for word in TELLTALES if word in whole]
    assert whole.replace("no member information", "").count("member") == 0


@pytest.mark.parametrize("event", Event)
def test_a_text_is_one_segment_and_tells_how_to_stop(event: Event) -> None:
    said = compose(event, facts())
    assert said.sms_segments == 1, f"{len(said.sms)} letters: {said.sms}"
    assert said.sms.startswith("Valley Oak: ")
    assert said.sms.endswith("Reply STOP to opt out, HELP for help")


def test_a_text_of_a_plan_with_a_fancy_name_stays_in_cheap_letters() -> None:
    said = compose(Event.MORE_NEEDED, facts(short_name="Oak’s “Own”"))
    assert said.sms.startswith('Oak\'s "Own": ')
    assert said.sms_segments == 1


@pytest.mark.parametrize(("items", "words"), [(1, "1 more item by"), (2, "2 more items by")])
def test_the_office_learns_how_much_is_missing_by_when_and_where(items: int, words: str) -> None:
    said = compose(Event.MORE_NEEDED, facts(open_items=items))
    assert words in said.subject
    assert "December 6, 2026" in said.subject
    assert "Dec 6" in said.sms
    assert all(LINK in part for part in (said.text, said.html, said.sms))


def test_without_a_link_or_a_date_the_words_still_hold() -> None:
    said = compose(Event.MORE_NEEDED, facts(link="", due_on=None, phone=""))
    assert "by fax" in said.text
    whole = said.subject + said.text + said.sms
    assert "None" not in whole
    assert "http" not in whole


def test_the_code_is_told_only_in_its_own_message() -> None:
    assert "402913" in compose(Event.ONE_TIME_CODE, facts()).text
    others = [compose(event, facts()) for event in Event if event is not Event.ONE_TIME_CODE]
    assert not [said for said in others if "402913" in said.text + said.html + said.sms + said.subject]
    assert "402913" not in compose(Event.ONE_TIME_CODE, facts()).subject


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("case_ref", "Jordan Sample"),
        ("case_ref", "CF-7F3K-22Q-1 for Jordan"),
        ("case_ref", ""),
        ("link", "javascript:alert(1)"),
        ("link", "https://desk.example.org/a b"),
        ("phone", "Jordan"),
        ("code", "91234567A"),
        ("plan_name", ""),
        ("plan_name", "Plan\r\nBcc: q@z.example"),
        ("plan_name", "x" * 81),
    ],
)
def test_a_fact_that_has_not_its_shape_is_refused_without_being_repeated(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=field) as caught:
        facts(**{field: value})
    assert not value or value not in str(caught.value)


def test_a_plan_name_cannot_bring_its_own_html() -> None:
    said = compose(Event.RECEIVED, facts(plan_name="<b>Plan</b> & Co", short_name=""))
    assert "<b>Plan" not in said.html
    assert "<b>Plan</b> & Co" in said.text


@pytest.mark.parametrize("event", Event)
def test_the_html_is_whole_and_loads_nothing(event: Event) -> None:
    page = _Page()
    page.feed(compose(event, facts()).html)
    assert page.open == []
    assert not page.seen & {"img", "script", "link", "iframe", "object"}
    assert page.links <= {LINK}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links |= {value or "" for name, value in attrs if name in {"href", "src"}}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
