"""Requests to an ASGI app in the same process, so that a demo needs no port."""

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
App = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


class NotTaken(Exception):
    """The app refused a turn; the text is its own sentence."""


async def post_turn(app: App, turn: Mapping[str, Any]) -> dict[str, Any]:
    """POST this turn as JSON and return the answer; NotTaken when it was refused."""
    status, body = await _request(app, "/turn", json.dumps(turn).encode())
    answer: dict[str, Any] = json.loads(body)
    if status != 200:
        raise NotTaken(answer["sentence"])
    return answer


async def _request(app: App, path: str, body: bytes) -> tuple[int, bytes]:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(_scope(path, len(body)), receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def _scope(path: str, length: int) -> Message:
    headers = {"host": "localhost", "content-type": "application/json", "content-length": length}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), str(value).encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
    }
