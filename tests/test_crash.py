"""`kill -9` of `python -m bot serve` while people send: what was acknowledged is there, once."""

import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from bot.privacy.batch import Response, is_of, read_response
from bot.privacy.pseudonym import deletion_key
from storage.keys import KeyFolder
from storage.records import Pool, Settled
from storage.store import open_store
from tests.live import command, free_port, place
from tests.prepared import Process, begin
from tests.visitor import Event, Visitor

PEOPLE = 40
CLIENTS = 4
KILLS = 3
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sending:
    """One person's Send, the same bytes each time it is tried."""

    link: str
    session: str
    event: Event
    key: str
    receipt: bytes


@contextmanager
def serving(environ: Mapping[str, str]) -> Iterator[Process]:
    """The server as a process that listens; killed at the end of the block if not before."""
    with begin(environ, "bot", "serve") as process:
        try:
            assert process.stdout is not None
            assert "serving" in process.stdout.readline()
            yield process
        finally:
            process.kill()


def at_review(visitor: Visitor, link: str, number: int, chance: random.Random) -> Sending:
    """Somebody who has looked at the review and is about to press Send."""
    reply = visitor.review(link, f"Number {number} liked the garden of the office.")
    receipt = chance.randbytes(16)
    event = {"kind": "send", "visit": reply["ask"]["visit"], "receipt": receipt.hex()}
    return Sending(link, reply["session"], event, f"key {number}", receipt)


def send_until_killed(
    url: str,
    process: Process,
    sendings: Sequence[Sending],
    after: int,
) -> dict[str, Answer]:
    """Several clients send, and after so many signs of life the server is killed.

    Signs are requests that went out and answers that came in. Returns the answers, by key.
    """
    signs: SimpleQueue[None] = SimpleQueue()
    answers: dict[str, Answer] = {}

    def client(part: Sequence[Sending]) -> None:
        try:
            with Visitor(url) as visitor:
                for sending in part:
                    signs.put(None)
                    answered = visitor.turn(sending.session, sending.event, sending.key)
                    answers[sending.key] = visitor.taken(answered)
                    signs.put(None)
        except (OSError, HTTPException):
            return

    with ThreadPoolExecutor(CLIENTS) as threads:
        clients = [threads.submit(client, sendings[n::CLIENTS]) for n in range(CLIENTS)]
        for _ in range(after):
            signs.get(timeout=30)
        process.kill()
        for each in clients:
            each.result()
    return answers


async def kept(environ: Mapping[str, str]) -> list[Response]:
    """All responses that wait in the database."""
    keys = KeyFolder(Path(environ["KEY_FOLDER"])).open_or_create(date(2026, 11, 22))
    store = open_store(environ["DATABASE_URL"], keys)
    seen: list[Pool] = []

    def look(pool: Pool) -> Settled:
        seen.append(pool)
        return Settled(pool.calendar, keep=pool.responses)

    calendar = await store.calendar()
    assert calendar is not None
    await store.boundary(calendar.period, look)
    store.close()
    return [read_response(waiting.content) for waiting in seen[0].responses]


def assert_spent(visitor: Visitor, sending: Sending) -> None:
    """Whoever comes with the same link again is told politely, and keeps nothing."""
    review = visitor.review(sending.link, "Somebody else with the same link.")
    event = {"kind": "send", "visit": review["ask"]["visit"], "receipt": "ee" * 16}
    refused = visitor.turn(review["session"], event, "other")
    assert refused.status == 409
    assert refused.json()["error"] == "spent_token"
    assert "already sent with this link" in refused.json()["sentence"]


async def test_killed_while_people_send(tmp_path: Path) -> None:
    """Every acknowledged Send survives and says the same again; none is there twice."""
    environ = place(tmp_path, free_port())
    url = f"http://127.0.0.1:{environ['PORT']}"
    assert command(environ, "migrate").code == 0
    invited = command(environ, "invite", "--cohort", "Autumn", "--count", str(PEOPLE))
    links = invited.printed.split()
    chance = random.Random(11)
    with serving(environ), Visitor(url) as visitor:
        sendings = [at_review(visitor, link, n, chance) for n, link in enumerate(links)]
    answers: dict[str, Answer] = {}
    for kill in range(KILLS):
        with serving(environ) as process:
            part = sendings[kill :: KILLS + 1]
            heard = send_until_killed(url, process, part, chance.randrange(2, len(part)))
            assert len(heard) < len(part)
            answers |= heard
    assert answers
    with serving(environ), Visitor(url) as visitor:
        for sending in sendings:
            said = visitor.taken(visitor.turn(sending.session, sending.event, sending.key))
            assert said["outcome"] == "completed"
            assert answers.setdefault(sending.key, said) == said
        for sending in sendings[:KILLS]:
            assert_spent(visitor, sending)
    responses = await kept(environ)
    for sending in sendings:
        key = deletion_key(sending.receipt)
        assert sum(is_of(response, key) for response in responses) == 1
    assert len(responses) == PEOPLE
