"""Page pictures, letters and originals, straight from the file store."""

from __future__ import annotations

import io

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from forms.definition import Severity
from intake import audit
from intake.errors import Refused
from intake.letters.fax_back import fax_back
from intake.models import Decision, FindingState, Message, Page
from intake.web.context import actor, find_case, the_desk
from intake.web.headers import DOWNLOAD_POLICY

pages = Blueprint("pictures", __name__, url_prefix="/desk")

ASKED = frozenset({Severity.MISSING, Severity.ADVISE})


@pages.get("/pages/<int:page_id>.png")
def page(page_id: int) -> Response:
    """The picture of one page. The look at its case is what the audit trail records."""
    with the_desk().db.read() as db:
        found = db.get(Page, page_id)
    if found is None or not found.picture:
        abort(404)
    return send_file(_path(found.picture), mimetype="image/png", etag=False)


@pages.get("/letters/<int:message_id>.pdf")
def message_letter(message_id: int) -> Response:
    """The letter that went, or would go, with a message."""
    with the_desk().db.write() as db:
        found = db.get(Message, message_id)
        if found is None or not found.letter_sha256:
            abort(404)
        audit.record(db, actor(), "downloaded", f"message:{found.id}")
    return download(found.letter_sha256, "application/pdf", f"letter-{found.id}.pdf")


@pages.get("/cases/<reference>/letter.pdf")
def office_letter(reference: str) -> Response:
    """The open questions as a letter, for a clerk who calls the office."""
    with the_desk().db.write() as db:
        case = find_case(db, reference)
        if not any(f.state == FindingState.OPEN and f.severity in ASKED for f in case.findings):
            raise Refused("Nothing is open that the office could be asked.")
        data = fax_back(the_desk(), db, case)
        audit.record(db, actor(), "downloaded", f"case:{case.id}", what="questions")
    return attachment(io.BytesIO(data), "application/pdf", f"{reference}.pdf")


@pages.get("/decisions/<int:decision_id>/letter.pdf")
def decision_letter(decision_id: int) -> Response:
    """The letter that tells an office of a decision."""
    with the_desk().db.write() as db:
        found = db.get(Decision, decision_id)
        if found is None or not found.letter_sha256:
            abort(404)
        audit.record(db, actor(), "downloaded", f"decision:{found.id}")
    return download(found.letter_sha256, "application/pdf", f"decision-{found.id}.pdf")


def download(sha256: str, mimetype: str, name: str) -> Response:
    """Stored bytes as an attachment that runs nothing."""
    return attachment(_path(sha256), mimetype, name)


def attachment(data: str | io.BytesIO, mimetype: str, name: str) -> Response:
    """A download, never shown inside the site."""
    response = send_file(data, mimetype=mimetype, as_attachment=True, download_name=name, etag=False)
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def _path(sha256: str) -> str:
    try:
        return str(the_desk().files.open_local(sha256))
    except FileNotFoundError:
        abort(404)
