"""What states, kinds and values are called on the pages: plain words, in one place."""

from __future__ import annotations

import datetime as dt

from intake.models import (
    Case,
    CaseState,
    DocumentState,
    FindingState,
    MessageState,
    PaperState,
    TaskState,
    TodoKind,
)

CASE_STATES = {
    CaseState.NEW: "New",
    CaseState.CLERK: "With intake",
    CaseState.WAITING_ON_PROVIDER: "Waiting on the provider",
    CaseState.REVIEW: "In review",
    CaseState.DECISION: "With the medical director",
    CaseState.CARRYING_OUT: "Being carried out",
    CaseState.CLOSED: "Closed",
}
FOR_SENDERS = {
    CaseState.NEW: "We are reading it.",
    CaseState.CLERK: "A person at the intake desk is looking at it.",
    CaseState.WAITING_ON_PROVIDER: "We need more from your office, and have asked for it.",
    CaseState.REVIEW: "It is with a reviewer. You do not need to do anything now.",
    CaseState.DECISION: "It is with our medical director. You do not need to do anything now.",
    CaseState.CARRYING_OUT: "It has been decided. Your office will get a letter.",
    CaseState.CLOSED: "It is closed. Your office has been told how it ended.",
}
"""A case as its sender sees it: where it stands, and nothing of what it says."""
REVIEW_AND_ASKED = "It is with a reviewer. We also need more from your office, and have asked for it."

DOCUMENT_STATES = {
    DocumentState.RECEIVED: "Received, waiting to be read",
    DocumentState.READING: "Being read",
    DocumentState.READ: "Received and read",
    DocumentState.FAILED: "Received; a person will read it",
    DocumentState.SET_ASIDE: "Received, but we could not open it",
}
BEING_READ = frozenset({DocumentState.RECEIVED, DocumentState.READING})

TODOS = {
    TodoKind.READ_FIELDS: "Check what was read",
    TodoKind.IDENTITY: "Say who the member is",
    TodoKind.JOIN: "Same case or not?",
    TodoKind.UNMATCHED: "Find the case for a paper",
    TodoKind.SET_ASIDE: "Look at a file that could not be read",
    TodoKind.UNKNOWN_PAPER: "Say what a paper is",
    TodoKind.COUNTY: "Find the member's county",
    TodoKind.CALL_OFFICE: "Call the office",
    TodoKind.UNKNOWN_DELIVERY: "Find out whether a message arrived",
    TodoKind.ANSWER_OVERDUE: "Answer overdue",
    TodoKind.STUCK: "Work that stopped",
    TodoKind.CLASH: "Two answers disagree",
    TodoKind.CARRY_OUT: "Carry out the decision",
    TodoKind.SENT_BACK: "Sent back",
}
FINDINGS = {
    "missing": "Missing",
    "advise": "Helpful to have",
    "undetermined": "To be looked at",
    "flag": "Flag",
    "warn": "Note for the reviewer",
}
FINDING_STATES = {
    FindingState.OPEN: "Open",
    FindingState.RESOLVED: "Resolved",
    FindingState.NOT_AVAILABLE: "The office does not have it",
    FindingState.WAIVED: "Waived",
}
MESSAGES = {
    MessageState.QUEUED: "Waiting to be sent",
    MessageState.SENDING: "Being sent",
    MessageState.SENT: "Sent",
    MessageState.DELIVERED: "Delivered",
    MessageState.FAILED: "Failed",
    MessageState.UNKNOWN: "May or may not have been sent",
    MessageState.HELD: "Held in the outbox",
    MessageState.SKIPPED: "Not sent",
}
EVENTS = {
    "received": "Received",
    "more_needed": "More needed",
    "decided": "Decided",
    "closed": "Closed",
}
CHANNELS = {
    "sms": "Text",
    "email": "E-mail",
    "fax": "Fax",
    "upload": "Upload page",
    "folder": "Watched folder",
    "command": "Command line",
    "answer": "Answer page",
}
TASKS = {
    TaskState.READY: "Ready",
    TaskState.DISPATCHED: "Handed out",
    TaskState.RUNNING: "Running",
    TaskState.DONE: "Done",
    TaskState.DEAD: "Given up",
}
PAPERS = {
    PaperState.JOINED: "In a case",
    PaperState.UNMATCHED: "Has no case yet",
    PaperState.ASKED: "A clerk is asked",
    PaperState.DISPOSED: "Not ours",
}
ROLES = {
    "clerk": "Clerk",
    "reviewer": "Reviewer",
    "medical_director": "Medical director",
    "admin": "Administrator",
}


def for_sender(case: Case) -> str:
    """Where a case stands, for its sender. An urgent one is reviewed while something is still asked."""
    missing = [f for f in case.findings if f.severity == "missing" and f.state == FindingState.OPEN]
    asked = any(finding.asked_at for finding in missing)
    if case.state == CaseState.REVIEW and asked:
        return REVIEW_AND_ASKED
    return FOR_SENDERS[CaseState(case.state)]


def day(value: dt.date | str | None) -> str:
    """A date as it is written in a letter: March 5, 2026."""
    if isinstance(value, str):
        value = dt.date.fromisoformat(value)
    return f"{value:%B} {value.day}, {value.year}" if value else ""


def short_day(value: dt.date) -> str:
    """A date in a list: Mar 5."""
    return f"{value:%b} {value.day}"


def size(number: int) -> str:
    """Bytes as people read them."""
    if number < 2**20:
        return f"{max(1, round(number / 2**10))} KB"
    return f"{number / 2**20:.1f} MB"
