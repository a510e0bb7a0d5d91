"""The administrator's pages: messages, users, files, and the work of the machine."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from intake import audit
from intake.errors import Refused
from intake.models import Case, Document, Message, Task, TaskState, TodoKind, User
from intake.people import add_user as make_user
from intake.people import disable
from intake.tasks import retry_dead
from intake.todos import finish_any
from intake.web.context import act, actor, the_desk
from intake.web.outbox import said

pages = Blueprint("admin", __name__, url_prefix="/desk")
ROWS = 100


@pages.get("/messages")
def messages() -> str:
    """Every message, newest first, with where it stands and what it says."""
    desk, state = the_desk(), request.args.get("state", "")
    with desk.db.write() as db:  # a link that a message shows may have to be made first
        counts = dict(db.execute(select(Message.state, func.count()).group_by(Message.state)).all())
        wanted = select(Message, Case).join(Case).order_by(Message.id.desc()).limit(ROWS)
        found = db.execute(wanted.where(Message.state == state) if state in counts else wanted)
        shown = [(message, case, said(desk, db, case, message)) for message, case in found]
        return render_template("admin/messages.html", found=shown, counts=counts, state=state)


@pages.get("/users")
def users() -> str:
    """Who may sign in, and as what."""
    with the_desk().db.read() as db:
        found = db.scalars(select(User).order_by(User.email)).all()
        return render_template("admin/users.html", users=found, made=None)


@pages.post("/users")
def add_user() -> str | Response:
    """Add a user; the made password is shown on this one page and nowhere again."""
    email = request.form.get("email", "").strip().lower()
    name, chosen = request.form.get("name", "").strip(), request.form.getlist("roles")
    try:
        with the_desk().db.write() as db:
            password = make_user(db, actor(), email=email, name=name, roles=chosen)
            found = db.scalars(select(User).order_by(User.email)).all()
            return render_template("admin/users.html", users=found, made=(email, password))
    except Refused as refused:
        flash(refused.says, "error")
        return redirect(url_for("admin.users"), 303)


@pages.post("/users/<int:user_id>/active")
def switch_user(user_id: int) -> Response:
    """Let a user in, or shut them out and end their sessions."""
    on = request.form.get("active") == "yes"

    def work(db: Session) -> None:
        user = db.get(User, user_id) or abort(404)
        if user.email == actor():
            raise Refused("You cannot shut yourself out. Ask another administrator.")
        if on:
            user.active = True
            audit.record(db, actor(), "user_enabled", f"user:{user.id}")
        else:
            disable(db, actor(), user)

    return act(url_for("admin.users"), work, "The user may sign in." if on else "The user is shut out.")


@pages.get("/documents")
def documents() -> str:
    """Files, newest first."""
    state = request.args.get("state", "")
    with the_desk().db.write() as db:
        audit.record(db, actor(), "listed", "list:documents")
        counted = select(Document.state, func.count()).group_by(Document.state)
        counts = dict(db.execute(counted).all())
        wanted = select(Document).order_by(Document.id.desc()).limit(ROWS)
        found = db.scalars(wanted.where(Document.state == state) if state in counts else wanted).all()
        return render_template("admin/documents.html", documents=found, counts=counts, state=state)


@pages.get("/status")
def status() -> str:
    """The machine's work: how much waits, what was given up."""
    with the_desk().db.read() as db:
        counts = db.execute(select(Task.kind, Task.state, func.count()).group_by(Task.kind, Task.state)).all()
        dead = db.scalars(select(Task).where(Task.state == TaskState.DEAD).order_by(Task.id.desc())).all()
        cases = dict(db.execute(select(Case.state, func.count()).group_by(Case.state)).all())
        return render_template("admin/status.html", counts=counts, dead=dead, cases=cases)


@pages.post("/tasks/<int:task_id>/retry")
def retry(task_id: int) -> Response:
    """Try a task again that was given up."""

    def work(db: Session) -> None:
        task = db.get(Task, task_id) or abort(404)
        if task.state != TaskState.DEAD:
            raise Refused("This task is being worked on already.")
        retry_dead(db, task)
        finish_any(db, actor(), TodoKind.STUCK, task.subject)
        audit.record(db, actor(), "task_retried", f"task:{task.id}", kind=task.kind)

    return act(url_for("admin.status"), work, "It will be tried again.")
