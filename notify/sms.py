"""Text messages by Twilio, and nothing else of Twilio's but its receipts."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from requests import RequestException
from requests.exceptions import ConnectTimeout
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from notify.messages import Fault, NotSent, Outcome, Outgoing, Sent
from notify.reactions import not_sent

VALIDITY_SECONDS = 4 * 3600  # a status text older than that is no news
_TELLTALES = ("twilio.http_client", "urllib3.connectionpool")
_UNREADABLE = (TwilioException, AttributeError, KeyError, TypeError, ValueError)
"""What Twilio's client raises at an answer that is not Twilio's: the text may have gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioSettings:
    """One account. Give `messaging_service_sid` or `from_number`.

    `api_url` replaces scheme and host of every call (a local double, a proxy);
    `callback_base` is our public address, to which receipts are posted.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    messaging_service_sid: str = ""
    from_number: str = ""
    api_url: str = ""
    callback_base: str = ""
    timeout: float = 10.0

    def __post_init__(self) -> None:
        if not (self.messaging_service_sid or self.from_number):
            raise ValueError("Twilio needs a messaging service SID or a number to send from")


class RedirectedHttpClient(TwilioHttpClient):  # type: ignore[misc] # Twilio's client has no types
    """Twilio's own HTTP client with a time limit (it has none), calling `api_url` where one is set."""

    def __init__(self, *, api_url: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        _quiet()
        self._target = urlsplit(api_url)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, self._redirected(url), *args, **kwargs)

    def _redirected(self, url: str) -> str:
        if not self._target.netloc:
            return url
        return urlunsplit(urlsplit(url)._replace(scheme=self._target.scheme, netloc=self._target.netloc))


class SmsSender:
    """Sends texts; an outcome that is not certain is never taken for a failure."""

    may_repeat = False

    def __init__(self, settings: TwilioSettings) -> None:
        self._settings = settings
        http = RedirectedHttpClient(api_url=settings.api_url, timeout=settings.timeout)
        self._client = Client(settings.account_sid, settings.auth_token, http_client=http)

    def send(self, message: Outgoing) -> Outcome:
        """Hand one text to Twilio; returns its SID. Raises NotSent."""
        # Twilio's own errors repeat the number: they must not ride along in a traceback, hence `from None`.
        try:
            taken = self._client.messages.create(
                to=message.to,
                body=message.text,
                smart_encoded=True,
                validity_period=VALIDITY_SECONDS,
                **self._sender(),
                **self._callback(message.id),
            )
        except TwilioRestException as refused:
            raise not_sent(refused.code, refused.status) from None
        except RequestException as broken:
            raise _never_connected(broken) from None
        except _UNREADABLE:
            raise NotSent(Fault.UNKNOWN) from None
        return Outcome(Sent.SENT, taken.sid)

    def find(self, *, to: str, since: datetime, reference: str) -> str | None:
        """The SID of a text to `to` after `since` that names `reference`: heals an unknown outcome.

        None if Twilio has none. Raises NotSent (try again later) if Twilio does not answer.
        """
        try:
            sent = self._client.messages.list(to=to, date_sent_after=since, limit=200)
        except (TwilioException, RequestException):
            raise NotSent(Fault.UNREACHABLE, retry=True) from None
        return next((text.sid for text in sent if reference in (text.body or "")), None)

    def _sender(self) -> dict[str, str]:
        if self._settings.messaging_service_sid:
            return {"messaging_service_sid": self._settings.messaging_service_sid}
        return {"from_": self._settings.from_number}

    def _callback(self, message_id: str) -> dict[str, str]:
        """Where receipts go: our id in the path finds the row even if we never saw Twilio's answer."""
        if not self._settings.callback_base:
            return {}
        url = f"{self._settings.callback_base.rstrip('/')}/hooks/twilio/status/{message_id}#rc=5&rp=all"
        return {"status_callback": url}


def _never_connected(broken: RequestException) -> NotSent:
    """Only a call that never reached anybody may be tried again."""
    reason = getattr(broken.args[0] if broken.args else None, "reason", None)
    if isinstance(broken, ConnectTimeout) or isinstance(reason, NewConnectionError):
        return NotSent(Fault.UNREACHABLE, retry=True)
    return NotSent(Fault.UNKNOWN)


def _quiet() -> None:
    """Both log whole URLs, and a look-up has the phone number in its query."""
    for name in _TELLTALES:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
