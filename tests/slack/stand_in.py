"""A server on loopback that plays Slack's chat.postMessage, and says no in every way Slack does."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

TOKEN = "xoxb-made-up"
LOST = "lost"


class SlackStandIn:
    """Notes every message; `answers` are given in turn, "ok" when there are no more.

    An answer is "ok", an error of Slack's, an HTTP status, or LOST: the message is taken and the
    connection closed without a word.
    """

    def __init__(self) -> None:
        self.answers: list[str | int] = []
        self.headers: Mapping[str, str] = {}
        self.asked: list[dict[str, Any]] = []
        self.posted: list[dict[str, Any]] = []
        self.url = ""

    def take(self, message: dict[str, Any]) -> str | int:
        """Note a message and choose the answer."""
        self.asked.append(message)
        answer = self.answers.pop(0) if self.answers else "ok"
        if answer in ("ok", LOST):
            self.posted.append(message)
        return answer


@contextmanager
def slack_stand_in() -> Iterator[SlackStandIn]:
    """A running stand-in; its `url` is what SLACK_API_URL would be."""
    stand_in = SlackStandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            message = _message(body, str(self.headers["Content-Type"]))
            message["path"], message["token"] = self.path, self.headers["Authorization"]
            answer = stand_in.take(message)
            if answer == LOST:
                self.close_connection = True
                return
            self._answer(answer)

        def _answer(self, answer: str | int) -> None:
            status = answer if isinstance(answer, int) else 200
            number = len(stand_in.posted)
            said = {"ok": True, "ts": f"1700000000.{number:06}", "channel": "C1"}
            if answer != "ok":
                said = {"ok": False, "error": str(answer)}
            plain = json.dumps(said).encode() if status != 502 else b"<html>Bad gateway</html>"
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(plain)))
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
