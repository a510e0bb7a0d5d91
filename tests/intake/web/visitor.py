"""Somebody at a browser: keeps cookies, reads the token from the page, follows where a form leads."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.intake.web.builders import PASSWORD


class PageReader(HTMLParser):
    """What a page is made of, for checks on it."""

    VOID = frozenset({"input", "meta", "link", "br", "hr", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.inline_text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.inline_text += data.strip()

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]


class Visitor:
    """A browser on the site."""

    def __init__(self, site: Flask) -> None:
        self.client = site.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def post(self, path: str, data: Mapping[str, Any] | None = None, *, follow: bool = True) -> TestResponse:
        """Send a form with the session's token, as a page of the site would."""
        sent = {"csrf_token": self.token(), **(data or {})}
        return self.client.post(path, data=sent, content_type="multipart/form-data", follow_redirects=follow)

    def open(self, method: str, path: str) -> TestResponse:
        """What an address answers at first, whatever its method."""
        return self.get(path) if method == "GET" else self.post(path, follow=False)

    def token(self) -> str:
        """The CSRF token of this session, read from a page that anyone may open."""
        for path in ("/", "/login"):
            for attrs in PageReader(self.get(path).text).all("input"):
                if attrs.get("name") == "csrf_token":
                    return str(attrs["value"])
        raise AssertionError("no page has a token")

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/login", {"email": email, "password": password}, follow=False)


def signed_in(site: Flask, role: str) -> Visitor:
    """The user of that role, signed in."""
    visitor = Visitor(site)
    assert visitor.sign_in(f"{role}@desk.test").status_code == 302
    return visitor
