"""The channel as a whole: its parts, put together, and what runs beside the web server."""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from telegram import Bot

from bot.channels.telegram.chats import Chats, Drafts, Receipts
from bot.channels.telegram.guessing import Guesses
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.post import Post
from bot.channels.telegram.request import Request
from bot.channels.telegram.setting_up import set_up
from bot.channels.telegram.voice import Voice
from bot.channels.telegram.webhook import PATH, Webhook
from bot.logs import log_failure

Sleep = Callable[[float], Awaitable[None]]
Claim = Callable[[str], AbstractAsyncContextManager[bool]]

_CONNECTIONS = 64
_PATIENCE = 10.0  # seconds for one call
_LOOK = 10.0  # seconds between two looks whether another process has stopped asking


@dataclass(frozen=True, slots=True)
class Telegram:
    """One bot. `webhook` is our route, where `delivered` to it; else `polling` asks."""

    bot: Bot
    requests: tuple[Request, Request]
    voice: Voice
    participant: Callable[[int], bytes]
    chats: Chats
    webhook: Webhook
    polling: Polling
    secret: str
    public_url: str
    sleep: Sleep
    claim: Claim

    @property
    def path(self) -> str:
        """Where our route is."""
        return PATH

    @property
    def delivered(self) -> bool:
        """Whether Telegram can bring updates: only to an encrypted address."""
        return self.public_url.startswith("https://")

    async def run(self) -> None:
        """Set up, and where nothing is delivered, ask for updates until cancelled."""
        try:
            while True:
                await self._kept_running()
        finally:
            await self.close()

    async def _kept_running(self) -> None:
        """Run on, whatever one try met."""
        try:
            if self.delivered:
                await self._set_up(f"{self.public_url}{PATH}")
            else:
                await self._poll()
        except Exception as failure:  # noqa: BLE001 - as with the calendar, the next try may do
            log_failure("telegram_unreached", failure)
            await self.sleep(_LOOK)

    async def close(self) -> None:
        """Finish what is under way, and close every connection."""
        await self.chats.close()
        for request in self.requests:
            await request.shutdown()

    async def _set_up(self, webhook: str) -> None:
        await set_up(self.bot, self.voice, webhook, self.secret, self.sleep)
        # The requests stay open until the server ends.
        await asyncio.Event().wait()

    async def _poll(self) -> None:
        """Ask for updates, unless another process does: Telegram answers only one."""
        while True:
            async with self.claim("telegram") as mine:
                if mine:
                    await set_up(self.bot, self.voice, "", self.secret, self.sleep)
                    await self.polling.run()
            await self.sleep(_LOOK)


def open_telegram(
    token: str,
    api_url: str,
    public_url: str,
    drafts: Drafts,
    receipts: Receipts,
    voice: Voice,
    sleep: Sleep,
    claim: Claim,
    seconds: Callable[[], float],
    request: Callable[[float, int], Request] = Request,
) -> Telegram:
    """The channel of the bot of this token; nothing is sent before it runs.

    A chat is known by a digest under a key that follows from the token, which is in no database.
    `seconds` is a clock that only goes on.
    """
    key = hashlib.sha256(b"Afterword, Telegram\0" + token.encode()).digest()
    requests = request(_PATIENCE, _CONNECTIONS), request(_PATIENCE, 1)
    base = f"{api_url}bot"
    bot = Bot(token, base_url=base, request=requests[0], get_updates_request=requests[1])

    def participant(chat: int) -> bytes:
        return _digest(key, f"chat {chat}")

    chats = Chats(
        drafts,
        receipts,
        voice,
        Post(bot, sleep),
        Guesses(seconds),
        participant,
        f"{public_url}/i#",
    )
    secret = _digest(key, "webhook").hex()
    return Telegram(
        bot=bot,
        requests=requests,
        voice=voice,
        participant=participant,
        chats=chats,
        webhook=Webhook(chats, secret),
        polling=Polling(bot, requests[1], chats, sleep),
        secret=secret,
        public_url=public_url,
        sleep=sleep,
        claim=claim,
    )


def _digest(key: bytes, what: str) -> bytes:
    return hmac.digest(key, what.encode(), "sha256")
