"""A server on loopback that plays Slack's Web API, and says no in every way Slack does."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from tests.slack.workspace import TOKEN, Workspace

__all__ = ["LOST", "TOKEN", "SlackStandIn", "slack_stand_in"]

LOST = "lost"
_POST = "chat.postMessage"


class SlackStandIn:
    """Notes every message to the workspace; `answers` are given in turn, "ok" when no more are.

    An answer is "ok", an error of Slack's, an HTTP status, or LOST: the message is taken and the
    connection closed without a word. `faults` are the same for other methods. Where there is no
    such answer the workspace decides. `asked` are all messages, `calls` all other calls.
    """

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.answers: list[str | int] = []
        self.faults: dict[str, list[str | int]] = {}
        self.headers: Mapping[str, str] = {}
        self.asked: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.url = ""

    @property
    def posted(self) -> list[dict[str, Any]]:
        """The messages that the workspace has taken."""
        return self.workspace.posted

    def take(self, method: str, message: dict[str, Any]) -> str | int | dict[str, Any]:
        """Note a call and choose the answer."""
        with self.workspace.changed:
            self.workspace.changed.notify_all()
            return self._taken(method, message)

    def _taken(self, method: str, message: dict[str, Any]) -> str | int | dict[str, Any]:
        faults = self.answers if method == _POST else self.faults.get(method, [])
        if method == _POST:
            self.asked.append(message)
        else:
            self.calls.append((method, message))
        answer = faults.pop(0) if faults else "ok"
        if answer not in ("ok", LOST):
            return answer
        found = self.workspace.call(method, message["token"], message)
        return LOST if answer == LOST else found

    def tell(self, where: str, message: dict[str, Any]) -> str:
        """Take what is told to one person."""
        with self.workspace.changed:
            self.workspace.changed.notify_all()
            faults = self.faults.get("respond", [])
            return str(faults.pop(0)) if faults else self.workspace.tell(where, message)


@contextmanager
def slack_stand_in() -> Iterator[SlackStandIn]:
    """A running stand-in; its `url` is what SLACK_API_URL would be."""
    stand_in = SlackStandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            message = _message(body, str(self.headers["Content-Type"]))
            kind, _, name = self.path.strip("/").partition("/")
            if kind == "respond":
                told = stand_in.tell(name, message)
                self._answer(told.encode(), 200 if told == "ok" else 400)
                return
            message["path"], message["token"] = self.path, self.headers["Authorization"]
            answer = stand_in.take(name, message)
            if answer == LOST:
                self.close_connection = True
                return
            status = answer if isinstance(answer, int) else 200
            said = answer if isinstance(answer, dict) else {"ok": False, "error": str(answer)}
            self._answer(
                json.dumps(said).encode() if status != 502 else b"<html>Bad gateway</html>", status
            )

        def _answer(self, plain: bytes, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(plain)))
            self.send_header("X-OAuth-Scopes", ",".join(sorted(stand_in.workspace.scopes)))
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(plain)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/api/"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _message(body: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/json"):
        found: dict[str, Any] = json.loads(body)
        return found
    fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    if "blocks" in fields:
        fields["blocks"] = json.loads(fields["blocks"])
    return dict(fields)
