"""Where nothing can be brought, updates are asked for, confirmed when done, and never wedged."""

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram.chats import Chats
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.post import Unsent
from bot.channels.telegram.request import Request
from bot.drafts import NotKept
from tests.channels.telegram.bot_api import TOKEN, BotApi
from tests.channels.telegram.conftest import serving
from tests.channels.telegram.person import Person
from tests.channels.telegram.stand_in import HANGS, HTML, StandIn, telegram_stand_in
from tests.channels.telegram.whole import whole
from tests.live import Live

CHATS = itertools.count(660_000_001)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, StandIn]]:
    """The program without a public address."""
    folder: Path = tmp_path_factory.mktemp("asking")
    with telegram_stand_in() as stand_in:
        stand_in.api.webhook = {"url": "https://elsewhere.example.com/", "pending_update_count": 0}
        with serving(folder, stand_in, "") as program:
            yield program, stand_in


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_whole_interview(asking: tuple[Live, StandIn], language: str) -> None:
    """Deleted, begun again, edited, gone back in, changed in the review, sent, deleted again."""
    program, stand_in = asking
    number = next(CHATS)
    whole(program, Person(stand_in.chat(number)), number, language)
    assert stand_in.api.webhook == {"url": ""}, "an old webhook would stand in the way"
    assert stand_in.api.updates == []


def test_chats_beside_each_other(asking: tuple[Live, StandIn]) -> None:
    """While one chat's answer is held up, others are answered; each in its own order."""
    program, stand_in = asking
    people = [Person(stand_in.chat(number)) for number in (100, 101, 102)]
    for person in people:
        person.begin(program.link().partition("#")[2])
    stand_in.faults["sendMessage"] = [500]
    for number in (100, 101, 102):
        for command in ("/help", "/language", "/help"):
            stand_in.write(number, command, wait=False)
    stand_in.until(lambda: not stand_in.api.updates)
    for person in people:
        said = [shown.text[:16] for shown in person.chat.said()[-3:]]
        assert said[0] == said[2] != said[1]


class Watched(Chats):
    """Chats that note what they are given, and fail as often as told."""

    def __init__(self, *failures: Exception) -> None:
        self.taken: list[int] = []
        self.failures = list(failures)
        self.told = asyncio.Semaphore(0)

    async def take(self, raw: Any, *, carries: bool = False) -> None:  # noqa: ANN401, ARG002
        """Note an update, unless it fails."""
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(raw["update_id"])
        self.told.release()


async def polled(stand_in: StandIn, chats: Watched, count: int) -> list[float]:
    """Ask until so many updates were taken; how long was waited in between."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    request = Request(1.0, 1)
    bot = Bot(TOKEN, base_url=f"{stand_in.url}bot", request=request, get_updates_request=request)
    polling = Polling(bot, request, chats, sleep, long=0, patience=0.2)
    running = asyncio.create_task(polling.run())
    async with asyncio.timeout(20):
        for _ in range(count):
            await chats.told.acquire()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await request.shutdown()
    return waited


def some(api: BotApi, count: int) -> list[int]:
    """So many updates that wait; their numbers."""
    return [api.message(1, "hello", 1_800_000_000)["update_id"] for _ in range(count)]


async def test_trouble_with_asking(stand_in: StandIn) -> None:
    """A gateway's page, a status and a wish to wait are waited out; every update is taken once."""
    numbers = some(stand_in.api, 2)
    stand_in.faults["getUpdates"] = [502, HTML, (429, 7)]
    chats = Watched()
    assert await polled(stand_in, chats, 2) == [3.0, 3.0, 7.0]
    assert chats.taken == numbers


async def test_a_connection_that_fell_silent(stand_in: StandIn) -> None:
    """A question that is never answered is given up, and asked anew over a new connection."""
    numbers = some(stand_in.api, 2)
    stand_in.faults["getUpdates"] = [HANGS, HANGS]
    chats = Watched()
    await polled(stand_in, chats, 2)
    assert chats.taken == numbers


async def test_nothing_is_confirmed_that_could_not_be_kept(stand_in: StandIn) -> None:
    """While nothing can be kept, an update is tried again and again, and not given up."""
    numbers = some(stand_in.api, 1)
    chats = Watched(*[NotKept() for _ in range(20)])
    waited = await polled(stand_in, chats, 1)
    assert chats.taken == numbers
    assert len(waited) == 20


async def test_one_chat_holds_up_nobody_for_ever(stand_in: StandIn) -> None:
    """An answer that never arrives is given up after a few tries, for those behind it."""
    numbers = some(stand_in.api, 1)
    chats = Watched(*[Unsent() for _ in range(5)])
    asking = asyncio.create_task(polled(stand_in, chats, 1))
    await asyncio.to_thread(stand_in.until, lambda: not stand_in.api.updates)
    later = some(stand_in.api, 1)
    await asking
    assert chats.taken == later
    assert numbers != later
