"""The other end of Socket Mode: Slack as a server of websockets, in a thread of its own."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from threading import Event, Thread

from aiohttp import WSMsgType, web

from tests.slack.person import Answered
from tests.slack.stand_in import SlackStandIn
from tests.slack.workspace import PATIENCE, Said

_KINDS = {"interactive": "interactive", "event": "events_api", "command": "slash_commands"}


@dataclass
class LineServer:
    """Holds the connections of the app; `opened` counts them all, `silent` of them say nothing."""

    slack: SlackStandIn
    loop: asyncio.AbstractEventLoop
    url: str = ""
    opened: int = 0
    silent: int = 0
    open: list[web.WebSocketResponse] = field(default_factory=list)
    answers: "dict[str, Queue[Said]]" = field(default_factory=dict)

    def payload(self, payload: Said) -> Answered:
        """Bring what somebody pressed or handed in."""
        return self._bring("interactive", payload)

    def event(self, body: Said) -> Answered:
        """Bring an event."""
        return self._bring("event", body)

    def command(self, fields: Mapping[str, str]) -> Answered:
        """Bring a command."""
        return self._bring("command", dict(fields))

    def hang_up(self) -> None:
        """Close every connection, as Slack does every few hours."""
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(PATIENCE)

    def until_open(self, number: int = 1) -> None:
        """Wait for so many connections in all."""
        self.slack.workspace.until(lambda: self.opened >= number and bool(self.open))

    def _bring(self, kind: str, payload: Said) -> Answered:
        id_ = self.slack.workspace.fresh("envelope.")
        self.answers[id_] = Queue()
        sent = {"type": _KINDS[kind], "envelope_id": id_, "payload": payload}
        asyncio.run_coroutine_threadsafe(self._send(sent), self.loop).result(PATIENCE)
        return Answered(200, json.dumps(self.answers[id_].get(timeout=PATIENCE).get("payload", "")))

    async def _send(self, message: Said) -> None:
        await self.open[-1].send_str(json.dumps(message))

    async def _close(self) -> None:
        for each in list(self.open):
            await each.close()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        connection = web.WebSocketResponse(autoping=self.opened >= self.silent)
        await connection.prepare(request)
        self.open.append(connection)
        await connection.send_str(json.dumps({"type": "hello"}))
        with self.slack.workspace.changed:
            self.opened += 1
            self.slack.workspace.changed.notify_all()
        async for message in connection:
            if message.type == WSMsgType.TEXT:
                answer = json.loads(message.data)
                self.answers[answer["envelope_id"]].put(answer)
        self.open.remove(connection)
        return connection


@contextmanager
def line_server(slack: SlackStandIn) -> Iterator[LineServer]:
    """A running server, to which the workspace sends whoever asks for a connection."""
    up = Event()
    found: list[LineServer] = []

    async def main() -> None:
        server = LineServer(slack, asyncio.get_running_loop())
        app = web.Application()
        app.router.add_get("/link", server.serve)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"ws://127.0.0.1:{runner.addresses[0][1]}/link"
        slack.workspace.line = server.url
        found.append(server)
        ends.append(asyncio.Event())
        up.set()
        await ends[0].wait()
        await runner.cleanup()

    ends: list[asyncio.Event] = []
    thread = Thread(target=lambda: asyncio.run(main()))
    thread.start()
    assert up.wait(PATIENCE)
    try:
        yield found[0]
    finally:
        found[0].loop.call_soon_threadsafe(ends[0].set)
        thread.join()
