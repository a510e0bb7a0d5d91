"""All tables, so that migrations and `create_all` know every one of them."""

from intake.models.audit import AuditRow, AuditSeal
from intake.models.base import Base, now
from intake.models.cases import (
    Case,
    CaseFinding,
    CaseState,
    Decision,
    FieldValue,
    FindingState,
    Review,
)
from intake.models.people import Member, Office, Role, User
from intake.models.receiving import (
    Channel,
    Document,
    DocumentState,
    Page,
    Paper,
    PaperState,
    Receipt,
    ReceiptItem,
)
from intake.models.telling import Link, LinkPurpose, Message, MessageState
from intake.models.work import Due, DueKind, Task, TaskKind, TaskState, Todo, TodoKind

__all__ = [
    "AuditRow",
    "AuditSeal",
    "Base",
    "Case",
    "CaseFinding",
    "CaseState",
    "Channel",
    "Decision",
    "Document",
    "DocumentState",
    "Due",
    "DueKind",
    "FieldValue",
    "FindingState",
    "Link",
    "LinkPurpose",
    "Member",
    "Message",
    "MessageState",
    "Office",
    "Page",
    "Paper",
    "PaperState",
    "Receipt",
    "ReceiptItem",
    "Review",
    "Role",
    "Task",
    "TaskKind",
    "TaskState",
    "Todo",
    "TodoKind",
    "User",
    "now",
]
