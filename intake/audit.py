"""Write the audit trail, seal it into a hash chain, and check the chain."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.models import AuditRow, AuditSeal

MACHINE = "machine"
PROVIDER = "provider"
START = "0" * 64
LATE = 1000


def record(session: Session, actor: str, action: str, subject: str, **detail: object) -> None:
    """Add one row in the caller's transaction. `detail`: ids, codes and field names, no values."""
    session.add(AuditRow(actor=actor, action=action, subject=subject, detail=detail))


def seal(session: Session, limit: int = 1000) -> int:
    """Chain audit rows that have no seal yet; returns how many were sealed."""
    last = session.scalars(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1)).first()
    chain, number = (last.chain, last.number) if last else (START, 0)
    # A transaction may commit after a later id was sealed, but not a thousand rows after: look back that far.
    since = (last.audit_id if last else 0) - LATE
    sealed = select(AuditSeal.audit_id).where(AuditSeal.audit_id > since)
    unsealed = select(AuditRow).where(AuditRow.id > since, AuditRow.id.not_in(sealed))
    rows = session.scalars(unsealed.order_by(AuditRow.id).limit(limit)).all()
    for row in rows:
        number += 1
        chain = _link(chain, row)
        session.add(AuditSeal(number=number, audit_id=row.id, chain=chain))
    return len(rows)


def first_broken(session: Session) -> int | None:
    """The id of the first audit row that no longer fits its seal, None if the chain holds."""
    chain = START
    for sealed in session.scalars(select(AuditSeal).order_by(AuditSeal.number)):
        row = session.get(AuditRow, sealed.audit_id)
        if row is None or _link(chain, row) != sealed.chain:
            return sealed.audit_id
        chain = sealed.chain
    return None


def count(session: Session) -> int:
    """How many rows the trail has."""
    return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def _link(chain: str, row: AuditRow) -> str:
    body = json.dumps(
        [row.id, row.at.isoformat(), row.actor, row.action, row.subject, row.detail], sort_keys=True
    )
    return hashlib.sha256(f"{chain}{body}".encode()).hexdigest()
