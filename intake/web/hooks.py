"""What Twilio posts back about a text. Signed by Twilio, answered fast, and never gone back on."""

from __future__ import annotations

from flask import Blueprint, abort, request
from sqlalchemy.orm import Session

from intake import audit
from intake.models import Message, MessageState, now
from intake.telling import call_office_about
from intake.web.context import the_desk
from notify.receipts import Delivery, Receipt, parse_receipt, verify_signature

pages = Blueprint("hooks", __name__, url_prefix="/hooks")

FINAL = (MessageState.DELIVERED, MessageState.FAILED)
STATES = {
    Delivery.SENT: MessageState.SENT,
    Delivery.DELIVERED: MessageState.DELIVERED,
    Delivery.FAILED: MessageState.FAILED,
}


@pages.post("/twilio/status/<public_id>")
def twilio_status(public_id: str) -> tuple[str, int]:
    """A receipt for one message. 403 unless Twilio signed it for our public address; 204 for all else."""
    settings = the_desk().settings
    url = settings.url + request.full_path.rstrip("?")
    signature = request.headers.get("X-Twilio-Signature", "")
    token = settings.twilio_auth_token.get_secret_value()
    if not token or not verify_signature(token, url=url, form=request.form, signature=signature):
        abort(403)
    receipt = parse_receipt(request.form)
    if receipt is not None:
        with the_desk().db.write() as session:
            _note(session, public_id, receipt)
    return "", 204


def _note(session: Session, public_id: str, receipt: Receipt) -> None:
    """Bring the row up to date. A final state stays, and a stranger's id is answered all the same."""
    number, _, mark = public_id.removeprefix("m").partition("-")
    message = session.get(Message, int(number)) if number.isdigit() else None
    if message is None or not mark or not message.dedupe_key.startswith(mark) or message.state in FINAL:
        return
    state = STATES.get(receipt.delivery)
    if state is None:
        return
    message.state, message.provider_id = state, receipt.provider_id or message.provider_id
    if state is MessageState.DELIVERED:
        message.delivered_at = now()
    if state is MessageState.FAILED and receipt.why is not None:
        message.reason = str(receipt.why)
        call_office_about(session, message)
    audit.record(session, audit.MACHINE, "delivery_noted", f"case:{message.case_id}", state=state)
