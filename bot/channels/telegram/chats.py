"""The chats: takes an update, has the turn kept, then says what there is to say."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

from bot.channels.telegram import calls, taking
from bot.channels.telegram.calls import Call
from bot.channels.telegram.drawing import Taken
from bot.channels.telegram.guessing import Guesses
from bot.channels.telegram.heard import Command, Gone, Group, Heard, Tap, heard
from bot.channels.telegram.order import Order, Recent
from bot.channels.telegram.post import Post, Unreachable, last_light
from bot.channels.telegram.rich import Span, messages
from bot.channels.telegram.voice import Voice
from bot.drafts import NotKept, UnderWay
from bot.interviewer import ReceiptError

T = TypeVar("T")
_REMEMBERED = 1000


class Drafts(Protocol):
    """The drafts as the chats know them."""

    async def turn(self, participant: bytes, take: Callable[[UnderWay], T]) -> T:
        """Do this with the interview of a participant, durably."""
        ...


class Receipts(Protocol):
    """Whoever deletes answers by their receipt."""

    async def forget(self, words: str, language: str = "") -> None:
        """Delete the answers of a receipt, if there are any; raises ReceiptError."""
        ...


class Chats:
    """Everybody who writes to the bot.

    `participant` names a chat so that nobody can tell which it is; `link` is the web chat's, to
    which a token is added.
    """

    def __init__(
        self,
        drafts: Drafts,
        receipts: Receipts,
        voice: Voice,
        post: Post,
        guesses: Guesses,
        participant: Callable[[int], bytes],
        link: str,
    ) -> None:
        self._drafts, self._receipts, self._voice = drafts, receipts, voice
        self._post, self._participant, self._link = post, participant, link
        self._guesses = guesses
        self._order = Order()
        self._answered: Recent[int, bool] = Recent(_REMEMBERED)
        self._shown: Recent[bytes, int] = Recent(_REMEMBERED)
        self._noting: set[asyncio.Task[None]] = set()

    async def take(self, raw: Mapping[str, Any], *, carries: bool = False) -> Call | None:
        """Take one update; when this returns, its turn is durable and its answer has arrived.

        With `carries`, one call that may be lost is handed back instead of being made. Raises
        Unsent or a StorageError when the update must come again.
        """
        what = heard(dict(raw))
        if what is None:
            return None
        async with self._order.of(what.chat):
            if self._answered.get(what.update):
                return None
            carried = await self._turn(what, carries=carries)
            self._answered.note(what.update, value=True)
            return carried

    async def close(self) -> None:
        """Finish what is still being noted."""
        await asyncio.gather(*self._noting)

    async def _turn(self, what: Heard, *, carries: bool) -> Call | None:
        if isinstance(what.what, Group):
            await self._say(what, "telegram_group")
            return None
        if not self._guesses.admit(what.chat, what.what):
            await self._hold_up(what)
            return None
        if isinstance(what.what, Command) and what.what.name == "delete" and what.what.rest:
            await self._forget(what, what.what.rest)
            return None
        who = self._participant(what.chat)
        taken = await self._drafts.turn(who, partial(self._taken, what, self._shown.get(who) or 0))
        if isinstance(what.what, Gone):
            self._shown.forget(who)
        try:
            return await self._send(who, what, taken, carries=carries)
        except Unreachable:
            self._shown.forget(who)
            await self._drafts.turn(who, UnderWay.forget)
            return None

    def _taken(self, what: Heard, shown: int, under: UnderWay) -> Taken:
        return taking.take(under, what, self._voice, self._link, shown)

    async def _send(self, who: bytes, what: Heard, taken: Taken, *, carries: bool) -> Call | None:
        carried = last_light(taken.calls) if carries else None
        light = [call for call in taken.calls if not call.vital and call is not carried]
        beside = [asyncio.ensure_future(self._post.send(call)) for call in light]
        try:
            await self._say_all(who, what, taken, carries=carries)
        finally:
            await asyncio.gather(*beside, return_exceptions=True)
        if taken.last:
            await self._drafts.turn(who, taking.arrived)
        return carried

    async def _say_all(self, who: bytes, what: Heard, taken: Taken, *, carries: bool) -> None:
        for call in taken.calls:
            if not call.vital:
                continue
            number = await self._post.send(call)
            if call.asks and number:
                self._shown.note(who, number)
                if taken.typed or not carries:
                    self._note(who, number, what.update)

    def _note(self, who: bytes, number: int, update: int) -> None:
        """Note which message has the buttons, for another process or after a restart.

        Nobody waits for it: without it, buttons stay that answer nothing, or a question is put
        again.
        """
        noted = partial(taking.note_shown, message=number, update=update)
        task = asyncio.ensure_future(self._noted(who, noted))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _noted(self, who: bytes, noted: Callable[[UnderWay], None]) -> None:
        with suppress(NotKept):
            await self._drafts.turn(who, noted)

    async def _hold_up(self, what: Heard) -> None:
        """Ask somebody who tries one code or receipt after the other to wait."""
        language = await self._drafts.turn(self._participant(what.chat), taking.language_of)
        if isinstance(what.what, Tap):
            toast = calls.answer(what.what, self._voice.say(language, "telegram_wait"))
            with suppress(Unreachable):
                await self._post.send(toast)
        else:
            await self._say(what, "telegram_wait", language)

    async def _say(self, what: Heard, name: str, language: str = "") -> None:
        await self._write(what, [Span(self._voice.say(language, name))])

    async def _write(self, what: Heard, said: Sequence[Span]) -> None:
        for message in messages(said):
            try:
                await self._post.send(calls.say(what.chat, message))
            except Unreachable:
                return

    async def _forget(self, what: Heard, words: str) -> None:
        """Delete the answers of a receipt; whether there were any is not told."""
        who = self._participant(what.chat)
        language = await self._drafts.turn(who, taking.language_of)
        try:
            await self._receipts.forget(words, language)
        except ReceiptError as error:
            await self._write(what, [Span(str(error))])
        else:
            await self._say(what, "telegram_forgotten", language)
