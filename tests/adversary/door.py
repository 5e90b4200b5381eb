"""The program's public door over HTTP, in the same process; a note is made of every request."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Door:
    """Sends requests to an app; `lines` is all that a proxy in front of it could log."""

    app: ASGIApp
    lines: list[str] = field(default_factory=list)

    async def get(self, url: str, method: str = "GET") -> Answer:
        """Open a link as browsers do: what comes after the # stays with them."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return await self.ask(method, f"{parts.path}{query}", b"", ())

    async def turn(self, session: str | None, event: Mapping[str, Any], key: str = "") -> Answer:
        """Take one turn of an interview."""
        body = json.dumps({"session": session, "event": event, "key": key}).encode()
        return await self.ask("POST", "/turn", body, [("content-type", JSON)])

    async def start(self, token: str) -> Answer:
        """Begin the interview of this token."""
        return await self.turn(None, {"kind": "start", "token": token, "language": "en"})

    async def forget(self, words: Iterable[str]) -> Answer:
        """Type a receipt into the receipt page."""
        body = f"words={'+'.join(words)}".encode()
        return await self.ask("POST", "/receipt", body, [("content-type", FORM)])

    async def ask(
        self, method: str, path: str, body: bytes, headers: Iterable[tuple[str, str]]
    ) -> Answer:
        """Send one request; what the app breaks on is logged as the server does."""
        sent = [("host", "localhost"), ("content-length", str(len(body))), *headers]
        self.lines.append(f"{method} {path} {sent}")
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        got: list[Message] = []

        async def receive() -> Message:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            got.append(message)

        try:
            await self.app(_scope(method, path, sent), receive, send)
        except Exception:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
        return _answer(got)


def _answer(got: list[Message]) -> Answer:
    start = next(m for m in got if m["type"] == "http.response.start")
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in got))


def _scope(method: str, path: str, headers: Iterable[tuple[str, str]]) -> Message:
    plain, _, query = path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
    }
