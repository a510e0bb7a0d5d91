"""A definition that is wrong is refused, with the file, the line, the field and a fix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forms.errors import DefinitionError
from forms.lint import lint
from forms.load import load_all
from tests.forms.papers_of import SMALL, edited, small, written

WRONG = [
    (
        "required: true, prompt: Please give",
        "requird: true, prompt: Please give",
        "did you mean `required`?",
        9,
    ),
    ("type: us_phone", "type: telephone", "'us_phone'", 10),
    ("label: Telephone", "label: Telephone, details: notes", "there is no field notes", 10),
    ("name: urgent", "name: phone", "phone stands here twice", 11),
    ("prompt: Please give the name., ", "", "give it a prompt", 9),
    ("version: 1", "version: one", "valid integer", 3),
    ("version: 1", "version: 2", "call it v2.yaml", 3),
    ("type: transport_request", "type: ride", "call both the same", 2),
    ("applies_when: {kind: van}", "applies_when: {kinds: van}", "no field kinds", 19),
    ("applies_when: {kind: van}", "applies_when: {kind: bus}", "no choice bus; it has taxi, van", 19),
    ("applies_when: {kind: van}", "applies_when: {visits: {present: true}}", "runs in a ring", 9),
    (
        "applies_when: {kind: van}",
        "applies_when: {signed_on: 2026-01-01}",
        "no choice; ask whether it is `present:`",
        19,
    ),
    ("applies_when: {kind: van}", "applies_when: {kind: {}}", "give a value", 19),
    ("at_least: 2", "at_least: 6", "takes no more than 5", 26),
    ("field: visits", "field: signed_on", "give it `repeat: {max: n}`", 26),
    ("field: visits", "field: kind", "holds no dates", 26),
    ("field: visits", "field: visit", "no field visit", 26),
    ("{{ short }}", "{{ shrt }}", "uses {{ shrt }}", 24),
    ("{{ short }}", "{{ short", "not a template", 24),
    ("require: {count", "require: {attached: police_report, count", "exactly one of", 26),
    ("doc_type: transport_request", "doc_type: diary", "no document type diary", 22),
    ('{when: {urgent: "true"}', '{when: {urgent: "maybe"}', "no choice maybe; it has false, true", 30),
    ('{when: {urgent: "true"}', "{when: {planet: mars}", "no field planet", 30),
    ('{when: {urgent: "true"}, queue: clerk', "{otherwise: true, queue: clerk", "no line after this one", 30),
    ("{otherwise: true, queue: care", "{when: {kind: taxi}, queue: care", "last line must be `otherwise", 30),
    ("queue: care_management", "queue: care", "no queue care; there are care_management", 31),
    ("like: a taxi", "like: a bus", "no earlier example is called a bus", 37),
    ("given: {kind: van}", "given: {kinds: van}", "no field kinds", 38),
    ("expect: {missing: two_visits}", "expect: {}", "missing should be nothing, but is two_visits", 33),
    ("given: {kind: van}", "given: {member_name: Ben}", "no example fires this rule", 33),
    ("given: {member_name: Ana Sample, kind: taxi}", "given: {kind: van}", "missing should be nothing", 33),
    ("phone: phone", "phone: mobile", "no field mobile", 7),
    ("title: Request", "title: A\ntitle: Request", "stands here twice", 5),
    ("kind: submission", "kind: [", "not YAML", 7),
    ("title: Request for a ride", "title: &t x\nextract: {a: *t}", "uses an alias", 5),
    ("    blind: Please give two days of visits.\n", "", "in general words", 24),
]


@pytest.mark.parametrize(("old", "new", "says", "line"), WRONG, ids=[f"{row[2]}" for row in WRONG])
def test_each_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, says: str, line: int
) -> None:
    path = written(tmp_path, edited((old, new)))
    found = [problem for problem in lint(path) if says in problem]
    assert found, lint(path)
    assert re.match(rf"{re.escape(str(path))}:{line}: .+: ", found[0]), found[0]


def test_a_sound_definition_has_no_problems(tmp_path: Path) -> None:
    assert lint(written(tmp_path)) == []


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, edited(("at_least: 2", "at_least: 6"), ("{{ short }}", "{{ shrt }}")))
    assert len(lint(path)) == 2


def test_nothing_that_is_wrong_gets_loaded(tmp_path: Path) -> None:
    written(tmp_path, edited(("at_least: 2", "at_least: 6")))
    with pytest.raises(DefinitionError, match="takes no more than 5"):
        load_all(tmp_path)


def test_an_example_that_does_not_hold_stops_a_checked_load_only(tmp_path: Path) -> None:
    written(tmp_path, edited(("expect: {missing: two_visits}", "expect: {}")))
    assert load_all(tmp_path)
    with pytest.raises(DefinitionError, match="missing should be nothing"):
        load_all(tmp_path, check=True)


def test_the_newest_version_of_a_type_is_the_one_in_use(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        text = SMALL.replace("version: 1", f"version: {version}")
        written(tmp_path, text, f"transport_request/v{version}.yaml")
    assert load_all(tmp_path)["transport_request"].key == "transport_request/10"


@pytest.mark.parametrize("text", ["No", "on", "02134", "8:30", "1.10", "1_000", "~"])
def test_what_is_written_stays_as_it_is_written(tmp_path: Path, text: str) -> None:
    assert small(tmp_path, ("title: Request for a ride", f"title: {text}")).title == text
