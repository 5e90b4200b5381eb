"""Telegram turns a second, with fifty chats at once, against a bare handler and a plain bot.

The same people take the same kind of turns at all three, over one connection each, and the same
Bot API answers them, without looking; both are in this process.
"""

import asyncio
import itertools
import json
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from bench.process import Served, free_port, serving

TOKEN = "4242:bench_TOKEN"  # noqa: S105 - of a bot that is not there
_CHATS = 50
_ROUNDS = 7
_SECONDS = 2.0
_FIRST_SECONDS = 2.0
_NAMES = ("ours", "bare", "plain")
_SHOWN = "Thank you. And would you have said yes, had that been different?"
_TYPED = "The waiting for answers was long, and nobody said why; the team was kind."


@dataclass
class Api:
    """A Bot API that takes everything, and knows the last buttons of each chat."""

    url: str = ""
    secret: str = ""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    buttons: dict[str, list[str]] = field(default_factory=dict)
    calls: int = 0
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def answer(self, method: str, params: Mapping[str, Any]) -> object:
        """The result of a call."""
        self.calls += 1
        if method == "setWebhook":
            self.secret = params["secret_token"]
            self.ready.set()
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        if method.startswith("getMy"):
            return [] if method.endswith("Commands") else {}
        if method == "sendMessage":
            rows = params.get("reply_markup", {"inline_keyboard": []})
            rows = json.loads(rows) if isinstance(rows, str) else rows
            found = [b["callback_data"] for row in rows["inline_keyboard"] for b in row]
            self.buttons[str(params["chat_id"])] = found
            chat = {"id": int(params["chat_id"]), "type": "private"}
            return {"message_id": next(self._numbers), "date": 1_790_000_000, "chat": chat}
        return True


class Line(asyncio.Protocol):
    """One connection to the Bot API, by the least that HTTP needs."""

    def __init__(self, api: Api) -> None:
        self._api, self._data = api, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].lower()
            at = head.find(b"content-length:")
            size = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._data) < end + 4 + size:
                return
            body, path = self._data[end + 4 : end + 4 + size], self._data.split(b" ", 2)[1]
            self._data = self._data[end + 4 + size :]
            self._answer(path.rpartition(b"/")[2].decode(), body)

    def _answer(self, method: str, body: bytes) -> None:
        result = self._api.answer(method, _params(body))
        plain = json.dumps({"ok": True, "result": result}).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % len(plain) + plain)


def _params(body: bytes) -> Mapping[str, Any]:
    if not body or body[:1] == b"{":
        found: Mapping[str, Any] = json.loads(body or b"{}")
        return found
    return dict(parse_qsl(body.decode()))


@dataclass
class Chat:
    """Somebody who takes turn after turn; `tokens` begin one interview after the other.

    `numbers` are taken in turn, an interview each: nobody may begin so often in one chat.
    """

    numbers: Sequence[int]
    api: Api
    tokens: Iterator[str]
    begun: int = 0

    @property
    def number(self) -> int:
        """The chat that is used just now."""
        return self.numbers[self.begun % len(self.numbers)]

    def update(self, serial: int) -> bytes:
        """What this person does next: tap a choice, type what is asked for, send, begin anew."""
        buttons = self.api.buttons.get(str(self.number), [])
        verbs = [[*each.split("."), "", "", ""][2] for each in buttons]
        if not buttons:
            self.begun += 1
            return self._message(serial, f"/start {next(self.tokens)}")
        if "e" in verbs:
            return self._tap(serial, next(each for each in buttons if each.endswith(".a.send")))
        if "r" in verbs:
            return self._message(serial, "3 3 3 3 3")
        if "d" in verbs:
            return self._message(serial, "1")
        if "a" in verbs and verbs.count("c") < 2:
            return self._message(serial, _TYPED)
        return self._tap(serial, buttons[0])

    def _message(self, serial: int, text: str) -> bytes:
        told = {"message_id": serial, "date": 1_790_000_000 + serial * 60, "text": text}
        if text.startswith("/start"):
            told["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
        return _update(serial, "message", {**told, **self._here()})

    def _tap(self, serial: int, data: str) -> bytes:
        shown = {"message_id": 1, "date": 1_790_000_000, "text": _SHOWN, **self._here()}
        query = {"id": str(serial), "chat_instance": "1", "data": data, "message": shown}
        return _update(serial, "callback_query", {**query, "from": self._here()["from"]})

    def _here(self) -> dict[str, Any]:
        person = {"id": self.number, "is_bot": False, "first_name": "Somebody"}
        return {"chat": {"id": self.number, "type": "private"}, "from": person}


def _update(serial: int, kind: str, told: Mapping[str, Any]) -> bytes:
    return json.dumps({"update_id": serial, kind: told}).encode()


@dataclass(frozen=True, slots=True)
class Rates:
    """Turns a second of the program, the bare handler and the plain bot, and their ratios.

    A ratio is the median of those of rounds next to each other, so that a busy moment meets all.
    """

    ours: float
    bare: float
    plain: float
    against_bare: float
    against_plain: float
    calls: float


def telegram_rates(environ: Mapping[str, str], tokens: Sequence[str], folder: Path) -> Rates:
    """Measure all three, turn and turn about; one of them works at a time."""
    return asyncio.run(_rates(environ, tokens, folder))


async def _rates(environ: Mapping[str, str], tokens: Sequence[str], folder: Path) -> Rates:
    left, serial = iter(tokens), itertools.count(1)
    async with AsyncExitStack() as stack:
        sides = []
        for name in _NAMES:
            api = await stack.enter_async_context(_api())
            # In a thread: what starts may want to talk to its Bot API, which answers here.
            starting = _started(name, environ, api, folder)
            served = await asyncio.to_thread(starting.__enter__)
            stack.push(starting.__exit__)
            chats = [Chat(range(n, 5_000, 1_000), api, left) for n in range(1_000, 1_000 + _CHATS)]
            sides.append(Side(api, served.port, chats))
        await sides[0].api.ready.wait()
        for side in sides:
            await side.rate(serial, _FIRST_SECONDS)
        before = sides[0].api.calls, sides[0].turns
        rounds = [[await side.rate(serial, _SECONDS) for side in sides] for _ in range(_ROUNDS)]
        calls = (sides[0].api.calls - before[0]) / (sides[0].turns - before[1])
    ours, bare, plain = (statistics.median(column) for column in zip(*rounds, strict=True))
    against_bare = statistics.median(one / two for one, two, _ in rounds)
    against_plain = statistics.median(one / three for one, _, three in rounds)
    return Rates(ours, bare, plain, against_bare, against_plain, calls)


@dataclass
class Side:
    """One of those measured: its Bot API, its port, and its people."""

    api: Api
    port: int
    chats: list[Chat]
    turns: int = 0

    async def rate(self, serial: "itertools.count[int]", seconds: float) -> float:
        """Turns a second, of everybody at once."""
        began, turns = time.perf_counter(), self.turns
        until = began + seconds
        await asyncio.gather(*(self._talk(chat, serial, until) for chat in self.chats))
        return (self.turns - turns) / (time.perf_counter() - began)

    async def _talk(self, chat: Chat, serial: "itertools.count[int]", until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = (
            "POST /telegram HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {self.api.secret}\r\nContent-Length: "
        ).encode()
        while time.perf_counter() < until:
            body = chat.update(next(serial))
            writer.write(head + b"%d\r\n\r\n" % len(body) + body)
            answered = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in answered[:20]:
                raise RuntimeError("an update was not taken")
            length = answered.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or b"0"))
            self.turns += 1
        writer.close()


@asynccontextmanager
async def _api() -> AsyncIterator[Api]:
    api = Api()
    server = await asyncio.get_running_loop().create_server(
        lambda: Line(api), "127.0.0.1", 0, backlog=512
    )
    api.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    yield api
    server.close()


def _started(
    name: str, environ: Mapping[str, str], api: Api, folder: Path
) -> AbstractContextManager[Served]:
    port = free_port()
    if name != "ours":
        words = ["-m", "bench.telegram_rivals", name, str(port), str(folder / name), api.url, TOKEN]
        return serving(port, words)
    settings = {
        **environ,
        "PORT": str(port),
        "PUBLIC_URL": "https://talk.example.com",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
    }
    return serving(port, ["-m", "bot", "serve"], settings)
