"""Doors that somebody could guess at open only so often, and nothing is kept of who knocks."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.bucket import Bucket
from bot.channels.web import web
from bot.channels.web.throttle import AT_ONCE, PER_SECOND
from tests.channels.web.fake import STEPS, TOKEN, WORDS, FakeInterviewer, sealed
from tests.channels.web.serving import FACTS, pages

GUESSES = 100_000
FORM = "application/x-www-form-urlencoded"
REVIEW = sealed({"at": len(STEPS), "visit": 1, "answers": {}, "short": False, "language": "en"})
START = {"kind": "start", "token": TOKEN, "language": "en"}


@dataclass
class Seconds:
    """A clock that goes on when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """The clock of the chat."""
    return Seconds()


@pytest.fixture
async def client(seconds: Seconds) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor of a chat with that clock."""
    app = web(
        FakeInterviewer(), FACTS, [pages()], frame_ancestors="'none'", preview=None, seconds=seconds
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.example") as visiting:
        yield visiting


async def turn(client: httpx.AsyncClient, event: object, session: str | None) -> httpx.Response:
    return await client.post("/turn", json={"session": session, "event": event, "key": "k"})


async def start(client: httpx.AsyncClient) -> httpx.Response:
    return await turn(client, START, None)


async def send(client: httpx.AsyncClient) -> httpx.Response:
    return await turn(client, {"kind": "send", "visit": 1}, REVIEW)


async def forget(client: httpx.AsyncClient) -> httpx.Response:
    body = "words=" + "+".join(WORDS)
    return await client.post("/receipt", content=body, headers={"Content-Type": FORM})


DOORS = {"start": start, "send": send, "receipt": forget}


@pytest.mark.parametrize("door", DOORS)
async def test_a_crowd_is_let_in_and_then_waits(
    client: httpx.AsyncClient, seconds: Seconds, door: str
) -> None:
    """A thousand may come at once; who comes after them is told to wait, and then let in. The other
    doors stay open."""
    knock = DOORS[door]
    assert {(await knock(client)).status_code for _ in range(AT_ONCE)} == {200}
    refused = await knock(client)
    assert refused.status_code == 429
    assert [(await other(client)).status_code for other in DOORS.values()].count(200) == 2
    seconds.now += float(refused.headers["retry-after"])
    assert {(await knock(client)).status_code for _ in range(int(2 * PER_SECOND))} == {200}
    assert (await knock(client)).status_code == 429


async def test_what_who_waits_is_told(client: httpx.AsyncClient) -> None:
    """A program reads a code, a person a sentence; neither answer is kept, and nothing tells from
    where somebody came."""
    while (answer := await start(client)).status_code == 200:
        pass
    told = json.loads(answer.text)
    assert told["error"] == "too_busy"
    assert len(answer.content) % 8192 == 0
    fields = f"do=start&token={TOKEN}"
    page = await client.post("/turn", content=fields, headers={"Content-Type": FORM})
    assert (page.status_code, page.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert told["sentence"] in page.text
    for refused in (answer, page):
        assert int(refused.headers["retry-after"]) >= 1
        assert "no-store" in refused.headers["cache-control"]
        assert TOKEN not in refused.text
    elsewhere = {"X-Forwarded-For": "203.0.113.7", "User-Agent": "another"}
    body = {"session": None, "event": START, "key": "k"}
    assert (await client.post("/turn", json=body, headers=elsewhere)).status_code == 429


async def test_turns_are_not_counted(client: httpx.AsyncClient) -> None:
    """Who is under way is never held up, whatever goes on at the doors; nor is who only reads."""
    session = (await start(client)).json()["session"]
    while (await start(client)).status_code == 200:
        pass
    helped = [await turn(client, {"kind": "help"}, session) for _ in range(AT_ONCE + 50)]
    assert {answer.status_code for answer in helped} == {200}
    assert {(await client.get(path)).status_code for path in ("/", "/i", "/receipt")} == {200}


def test_guessing_takes_long() -> None:
    """A hundred thousand guesses, as fast as they are let in, take more than half an hour."""
    bucket, now, let_in = Bucket(PER_SECOND, AT_ONCE, 0.0), 0.0, 0
    while let_in < GUESSES:
        let_in += bucket.take(now)
        now += 0.01
    assert now > 30 * 60


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 30)), max_size=30))
def test_never_more_than_promised(visits: list[tuple[float, int]]) -> None:
    """However they come, no more are let in than those at once and those for the time gone by."""
    bucket, now, let_in = Bucket(2.0, 10, 0.0), 0.0, 0
    for gap, people in visits:
        now += gap
        let_in += sum(bucket.take(now) for _ in range(people))
        assert let_in <= 10 + 2.0 * now + 1e-6
