"""Many simulated people who take the interview over HTTP, several beside each other."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.connection import Connection
from bench.process import Served
from bot.app import Words
from bot.demo.candidate import Candidate
from bot.demo.season import candidates
from bot.demo.talk import talk

_AT_ONCE = 4


def interview(served: Served, words: Words, tokens: Sequence[str]) -> int:
    """Let one person a token take the interview; how many sent their answers."""
    people = candidates(words, len(tokens), 2)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        sent = threads.map(lambda pair: _one(served, *pair), zip(tokens, people, strict=True))
        return sum(sent)


def _one(served: Served, token: str, person: Candidate) -> bool:
    connection = Connection(served.port)

    async def post(turn: Mapping[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(
            connection.post("/turn", json.dumps(turn).encode()).body
        )
        return answer

    outcome, _ = asyncio.run(talk(post, token, person))
    connection.close()
    return outcome == "completed"
