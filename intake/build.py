"""Pick the real parts by the settings: the one place that knows which."""

from __future__ import annotations

from redis import Redis

from forms.load import load_versions, newest
from forms.plans import load_plans
from intake import valkey
from intake.db import Database
from intake.desk import Desk
from intake.files import open_files
from intake.queue import connect
from intake.settings import Settings
from notify.email import SmtpSettings, Tls
from notify.messages import Channel
from notify.senders import Sender, build_senders
from notify.sms import TwilioSettings


def build_desk(settings: Settings) -> Desk:
    """The desk that every process works with. Connects to nothing yet."""
    versions = load_versions()
    return Desk(
        settings=settings,
        db=Database(settings.database),
        files=open_files(settings.storage_url, settings.home),
        definitions=newest(versions),
        versions=versions,
        plans=load_plans(),
    )


def open_redis(settings: Settings) -> Redis:
    """The queue's server: by `REDIS_URL`, else the one that `casefax run` keeps for this data folder."""
    return connect(settings.redis_url or valkey.url(settings.home))


def open_senders(settings: Settings) -> dict[Channel, Sender]:
    """How words leave the building: by SMTP and Twilio where they are set up, else into a folder."""
    return build_senders(folder=settings.outbox_folder, twilio=_twilio(settings), smtp=_smtp(settings))


def _smtp(settings: Settings) -> SmtpSettings | None:
    if not settings.smtp_host:
        return None
    return SmtpSettings(
        host=settings.smtp_host,
        port=settings.smtp_port,
        tls=Tls(settings.smtp_tls),
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        sender=settings.mail_from,
    )


def _twilio(settings: Settings) -> TwilioSettings | None:
    if not settings.twilio_account_sid:
        return None
    return TwilioSettings(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        messaging_service_sid=settings.twilio_messaging_service_sid,
        from_number=settings.twilio_from,
        api_url=settings.twilio_api_url,
        callback_base=settings.base_url,
    )
