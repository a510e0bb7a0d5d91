"""What a reviewer records before a case may go on (procedures, section 7)."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from intake.reviewing import ReviewNotes

YES_NO = [("yes", "Yes"), ("no", "No")]


class ReviewForm(FlaskForm):  # type: ignore[misc]
    """The member's version or the failed attempts, and the two guard questions with their sources.

    Everything may be left empty while the work goes on: forwarding is what asks for it.
    """

    member_version = TextAreaField("The member's version", [Length(max=8000)])
    member_contacted_on = DateField("Talked on", [Optional()])
    member_contacted_how = StringField("Who talked with the member, and how", [Length(max=200)])
    interpreter = StringField("Interpreter", [Length(max=200)])
    failed_attempts = TextAreaField("Failed attempts, each with its date", [Length(max=4000)])
    complaint_open = RadioField(
        "Is a complaint of this member about this provider open?",
        [Optional()],
        choices=YES_NO,
        validate_choice=False,
    )
    complaint_source = StringField("Where you looked", [Length(max=400)])
    special_needs = RadioField(
        "Does the behavior come from special needs or a change of health?",
        [Optional()],
        choices=YES_NO,
        validate_choice=False,
    )
    special_needs_source = StringField("Where you looked, or who says so", [Length(max=400)])


def notes_of(form: ReviewForm) -> ReviewNotes:
    """What was typed, as the service takes it."""
    return ReviewNotes(
        member_version=_text(form.member_version.data),
        member_contacted_on=form.member_contacted_on.data,
        member_contacted_how=_text(form.member_contacted_how.data),
        interpreter=_text(form.interpreter.data),
        failed_attempts=_text(form.failed_attempts.data),
        complaint_open=_text(form.complaint_open.data),
        complaint_source=_text(form.complaint_source.data),
        special_needs=_text(form.special_needs.data),
        special_needs_source=_text(form.special_needs_source.data),
    )


def _text(data: str | None) -> str:
    return (data or "").strip()
