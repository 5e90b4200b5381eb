"""The one thread that writes: what waits is committed together.

A commit waits for the disk; sharing it lets many Sends cost hardly more than one, and one that
fails leaves the others alone. While nobody waits, the thread looks for fillers for the next ones.
"""

import asyncio
import itertools
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, RootTransaction

from storage.database import Database
from storage.errors import Closed, LostServer
from storage.keyring import Keyring
from storage.turning import vault_of
from storage.vault import Vault

T = TypeVar("T")
_Told = tuple["asyncio.Future[Any]", object]
_TOGETHER = 64
# Nearly every write is a Send, which takes two fillers.
_SLOTS_EACH = 2
_AHEAD = _TOGETHER * _SLOTS_EACH
_AHEAD_AT_ONCE = 4
# Of a small vault only so large a part: the last fillers are looked for long.
_PART_AHEAD = 4
# How many slots are written before the log is moved into the file.
_DRAINED_AT = 128


Lookup = Callable[[Vault, Sequence[Any]], None]


@dataclass(frozen=True, slots=True)
class _Work:
    """Something to write, what it is about, and who waits for it.

    `alone` work opens its own transactions.
    """

    do: Callable[[Any], Any]
    about: object
    loop: asyncio.AbstractEventLoop
    waits: "asyncio.Future[Any]"
    alone: bool


class Writer:
    """A queue of writes, and the thread that drains it.

    `lookup` is handed what several writes of a transaction are about, to look it up at once.
    """

    def __init__(self, database: Database, keyring: Keyring, lookup: Lookup) -> None:
        self._database = database
        self._keyring = keyring
        self._lookup = lookup
        self._connection = database.writing()
        self._looking = database.reading()
        self._drainer = ThreadPoolExecutor(1, thread_name_prefix="storage-drainer")
        self._draining: Future[None] = self._drainer.submit(lambda: None)
        self._undrained = 0
        self._last: Vault | None = None
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    async def together(self, do: Callable[[Vault], T], about: object = None) -> T:
        """Do this in the next transaction, and return once it is on the disk."""
        done: T = await self._put(do, about, alone=False)
        return done

    async def alone(self, do: Callable[[Connection], T]) -> T:
        """Do this with the connection for itself, outside a transaction."""
        done: T = await self._put(do, None, alone=True)
        return done

    def close(self) -> None:
        """Finish what waits, then end."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._drainer.shutdown()
        self._connection.close()
        self._looking.close()

    def _put(
        self, do: Callable[[Any], Any], about: object, *, alone: bool
    ) -> "asyncio.Future[Any]":
        loop = asyncio.get_running_loop()
        waits: asyncio.Future[Any] = loop.create_future()
        with self._closing:
            if self._closed:
                raise Closed
            self._queue.put(_Work(do, about, loop, waits, alone))
        return waits

    def _run(self) -> None:
        more = True
        while more:
            self._look_ahead()
            work, more = self._drain()
            for alone, group in itertools.groupby(work, key=lambda one: one.alone):
                if alone:
                    self._do_alone(list(group))
                else:
                    self._do_together(list(group))

    def _drain(self) -> tuple[list[_Work], bool]:
        """Wait for work, take what else is there; false when it is time to end."""
        found = [self._queue.get()]
        try:
            while len(found) < _TOGETHER:
                found.append(self._queue.get_nowait())
        except Empty:
            pass
        return [one for one in found if one and not one.waits.cancelled()], None not in found

    def _do_alone(self, group: list[_Work]) -> None:
        for one in group:
            self._settle([one], [self._tried(one, self._connection)])

    def _do_together(self, group: list[_Work]) -> None:
        """Commit the group as one; when one fails, each on its own, so that it fails alone."""
        last, self._last = self._last, None
        try:
            with self._begun():
                vault = self._vault(self._connection, last)
                if len(group) > 1:
                    self._lookup(vault, [one.about for one in group if one.about is not None])
                    vault.reserve(_SLOTS_EACH * len(group))
                outcomes = [one.do(vault) for one in group]
                self._undrained += vault.finish()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            if len(group) == 1:
                self._settle(group, [error])
            else:
                for one in group:
                    self._do_together([one])
        else:
            self._last = vault
            self._settle(group, outcomes)
            self._drain_log()

    def _drain_log(self) -> None:
        """Have the log moved beside us before a commit would have to do it."""
        if self._undrained >= _DRAINED_AT and self._draining.done():
            self._undrained = 0
            self._draining = self._drainer.submit(self._database.drain)

    def _look_ahead(self) -> None:
        """While nobody waits, find fillers, unless another process has written meanwhile.

        Whatever is wrong now is told at the next write.
        """
        with suppress(Exception):
            last, self._last = self._last, None
            while last is not None and last.spare() < _ahead(last) and self._queue.empty():
                with self._looking.begin():
                    seen = self._vault(self._looking, last)
                    if not seen.same_as(last):
                        return
                    seen.reserve(last.spare() + _AHEAD_AT_ONCE)
            self._last = last

    def _vault(self, connection: Connection, last: Vault | None) -> Vault:
        """The vault, with what is known of it already if nobody has changed it since."""
        vault = vault_of(connection, self._keyring)
        if last is not None and vault.same_as(last):
            vault.remember(last)
        return vault

    def _begun(self) -> RootTransaction:
        """A transaction; a connection that was lost since the last one is made anew."""
        try:
            return self._connection.begin()
        except Exception as error:
            if not isinstance(self._database.explain(error), LostServer):
                raise
            return self._connection.begin()

    def _tried(self, one: _Work, handed: object) -> object:
        try:
            return one.do(handed)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to who waits
            return error

    def _settle(self, group: list[_Work], outcomes: list[object]) -> None:
        """Tell all who wait; one call wakes all of a loop."""
        told: dict[asyncio.AbstractEventLoop, list[_Told]] = defaultdict(list)
        for one, outcome in zip(group, outcomes, strict=True):
            failure = outcome if isinstance(outcome, Exception) else None
            said = self._database.explain(failure) if failure else outcome
            told[one.loop].append((one.waits, said))
        for loop, theirs in told.items():
            # Nobody waits any more on a loop that was closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_tell, theirs)


def _ahead(vault: Vault) -> int:
    return min(_AHEAD, vault.head().total // _PART_AHEAD)


def _tell(told: list[_Told]) -> None:
    for waits, said in told:
        if waits.done():
            continue
        if isinstance(said, Exception):
            waits.set_exception(said)
        else:
            waits.set_result(said)
