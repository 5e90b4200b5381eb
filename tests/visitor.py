"""Somebody at the door of the web chat: one HTTP connection, kept open, to a server on loopback."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
Event = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: status, type, text."""

    status: int
    kind: str
    text: str

    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        found: dict[str, Any] = json.loads(self.text)
        return found


class Visitor:
    """Asks for pages and takes turns; `headers` go with every request."""

    def __init__(self, url: str, headers: Mapping[str, str] | None = None) -> None:
        self._connection = HTTPConnection(url.removeprefix("http://"), timeout=30)
        self._headers = dict(headers or {})

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str | None = None
    ) -> Answered:
        """One request and its answer."""
        headers = self._headers if kind is None else {**self._headers, "Content-Type": kind}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        return Answered(answer.status, answer.headers.get_content_type(), text)

    def turn(self, session: str | None, event: Event, key: str = "") -> Answered:
        """One turn as JSON."""
        body = json.dumps({"session": session, "event": event, "key": key})
        return self.ask("POST", "/turn", body.encode(), JSON)

    def form(self, fields: Mapping[str, object], path: str = "/turn") -> Answered:
        """A form as a browser sends it; a field may have a list of values."""
        return self.ask("POST", path, urlencode(fields, doseq=True).encode(), FORM)

    def begin(self, link: str) -> dict[str, Any]:
        """Open this link; the first reply of the interview."""
        token = link.partition("#")[2]
        return self.taken(self.turn(None, {"kind": "start", "token": token, "language": "en"}))

    def go(self, reply: Mapping[str, Any], event: Event, key: str = "") -> dict[str, Any]:
        """Take one turn after this reply, to the question it asks; the next reply."""
        at = {"step": reply["ask"]["step"], "visit": reply["ask"]["visit"]}
        return self.taken(self.turn(reply["session"], {**at, **event}, key))

    def taken(self, answered: Answered) -> dict[str, Any]:
        """The reply in an answer that was no refusal."""
        assert answered.status == 200, answered.text.strip()
        return answered.json()

    def review(self, link: str, words: str) -> dict[str, Any]:
        """The quickest way to a review with one typed answer in it."""
        reply = self.go(self.begin(link), {"kind": "answer", "choices": ["short"]})
        reply = self.go(reply, {"kind": "answer", "text": words})
        while reply["ask"]["kind"] != "review":
            reply = self.go(reply, {"kind": "send"}, "towards the review")
        return reply

    def close(self) -> None:
        """Hang up; the next request calls again."""
        self._connection.close()
