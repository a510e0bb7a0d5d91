"""Secret links. The token is derived from the site's key; the database holds only its hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.desk import Desk
from intake.models import Case, Link, LinkPurpose, Receipt, now


def receipt_url(desk: Desk, session: Session, receipt: Receipt) -> str:
    """The page that tells a sender where a delivery stands."""
    link = _link(desk, session, LinkPurpose.RECEIPT, receipt_id=receipt.id)
    return f"{desk.settings.url}/r/{token_of(desk, link)}"


def answer_url(desk: Desk, session: Session, case: Case) -> str:
    """The page that asks for what a case lacks; lives until the case closes."""
    link = _link(desk, session, LinkPurpose.ANSWER, case_id=case.id)
    return f"{desk.settings.url}/a/{token_of(desk, link)}"


def find(session: Session, token: str, purpose: LinkPurpose) -> Link | None:
    """The living link behind a token, None for an unknown or closed one."""
    link = session.scalars(select(Link).where(Link.token_hash == _hash(token))).first()
    if link is None or link.purpose != purpose or link.closed_at is not None:
        return None
    return link


def close_links(session: Session, case: Case) -> None:
    """End the links of a case that closes."""
    for link in session.scalars(select(Link).where(Link.case_id == case.id, Link.closed_at.is_(None))):
        link.closed_at = now()


def token_of(desk: Desk, link: Link) -> str:
    """The link's token, 160 bits: only who holds the site's key can make it again for a later message."""
    made = hmac.new(desk.settings.secret.encode(), f"link:{link.nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:20]).decode().rstrip("=")


def _link(desk: Desk, session: Session, purpose: LinkPurpose, **target: int) -> Link:
    """The open link for that target, made if there is none."""
    link = session.scalars(select(Link).filter_by(purpose=purpose, closed_at=None, **target)).first()
    if link is None:
        link = Link(purpose=purpose, nonce=secrets.token_urlsafe(16), token_hash="", **target)
        link.token_hash = _hash(token_of(desk, link))
        session.add(link)
        session.flush()
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
