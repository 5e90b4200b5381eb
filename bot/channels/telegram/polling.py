"""Asking for updates, where Telegram cannot bring them."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.channels.telegram.chats import Chats
from bot.channels.telegram.heard import ALLOWED_UPDATES
from bot.channels.telegram.request import Busy, Request
from bot.drafts import NotKept
from bot.logs import log, log_failure

Sleep = Callable[[float], Awaitable[None]]

_LONG = 25  # seconds that Telegram keeps a question for updates open
_PATIENCE = 15.0  # seconds beyond that; whoever hears nothing for so long asks anew
_AFTER_FAILURE = 3.0
_TRIES = 5  # of one update whose turn is kept, before those behind it go on without an answer
_FINE = 200


class Polling:
    """Asks again and again; an update is confirmed once its turn is kept and answered."""

    def __init__(
        self,
        bot: Bot,
        request: Request,
        chats: Chats,
        sleep: Sleep,
        *,
        long: int = _LONG,
        patience: float = _PATIENCE,
    ) -> None:
        self._bot, self._request, self._chats, self._sleep = bot, request, chats, sleep
        self._long, self._patience = long, patience
        self._next = 0

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            try:
                async with asyncio.timeout(self._long + self._patience):
                    found = await self._asked()
            except TimeoutError:
                # The connection has died without a word: a new one is made.
                log("telegram_wedged")
                await self._request.shutdown()
            except TelegramError as error:
                log_failure("telegram_unreached", error)
                await self._sleep(error.seconds if isinstance(error, Busy) else _AFTER_FAILURE)
            else:
                await self.handle(found)

    async def handle(self, found: Sequence[dict[str, Any]]) -> None:
        """Take these updates: chats beside each other, those of one in order."""
        taking = [asyncio.ensure_future(self._taken(update)) for update in found]
        await asyncio.gather(*taking)
        for update in found:
            self._next = max(self._next, update["update_id"] + 1)

    async def _asked(self) -> list[dict[str, Any]]:
        """The updates that wait. Not by the library's own method, which refuses all of them when
        it cannot read one."""
        asked = {"timeout": self._long, "allowed_updates": ALLOWED_UPDATES}
        if self._next:
            asked["offset"] = self._next
        status, content = await self._request.fetch(
            f"{self._bot.base_url}/getUpdates",
            json.dumps(asked).encode(),
            self._long + 2 * self._patience,
        )
        if status != _FINE:
            raise NetworkError(str(status))
        try:
            found: list[dict[str, Any]] = json.loads(content)["result"]
        except (ValueError, KeyError, TypeError):
            raise NetworkError("unreadable") from None
        return found

    async def _taken(self, update: dict[str, Any]) -> None:
        tries = _TRIES
        while tries:
            try:
                await self._chats.take(update)
            except NotKept as error:
                # Nothing can be kept just now, of anybody: what is not confirmed waits at Telegram.
                log_failure("telegram_again", error)
            except Exception as error:  # noqa: BLE001 - whatever it was, others are waiting too
                log_failure("telegram_again", error)
                tries -= 1
            else:
                return
            await self._sleep(_AFTER_FAILURE)
