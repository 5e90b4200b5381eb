"""The program and a Bot API in one process, for long sequences: everything but the network is real.

Updates are handed to the chats, and requests to the Bot API's machine, without a server between.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from bot.app import Program, Words, World, make_database, open_program
from bot.channels.telegram import Telegram, open_telegram
from bot.channels.telegram.post import Unsent
from bot.channels.telegram.request import Request
from bot.drafts import Drafts, UnderWay
from bot.interview.turn import Session
from bot.revisions import Revisions
from bot.settings import Settings, read_settings, trial
from tests.channels.telegram.bot_api import TOKEN, BotApi, Refusal, Shown

T = TypeVar("T")
NOWHERE = "http://127.0.0.1:9/"


class Handed(Request):
    """Requests that are handed to the machine of a Bot API; the next `broken` ones fail."""

    def __init__(self, api: BotApi) -> None:
        super().__init__(1.0, 1)
        self.api, self.broken = api, 0

    async def fetch(
        self,
        url: str,
        body: bytes | None,
        seconds: float,  # noqa: ARG002 - nothing takes long here
        method: str = "POST",  # noqa: ARG002 - nor does it matter how
    ) -> tuple[int, bytes]:
        """Hand a call over."""
        if self.broken:
            self.broken -= 1
            return 500, b"{}"
        try:
            result = self.api.call(url.rpartition("/")[2], json.loads(body or b"{}"))
        except Refusal as refusal:
            return refusal.status, json.dumps(refusal.body()).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()


@dataclass
class Pocket:
    """A program, its bot, and one person's chat."""

    program: Program
    api: BotApi
    requests: Handed
    make: Callable[[], tuple[Telegram, Drafts]]
    telegram: Telegram
    drafts: Drafts
    number: int = 880_000_001
    clock: int = 1_790_000_000
    updates: list[dict[str, Any]] = field(default_factory=list)

    async def token(self) -> str:
        """A fresh token."""
        made = await self.program.invite("Autumn", 1, None)
        return made.links[0].partition("#")[2]

    async def write(self, text: str, later: int = 60) -> int:
        """Write, so many seconds after the last act; the number of the message."""
        self.clock += later
        update = self.api.message(self.number, text, self.clock)
        await self.take(update)
        number: int = update["message"]["message_id"]
        return number

    async def edit(self, number: int, text: str) -> None:
        """Change a message."""
        await self.take(self.api.edit(self.number, number, text, self.clock))

    async def tap(self, shown: Shown, data: str) -> None:
        """Tap a button."""
        self.clock += 60
        await self.take(self.api.tap(self.number, shown.number, data))

    async def take(self, update: dict[str, Any]) -> None:
        """Bring an update until it is taken, as Telegram does."""
        self.updates.append(update)
        while True:
            try:
                await self.telegram.chats.take(update)
            except Unsent:
                continue
            return

    async def restart(self) -> None:
        """Forget all that was not kept."""
        await self.telegram.chats.close()
        self.telegram, self.drafts = self.make()

    async def session(self) -> Session | None:
        """The interview as it is kept."""
        return await self.under(lambda under: under.session)

    async def under(self, look: Callable[[UnderWay], T]) -> T:
        """What the draft of this chat holds."""
        return await self.drafts.turn(self.telegram.participant(self.number), look)

    def anew(self) -> None:
        """Become somebody who never wrote before."""
        self.number += 1
        self.requests.broken = 0
        self.updates.clear()

    def open(self) -> Shown:
        """The message that was said last and has buttons."""
        return next(shown for shown in reversed(self.api.said(self.number)) if shown.keyboard)

    def said(self) -> list[str]:
        """All texts of the bot."""
        return [shown.text for shown in self.api.said(self.number)]


def settings_in(folder: Path) -> Settings:
    """Settings with a bot, for a database in this folder."""
    environ = {
        **trial({}),
        "DECLINES": "60",
        "PUBLIC_URL": "https://talk.example.com",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": NOWHERE,
    }
    plain = read_settings(environ, str)
    url = f"sqlite:///{folder}/pocket.db"
    return replace(plain, database_url=url, key_folder=folder / "keys")


@asynccontextmanager
async def pocket(folder: Path, world: World, words: Words) -> AsyncIterator[Pocket]:
    """A program with an empty database, and a Bot API without chats."""
    settings = settings_in(folder)
    make_database(settings)
    program = await open_program(settings, world, words)
    requests = Handed(BotApi())
    assert program.telegram is not None
    voice = program.telegram.voice

    def make() -> tuple[Telegram, Drafts]:
        revisions = Revisions(words.dialogue, program.store)
        drafts = Drafts(
            program.store, revisions, program.interviewer, world.bits, lambda: world.now().date()
        )
        telegram = open_telegram(
            TOKEN,
            NOWHERE,
            settings.public_url,
            drafts,
            program.interviewer,
            voice,
            lambda _: asyncio.sleep(0),
            program.store.claim,
            world.seconds,
            lambda *_: requests,
        )
        return telegram, drafts

    made = Pocket(program, requests.api, requests, make, *make())
    try:
        yield made
        await made.telegram.chats.close()
    finally:
        program.close()
