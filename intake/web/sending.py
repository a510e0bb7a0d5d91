"""The form with which an office sends papers."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    MultipleFileField,
    StringField,
    TelField,
    ValidationError,
)
from wtforms.validators import Email, Length, Optional

from intake.contacts import e164

MAX_FILES = 50
ACCEPTED = ".pdf,.tif,.tiff,.png,.jpg,.jpeg,.heic,.heif,image/*,application/pdf"
"""Only for the browser's file chooser: what a file is, we tell from its bytes."""


def phone_number(form: Form, field: Field) -> None:
    """A United States number; kept as its ten digits."""
    found = e164(field.data or "")
    if not found:
        raise ValidationError("Give the ten digits of a number in the United States, such as 559-555-0100.")
    field.data = found.removeprefix("+1")


class SendForm(FlaskForm):  # type: ignore[misc]
    """Files, and how to reach who sends them."""

    files = MultipleFileField("Files")
    sender = StringField("Your name or office", [Optional(), Length(max=120)])
    phone = TelField("Mobile or office telephone", [Optional(), phone_number])
    email = EmailField(
        "E-mail",
        [Optional(), Length(max=254), Email("Give an e-mail address such as office@example.org.")],
    )
    fax = TelField("Fax", [Optional(), phone_number])
    consent = BooleanField("Text this number about what we received")
    website = StringField("Leave this empty")

    def validate_files(self, field: Field) -> None:
        if not self.chosen:
            raise ValidationError("Choose at least one file to send.")
        if len(self.chosen) > MAX_FILES:
            raise ValidationError(f"Send at most {MAX_FILES} files at a time.")

    def validate_consent(self, field: Field) -> None:
        if field.data and not self.text("phone"):
            raise ValidationError("Give the telephone number that we may text.")

    @property
    def chosen(self) -> list[FileStorage]:
        """The files that were chosen; browsers send one without a name when there is none."""
        return [file for file in self.files.data or [] if isinstance(file, FileStorage) and file.filename]

    @property
    def is_trap_sprung(self) -> bool:
        """A program filled in the field that no person sees."""
        return bool(self.website.data)

    def text(self, name: str) -> str:
        """What was typed, without the spaces around it."""
        typed: Any = self[name].data
        return (typed or "").strip()
