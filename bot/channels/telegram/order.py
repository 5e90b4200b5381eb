"""One after the other for each chat, chats beside each other."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Order:
    """Lets one into each chat, in the order in which they came."""

    def __init__(self) -> None:
        self._doors: dict[int, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, chat: int) -> AsyncIterator[None]:
        """Wait until all who came before are done with this chat."""
        door, waiting = self._doors.get(chat, (asyncio.Lock(), 0))
        self._doors[chat] = (door, waiting + 1)
        try:
            async with door:
                yield
        finally:
            _, waiting = self._doors[chat]
            if waiting > 1:
                self._doors[chat] = (door, waiting - 1)
            else:
                del self._doors[chat]


class Recent(Generic[K, V]):
    """The latest of what was seen, and what belongs to it; the oldest is forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[K, V] = OrderedDict()

    def note(self, key: K, value: V) -> None:
        """Note this as the latest."""
        self._held[key] = value
        self._held.move_to_end(key)
        while len(self._held) > self._most:
            self._held.popitem(last=False)

    def get(self, key: K) -> V | None:
        """What was noted, if it is still known."""
        return self._held.get(key)

    def forget(self, key: K) -> None:
        """Know nothing of it any more."""
        self._held.pop(key, None)
