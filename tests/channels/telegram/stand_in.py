"""The Bot API as a server on loopback, which brings updates until they are taken."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from typing import Any

from tests.channels.telegram.bot_api import TOKEN, BotApi, Refusal, Shown

Fault = str | int | tuple[int, int] | Callable[[], None]
LOST, HANGS, HTML = "lost", "hangs", "html"
PATIENCE = 20.0
_AGAIN = 0.05  # seconds until an update that was not taken is brought again


@dataclass
class StandIn:
    """A running Bot API. `faults` are given in turn to calls of a method.

    A fault is an HTTP status, (429, seconds to wait), LOST (done, and the connection closed without
    a word), HANGS (no answer until the stand-in ends), HTML (a gateway's page), or what happens
    after it was done and before it is answered.
    """

    api: BotApi = field(default_factory=BotApi)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    ports: list[int] = field(default_factory=list)
    url: str = ""
    brought: list[tuple[int, int]] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)
    ends: Event = field(default_factory=Event)
    waiting: dict[int, int] = field(default_factory=dict)
    _clock: int = 1_790_000_000

    # People

    def chat(self, number: int) -> "PhoneChat":
        """The chat of somebody with the bot."""
        return PhoneChat(self, number)

    def write(self, chat: int, text: str, *, later: int = 60, wait: bool = True) -> int:
        """Somebody writes, so many seconds after what they did last; the message's number."""
        self._clock += later
        with self.changed:
            update = self.api.message(chat, text, self._clock)
        self.bring(update, wait=wait)
        number: int = update["message"]["message_id"]
        return number

    def edit(self, chat: int, number: int, text: str) -> None:
        """Somebody changes a message."""
        self._clock += 60
        with self.changed:
            update = self.api.edit(chat, number, text, self._clock)
        self.bring(update)

    def tap(self, chat: int, shown: Shown, data: str, *, wait: bool = True) -> str:
        """Somebody taps a button; what their screen then shows for a moment."""
        self._clock += 60
        with self.changed:
            update = self.api.tap(chat, shown.number, data)
        self.bring(update, wait=wait)
        return "".join(self.api.queries[update["callback_query"]["id"]])

    # Updates

    def bring(self, update: dict[str, Any], *, wait: bool = True) -> None:
        """Have an update dealt with: brought to the webhook, or left until it is asked for."""
        number = update["update_id"]
        with self.changed:
            self.changed.notify_all()
            delivered = bool(self.api.webhook["url"])
        if delivered:
            bringing = Thread(target=self._bring, args=(update,), daemon=True)
            bringing.start()
            if wait:
                bringing.join(PATIENCE)
                assert not bringing.is_alive(), "an update was never taken"
        elif wait:
            self.until(lambda: all(u["update_id"] != number for u in self.api.updates))

    def taken(self) -> None:
        """Wait until every update was taken."""
        self.until(lambda: not self.api.updates)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds."""
        with self.changed:
            assert self.changed.wait_for(holds, PATIENCE), "it never came to that"

    def post(
        self, port: int, update: dict[str, Any], secret: str | None = None
    ) -> tuple[int, bytes]:
        """Bring an update once; the status and the body of the answer."""
        body = json.dumps(update).encode()
        given = self.api.webhook.get("secret_token", "") if secret is None else secret
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": given}
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("POST", "/telegram", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _bring(self, update: dict[str, Any]) -> None:
        """Bring an update until it is taken, to one process after the other."""
        number: int = update["update_id"]
        for attempt in range(1000):
            ports = tuple(self.ports) or (0,)
            try:
                status, body = self.post(ports[(number + attempt) % len(ports)], update)
            except (OSError, HTTPException):
                status, body = 0, b""
            self.brought.append((number, status))
            if 200 <= status < 300:
                self._taken(update, body)
                return
            if self.ends.wait(_AGAIN):
                return

    def _taken(self, update: dict[str, Any], body: bytes) -> None:
        with self.changed:
            self.api.updates = [u for u in self.api.updates if u is not update]
            if body:
                call = json.loads(body)
                method = call.pop("method")
                # Nobody would hear of a refusal, as with Telegram itself.
                with suppress(Refusal):
                    self.api.call(method, call)
            self.changed.notify_all()

    # The server

    def answer(self, method: str, params: dict[str, Any]) -> tuple[int, bytes] | None:
        """The answer to a call; None to break off without one."""
        with self.changed:
            queue = self.faults.get(method, [])
            fault = queue.pop(0) if queue else None
        if fault == HANGS:
            self.ends.wait(PATIENCE)
            return None
        if fault == HTML:
            return 502, b"<html>Bad gateway</html>"
        if isinstance(fault, int | tuple):
            return _failed(fault)
        answered = self._called(method, params)
        if callable(fault):
            fault()
        return None if fault == LOST else answered

    def _called(self, method: str, params: dict[str, Any]) -> tuple[int, bytes]:
        deadline = time.monotonic() + min(float(params.get("timeout", 0)), 1.0)
        with self.changed:
            while True:
                try:
                    result = self.api.call(method, params)
                except Refusal as refusal:
                    return refusal.status, json.dumps(refusal.body()).encode()
                self.changed.notify_all()
                left = deadline - time.monotonic()
                if method != "getUpdates" or result or left <= 0 or self.ends.is_set():
                    return 200, json.dumps({"ok": True, "result": result}).encode()
                self.changed.wait(left)


def _failed(fault: int | tuple[int, int]) -> tuple[int, bytes]:
    status, wait = fault if isinstance(fault, tuple) else (fault, 0)
    parameters = {"retry_after": wait} if status == 429 else {}
    return status, json.dumps(Refusal(status, "It failed", **parameters).body()).encode()


@dataclass(frozen=True)
class PhoneChat:
    """One chat, as a person has it on the phone; each act is dealt with before it returns."""

    stand_in: StandIn
    number: int

    def write(self, text: str) -> int:
        """Write a message; its number."""
        return self.stand_in.write(self.number, text)

    def tap(self, shown: Shown, data: str) -> str:
        """Tap a button of a message; what is shown for a moment."""
        return self.stand_in.tap(self.number, shown, data)

    def edit(self, number: int, text: str) -> None:
        """Change a message."""
        self.stand_in.edit(self.number, number, text)

    def said(self) -> list[Shown]:
        """What the bot said, oldest first."""
        return self.stand_in.api.said(self.number)


@contextmanager
def telegram_stand_in() -> Iterator[StandIn]:
    """A running stand-in; its `url` is what TELEGRAM_API_URL would be."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            _, bot, method = self.path.split("/")
            if bot != f"bot{TOKEN}":
                self._write(401, json.dumps(Refusal(401, "Unauthorized").body()).encode())
                return
            answer = stand_in.answer(method, json.loads(body) if body else {})
            if answer is None:
                self.close_connection = True
                return
            self._write(*answer)

        def _write(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            """A program that was killed in the middle of a call is part of the tests."""

    with Server(("127.0.0.1", 0), Handler) as server:
        stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield stand_in
        finally:
            stand_in.ends.set()
            with stand_in.changed:
                stand_in.changed.notify_all()
            server.shutdown()
            thread.join()
