"""The night: all slots are written anew under a new day key, in parts, while others write.

Every slot of the day stays where it is, and in use, until a copy of each lies in the table beside
it, in an order drawn by lot. What was written meanwhile is copied too, the two tables change their
names, and the one of the day is emptied. So

- nobody waits for more than one part;
- a database copied in the middle shows the day's slots beside some of the next day's, a random
  choice of all: only the keys tell which belongs to which. One copied after it has no name and no
  content of the day, and its rows lie in the order of the lot;
- what is written meanwhile shows as if it had been written right after the night;
- who dies in the middle leaves the day as it was. The next day's key is in no file before the names
  change, so that what was copied until then opens for nobody, and goes with the next night;
- of two nights at once one gives up: a night writes into the other table only as long as the row
  stands there that it put into the empty table, and whoever empties it takes that row first.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import count
from typing import Self, TypeVar

from sqlalchemy import Connection

from storage.copying import PART, Copying, Sealed, empty_some
from storage.database import Database
from storage.errors import BusyDatabase
from storage.keyring import Keyring
from storage.publications import calendar_of, set_calendar
from storage.retention import Needed, Retention, end_what_is_over
from storage.slots import NEXT
from storage.turning import following, vault_of
from storage.vault import Head, Vault, shrunk
from storage.writer import Writer

T = TypeVar("T")
# How much may have changed since the last look for the names to change at once.
_FEW = 32
# After so many looks they change however much is still to be copied.
_LOOKS = 50
# After so many they change although something was written since the last look.
_MOMENTS = 20
# A backup that is being made holds the tables; how often to try, and the seconds in between.
_TRIES = 300
_PAUSE = 1.0


class _Overtaken(Exception):
    """Another process has turned the keys meanwhile."""


class _Looking:
    """A connection for looks that nobody waits for, in a thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="storage-night")
        self._opened = self._thread.submit(database.reading)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close when the last look is over: whoever waited for it may be gone."""
        self._thread.submit(lambda: self._opened.result().close())
        self._thread.shutdown()

    async def at(self, look: Callable[[Connection], T]) -> T:
        """What is seen in one transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._seen, look)

    def _seen(self, look: Callable[[Connection], T]) -> T:
        connection = self._opened.result()
        with self._database.explained(), connection.begin():
            return look(connection)


@dataclass(slots=True)
class Night:
    """One night of one database, for whoever has claimed it.

    Steps that write are handed to the writer one by one. `ended` tells afterwards whether an
    invitation list ended.
    """

    database: Database
    keyring: Keyring
    writer: Writer
    today: date
    retention: Retention
    needed: Needed | None
    ended: bool = False
    _revisions: set[str] = field(default_factory=set)

    async def turn(self) -> bool:
        """Let it be night; false when this day had one, or another process turns the keys.

        A clock that was moved back makes one night more, in which nothing ends.
        """
        await clear(self.database, self.writer)
        begun = await self.writer.alone(self._begun)
        if begun is None:
            return False
        with _Looking(self.database) as looking:
            try:
                await self._turned(begun, looking)
            except _Overtaken:
                return False
        # If we die before this, the next start destroys it.
        await self.writer.alone(lambda _: self.keyring.destroy((begun.day.day_tag,)))
        return True

    def _begun(self, connection: Connection) -> Copying | None:
        self.keyring.turn_sessions(self.today)
        with connection.begin():
            calendar = calendar_of(connection)
            if calendar is not None and calendar.last_night == self.today.isoformat():
                return None
            day = vault_of(connection, self.keyring)
            # A turn that failed left keys that seal nothing.
            self.keyring.destroy_all_but((day.keys.epoch_tag, day.keys.day_tag))
            head = day.head()
            spared = head.total - shrunk(head.total, head.used)
            copying = Copying(self.today, day.keys, following(day.keys, self.keyring), spared)
            return copying if copying.begin(connection) else None

    async def _turned(self, copying: Copying, looking: _Looking) -> None:
        """Copy and let the tables change names; tried again while somebody else holds them."""
        for _ in range(_TRIES):
            with suppress(BusyDatabase):
                return await self._changed_names(copying, looking)
            await asyncio.sleep(_PAUSE)
        return await self._changed_names(copying, looking)

    async def _changed_names(self, copying: Copying, looking: _Looking) -> None:
        """Change them in a moment when nothing was written since the last look, if there is one:
        to look for what was takes a while, and all others wait."""
        for _ in range(_MOMENTS):
            await self._copied(copying, looking)
            if await self.writer.alone(partial(self._finished_as_seen, copying)):
                return
        await self.writer.alone(partial(self._finish, copying))

    async def _copied(self, copying: Copying, looking: _Looking) -> None:
        """Copy until hardly anything has changed since the last look."""
        for _ in range(_LOOKS):
            missing, gone = await looking.at(partial(_changed, copying))
            for number, at in enumerate(range(0, max(len(missing), len(gone)), PART), 1):
                part = partial(self._sealed, copying, missing[at : at + PART])
                sealed = await looking.at(part)
                await self.writer.alone(partial(_add, copying, sealed, gone[at : at + PART]))
                if number % self.database.catches_up_after == 0:
                    await asyncio.to_thread(self.database.catch_up)
            if len(missing) + len(gone) <= _FEW:
                return

    def _sealed(self, copying: Copying, keys: Sequence[bytes], connection: Connection) -> Sealed:
        _assert_ours(copying, connection)
        sealed = copying.sealed(connection, keys)
        if sealed.responses and self.needed is not None:
            self._revisions |= set(self.needed(sealed.responses))
        return sealed

    def _finished_as_seen(self, copying: Copying, connection: Connection) -> bool:
        with connection.begin():
            self.database.hurry(connection)
            _assert_ours(copying, connection)
            if not copying.is_as_seen(connection):
                return False
            self._change_names(copying, copying.counted(Sealed({}, set(), ()), ()), connection)
        return True

    def _finish(self, copying: Copying, connection: Connection) -> None:
        with connection.begin():
            self.database.hurry(connection)
            missing, gone = _changed(copying, connection)
            sealed = self._sealed(copying, missing, connection)
            copying.change(connection, sealed, gone)
            self._change_names(copying, copying.counted(sealed, gone), connection)

    def _change_names(
        self, copying: Copying, counted: tuple[int, int], connection: Connection
    ) -> None:
        day, new = vault_of(connection, self.keyring), Vault(connection, copying.following)
        copying.change_names(connection)
        self.keyring.add_vault_keys((new.keys.day_tag, new.keys.day))
        new.name(Head(*counted, day.head().deletions))
        self.ended = self._end(connection)

    def _end(self, connection: Connection) -> bool:
        """End what is over, and note that this day had its night."""
        calendar = calendar_of(connection)
        if calendar is None:
            return False
        today = self.today.isoformat()
        set_calendar(connection, replace(calendar, last_night=today))
        if today < calendar.last_night:
            return False
        needed = None if self.needed is None else self._revisions
        return end_what_is_over(connection, self.today, self.retention, needed)


async def clear(database: Database, writer: Writer) -> bool:
    """Empty the other table, for whoever has claimed the night; false while somebody holds it."""
    try:
        if not await asyncio.to_thread(database.empty, NEXT):
            await _cleared(database, writer)
    except BusyDatabase:
        return False
    return True


async def _cleared(database: Database, writer: Writer) -> None:
    for number in count(1):
        if await writer.alone(partial(_emptied, database)):
            return
        if number % database.catches_up_after == 0:
            await asyncio.to_thread(database.catch_up)


def _emptied(database: Database, connection: Connection) -> bool:
    with connection.begin():
        database.hurry(connection)
        return empty_some(connection)


def _changed(copying: Copying, connection: Connection) -> tuple[list[bytes], list[bytes]]:
    _assert_ours(copying, connection)
    return copying.changed(connection)


def _add(copying: Copying, sealed: Sealed, gone: Sequence[bytes], connection: Connection) -> None:
    with connection.begin():
        _assert_ours(copying, connection)
        copying.change(connection, sealed, gone)
    copying.note(sealed, gone)


def _assert_ours(copying: Copying, connection: Connection) -> None:
    if not copying.holds(connection):
        raise _Overtaken
