"""Web turns against bare JSON: the same requests, the same sizes, turn and turn about."""

import json
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.connection import Connection, request
from bench.process import Served
from bot.app import Words
from bot.demo.season import candidates
from bot.demo.talk import talk

_ROUNDS = 21
_SECONDS = 0.4
Turn = tuple[bytes, int]  # the body of a request and the size of its answer's body


async def recorded(served: Served, words: Words, tokens: Iterable[str]) -> list[Turn]:
    """The turns of the first simulated candidate who goes all the way, without Send."""
    connection = Connection(served.port)
    for token, person in zip(tokens, candidates(words, 50, 1), strict=False):
        turns: list[Turn] = []

        async def post(turn: Mapping[str, Any], turns: list[Turn] = turns) -> dict[str, Any]:
            body = json.dumps(turn).encode()
            answered = connection.post("/turn", body)
            if turn["event"]["kind"] != "send":
                turns.append((body, len(answered.body)))
            answer: dict[str, Any] = json.loads(answered.body)
            return answer

        outcome, _ = await talk(post, token, person)
        if outcome == "completed" and len(turns) >= 15:
            connection.close()
            return turns
    raise RuntimeError("nobody went all the way")


def rates(web: Served, bare: Served, turns: Sequence[Turn]) -> tuple[float, float, float]:
    """Turns a second of the web chat and of bare JSON, and their ratio: medians of many rounds.

    The ratio is that of rounds next to each other, so that a busy moment meets both alike.
    """
    chat = [request("/turn", body) for body, _ in turns]
    plain = [request(f"/{size}", body) for body, size in turns]
    rounds = [(_rate(web, chat), _rate(bare, plain)) for _ in range(_ROUNDS)]
    median = statistics.median
    return (
        median(w for w, _ in rounds),
        median(b for _, b in rounds),
        median(w / b for w, b in rounds),
    )


def _rate(served: Served, requests: Sequence[bytes]) -> float:
    """Requests a second, asked one after the other over one connection."""
    connection = Connection(served.port)
    asked, began = 0, time.perf_counter()
    while time.perf_counter() - began < _SECONDS:
        for raw in requests:
            if connection.send(raw).status != 200:
                raise RuntimeError("a turn was refused")
        asked += len(requests)
    took = time.perf_counter() - began
    connection.close()
    return asked / took
