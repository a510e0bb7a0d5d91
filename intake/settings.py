"""Settings: one frozen object, read once from the environment. The README has the same table."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from intake.errors import Refused


def _env(name: str) -> AliasChoices:
    """The setting's environment name; the field's own name serves tests."""
    return AliasChoices(name)


class Settings(BaseSettings):
    """Everything that differs between two installations."""

    model_config = SettingsConfigDict(
        frozen=True, env_prefix="CASEFAX_", extra="ignore", populate_by_name=True
    )

    home: Path = Path("data")
    """Data folder: database, files, queue, inbox."""
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    """Public address of the site, for links in messages; empty means http://127.0.0.1:PORT."""
    tz: str = "America/Los_Angeles"
    """Zone of calendar deadlines and of dates of receipt."""
    demo: bool = True
    database_url: str = Field(default="", validation_alias=_env("DATABASE_URL"))
    redis_url: str = Field(default="", validation_alias=_env("REDIS_URL"))
    storage_url: str = ""
    """Where files are kept: empty for a folder under `home`, or any fsspec address such as s3://bucket/folder."""
    inbox: Path | None = None
    """Watched folder; empty means `home`/inbox."""
    read_workers: int = Field(default=2, ge=1, le=64)
    max_upload_mb: int = Field(default=50, ge=1)
    secret_key: SecretStr = SecretStr("")
    """Signs sessions and derives secret links; empty means a random one kept in `home`."""

    smtp_host: str = ""
    smtp_port: int = 587
    smtp_tls: str = Field(default="starttls", pattern="^(none|starttls|tls)$")
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    mail_from: str = "casefax@localhost"

    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_messaging_service_sid: str = ""
    twilio_from: str = ""
    twilio_api_url: str = "https://api.twilio.com"

    @field_validator("tz")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("there is no such time zone; use a name such as America/Los_Angeles") from error
        return value

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @property
    def url(self) -> str:
        """The public address without a slash at its end."""
        return (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'casefax.db'}"

    @property
    def inbox_folder(self) -> Path:
        return self.inbox or self.home / "inbox"

    @property
    def outbox_folder(self) -> Path:
        """Where messages are held while no SMTP server or Twilio account is set."""
        return self.home / "outbox"

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    @cached_property
    def secret(self) -> str:
        """The secret key; made and kept in `home` (mode 0600) on first use if none is set."""
        if self.secret_key.get_secret_value():
            return self.secret_key.get_secret_value()
        path = self.home / "secret_key"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            try:
                made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:  # another process was faster; its key is the key
                return path.read_text()
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text()

    @classmethod
    def load(cls) -> Settings:
        """Read the environment. `NAME_FILE` names a file that holds the value of `NAME`.

        Raises Refused for a file that is not there, a value that cannot be, and a zone that is none.
        """
        named: dict[str, Any] = {}
        for name, path in os.environ.items():
            if name.endswith("_FILE") and name.startswith(("CASEFAX_", "DATABASE_URL", "REDIS_URL")):
                setting = name.removesuffix("_FILE").removeprefix("CASEFAX_").lower()
                named[setting] = _content(name, Path(path))
        try:
            return cls(**named)
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise Refused(f"A setting cannot be used. {wrong}") from None


def _content(name: str, path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise Refused(f"{name} names {path}, which cannot be read.") from error
