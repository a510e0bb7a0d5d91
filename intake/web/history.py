"""The audit trail of a case in sentences."""

from __future__ import annotations

from intake import audit
from intake.models import AuditRow

SENTENCES = {
    "answered": "The office answered.",
    "assessed": "Checked again.",
    "carried_out": "The decision was carried out.",
    "confirmed": "Values confirmed.",
    "corrected": "A value was corrected.",
    "decided": "Decided.",
    "downloaded": "A letter was downloaded.",
    "fell_due": "The time for an answer ran out.",
    "forwarded": "Sent to the medical director.",
    "guidance_given": "Closed with guidance given.",
    "referred_on": "Closed: handed on to care management.",
    "identity_confirmed": "The member was confirmed.",
    "joined": "A paper joined the case.",
    "opened": "The case was opened.",
    "review_saved": "The reviewer's notes were saved.",
    "sent_back": "Sent back.",
    "told": "A message went to the office.",
    "waived": "Something missing was waived.",
}


WHO = {audit.MACHINE: "Casefax", audit.PROVIDER: "the office"}


def who(actor: str) -> str:
    """Who did it, as people say it."""
    return WHO.get(actor, actor)


def happened(row: AuditRow) -> str:
    """One row as a sentence, with the fields or codes it is about."""
    sentence = SENTENCES.get(row.action, row.action.replace("_", " ").capitalize() + ".")
    about = row.detail.get("fields") or [row.detail.get("field") or row.detail.get("code") or ""]
    named = ", ".join(str(name).replace("_", " ") for name in about if name)
    return f"{sentence.removesuffix('.')}: {named}." if named else sentence
