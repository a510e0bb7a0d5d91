"""What templates may call: words for states, dates, and the wiring of form fields to their hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Flask
from flask_security import current_user
from wtforms import Field

from intake.joining import DISPOSITIONS
from intake.web import history, words
from intake.web.access import may_open
from intake.web.context import the_desk
from intake.web.sending import ACCEPTED

MENU = (
    ("queue.page", "Queue"),
    ("admin.documents", "Files"),
    ("admin.messages", "Messages"),
    ("admin.users", "Users"),
    ("admin.status", "Status"),
)


def install(app: Flask) -> None:
    """Give all templates the same words."""
    app.jinja_env.globals.update(
        accepted=ACCEPTED,
        case_states=words.CASE_STATES,
        channels=words.CHANNELS,
        day=words.day,
        described=described,
        dispositions=DISPOSITIONS,
        document_states=words.DOCUMENT_STATES,
        events=words.EVENTS,
        finding_states=words.FINDING_STATES,
        findings=words.FINDINGS,
        flat=flat,
        for_sender=words.for_sender,
        happened=history.happened,
        may_open=may_open,
        menu=menu,
        message_states=words.MESSAGES,
        moment=moment,
        paper_states=words.PAPERS,
        plan_name=plan_name,
        queue_name=queue_name,
        roles=words.ROLES,
        size=words.size,
        task_states=words.TASKS,
        title_of=title_of,
        todos=words.TODOS,
        user=current_user,
        who=history.who,
    )
    app.jinja_env.filters["short_day"] = words.short_day


def menu() -> list[tuple[str, str]]:
    """The pages of the bar on top that the user may open."""
    return [(endpoint, label) for endpoint, label in MENU if may_open(endpoint)]


def plan_name(key: str) -> str:
    """What a plan is called."""
    plan = the_desk().plans.plans.get(key)
    return plan.name if plan else key


def queue_name(key: str) -> str:
    """What a queue is called; other keys are spelled out."""
    return the_desk().plans.queues.get(key) or key.replace("_", " ").capitalize()


def described(field: Field, hint: str) -> dict[str, str]:
    """Attributes that tie an input to its hint and its error for a screen reader."""
    ids = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    if not ids:
        return {}
    return {"aria-describedby": " ".join(ids)} | ({"aria-invalid": "true"} if field.errors else {})


def flat(errors: Iterable[object]) -> Iterator[str]:
    """The sentences of a field's errors; those of a list of inputs come nested."""
    for error in errors:
        if isinstance(error, str):
            yield error
        elif isinstance(error, Iterable):
            yield from flat(error)


def moment(value: object) -> str:
    """An instant in the plan's zone: Mar 5, 2:15 p.m."""
    local = value.astimezone(the_desk().settings.zone)  # type: ignore[attr-defined]
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local:%b} {local.day}, {(local.hour % 12) or 12}:{local:%M} {half}"


def title_of(doc_type: str) -> str:
    """A document type's title."""
    definition = the_desk().definitions.get(doc_type)
    return definition.title if definition else doc_type
