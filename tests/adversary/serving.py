"""An attack on the log of a real server: people, scanners, crashes, and what is written of them."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection

import uvicorn

import bot.interviewer
from bot.app import Program, serve
from tests.adversary.finding import Finding
from tests.adversary.patching import patched
from tests.adversary.people import CANARY
from tests.adversary.season import invited
from tests.adversary.stage import Stage
from tests.live import free_port

_HEADERS = {"User-Agent": CANARY, "X-Forwarded-For": CANARY, "Cookie": CANARY, "Referer": CANARY}
_PATIENCE = 30
_TRIES = 1_000_000


def server_log(stage: Stage) -> Finding:
    """People and strangers on a real port, canaries in every header; then a crash in a turn."""
    return asyncio.run(_attacked(stage))


async def _attacked(stage: Stage) -> Finding:
    async with stage.program(port=free_port()) as program:
        calendar = await program.store.calendar()
        assert calendar is not None
        person = (await invited(program, 10, calendar.period, stage.seed))[0]
        with _servers() as servers:
            running = asyncio.create_task(serve(program))
            await asyncio.to_thread(until_open, program.settings.port)
            asked = await asyncio.to_thread(_abuse, program, person.token)
            servers[0].should_exit = True
            await running
    text = stage.log.getvalue()
    wanted = {CANARY: "a word or header", person.token: "a token", "127.0.0.1": "an address"}
    leaks = [f"log: {what}" for needle, what in wanted.items() if needle in text]
    leaks += [f"log: an answered request left a line {line[20:90]!r}" for line in _lines(text)]
    return Finding(leaks=tuple(leaks), looked=asked)


def _abuse(program: Program, token: str) -> int:
    """Requests good and bad; how many."""
    port = program.settings.port
    start = {"kind": "start", "token": token, "language": "en"}
    status, session = _turn(port, None, start)
    assert status == 200
    typed = {"kind": "answer", "step": "consent", "visit": 1, "choices": ["agree"]}
    _, session = _turn(port, session, typed)
    for method, path in (("GET", f"/i?{CANARY}"), ("HEAD", "/i"), ("PUT", f"/{CANARY}")):
        _ask(port, method, path, b"", "text/plain")
    _ask(port, "POST", f"/turn?{CANARY}", CANARY.encode(), "application/json")

    def broken(*_: object) -> None:
        raise ValueError(f"{CANARY} {token}")

    with patched(bot.interviewer, "hear", broken):
        assert _turn(port, session, {"kind": "help", "text": CANARY})[0] == 500
    return 7


def _turn(port: int, session: str | None, event: Mapping[str, object]) -> tuple[int, str | None]:
    body = json.dumps({"session": session, "event": event, "key": CANARY}).encode()
    status, answer = _ask(port, "POST", "/turn", body, "application/json")
    return status, json.loads(answer).get("session")


def _ask(port: int, method: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request(method, path, body, {**_HEADERS, "Content-Type": kind})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def _lines(text: str) -> list[str]:
    """The lines beside those of the server's start and end, and that something broke."""
    known = ("serving on port", "stopped", "its words are not logged: ValueError at")
    return [line for line in text.splitlines() if not any(words in line for words in known)]


def until_open(port: int) -> None:
    """Wait until somebody listens on this port; connecting waits by itself."""
    for _ in range(_TRIES):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE).close()
        except ConnectionRefusedError:
            os.sched_yield()
        else:
            return
    raise AssertionError("the server did not come up")


@contextmanager
def _servers() -> Iterator[list[uvicorn.Server]]:
    """The servers that are started meanwhile, so that they can be stopped."""
    started: list[uvicorn.Server] = []

    class Noted(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            started.append(self)

    before = signal.getsignal(signal.SIGTERM)
    try:
        with patched(uvicorn, "Server", Noted):
            yield started
    finally:
        signal.signal(signal.SIGTERM, before)
