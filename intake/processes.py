"""The processes of an installation: workers, dispatcher, web, and all of them on one machine."""

from __future__ import annotations

import logging
import signal
from functools import partial
from threading import Event

import waitress
from flask import Flask

from forms.papers import PaperReader
from intake import valkey
from intake.build import build_desk, open_redis, open_senders
from intake.desk import Desk
from intake.dispatcher import Dispatcher
from intake.models import TaskKind
from intake.settings import Settings
from intake.stages.assess import assess
from intake.stages.read import read_document
from intake.stages.send import send_message
from intake.supervisor import Part, Supervisor, casefax
from intake.worker import Stage, work
from ocr.limits import Limits
from ocr.reader import Reader

WEB_THREADS = 8
log = logging.getLogger(__name__)


def run_worker(settings: Settings, kind: TaskKind) -> None:
    """Work on one queue until told to stop."""
    desk = build_desk(settings)
    reader = Reader(Limits(max_bytes=settings.max_upload_mb * 2**20)) if kind is TaskKind.READ else None
    try:
        work(desk, open_redis(settings), kind, {kind: stage_for(desk, kind, reader)}, reader)
    finally:
        if reader:
            reader.close()


def stage_for(desk: Desk, kind: TaskKind, reader: Reader | None = None) -> Stage:
    """What a worker of that queue does with a task; reading needs a reader."""
    if kind is TaskKind.READ:
        assert reader is not None
        return partial(read_document, desk, reader)
    if kind is TaskKind.SEND:
        return partial(send_message, desk, open_senders(desk.settings))
    return partial(assess, desk, reader=PaperReader(desk.definitions))


def run_dispatcher(settings: Settings) -> None:
    """Dispatch until told to stop."""
    stop = Event()
    stop_on_signal(stop)
    Dispatcher(build_desk(settings), open_redis(settings)).run(stop)


def run_web(app: Flask, settings: Settings) -> None:
    """Serve the site. Waitress is pure Python, bounded in threads, and never Flask's own server."""
    waitress.serve(
        app,
        host=settings.host,
        port=settings.port,
        threads=WEB_THREADS,
        ident=None,
        max_request_body_size=2
        * settings.max_upload_mb
        * 2**20,  # what is over the limit gets our page, not its
        clear_untrusted_proxy_headers=True,
    )


def run_all(settings: Settings, stop: Event) -> None:
    """Everything on this machine until `stop`; the queue's server too, unless `REDIS_URL` names one."""
    supervisor = Supervisor(parts(settings), stop)
    try:
        supervisor.run()
    finally:
        supervisor.shut_down()
        valkey.clear(settings.home)


def parts(settings: Settings) -> list[Part]:
    """The processes of one machine; the queue's server first, as it stops last."""
    workers = [Part(f"read-{n + 1}", casefax("worker", "read")) for n in range(settings.read_workers)]
    ours = [
        Part("web", casefax("web")),
        Part("dispatcher", casefax("dispatcher")),
        Part("assess", casefax("worker", "assess")),
        Part("send", casefax("worker", "send")),
        *workers,
    ]
    if settings.demo:
        ours.append(Part("demo", casefax("demo"), once=True))
    if settings.redis_url:
        return ours
    return [Part("redis", valkey.command(settings.home)), *ours]


def stop_on_signal(stop: Event) -> None:
    """SIGTERM and Ctrl-C set the event."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
