"""The one thread that writes: what waits is committed together.

A commit waits for the disk; sharing it lets many Sends cost hardly more than one, and one that
fails leaves the others alone.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, RootTransaction

from storage.database import Database
from storage.errors import Closed, LostServer
from storage.keyring import Keyring
from storage.turning import current_keys
from storage.vault import Vault

T = TypeVar("T")
_TOGETHER = 64
# Nearly every write is a Send, which takes two fillers.
_SLOTS_EACH = 2


@dataclass(frozen=True, slots=True)
class _Work:
    """Something to write and who waits for it; `alone` work opens its own transactions."""

    do: Callable[[Any], Any]
    waits: Future[Any]
    alone: bool


class Writer:
    """A queue of writes, and the thread that drains it."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring
        self._connection = database.writing()
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def together(self, do: Callable[[Vault], T]) -> "Future[T]":
        """Do this in the next transaction; the result is there once it is on the disk."""
        return self._put(do, alone=False)

    def alone(self, do: Callable[[Connection], T]) -> "Future[T]":
        """Do this with the connection for itself, outside a transaction."""
        return self._put(do, alone=True)

    def close(self) -> None:
        """Finish what waits, then end."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _put(self, do: Callable[[Any], T], *, alone: bool) -> "Future[T]":
        waits: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise Closed
            self._queue.put(_Work(do, waits, alone))
        return waits

    def _run(self) -> None:
        more = True
        while more:
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
        work = [one for one in found if one and one.waits.set_running_or_notify_cancel()]
        return work, None not in found

    def _do_alone(self, group: list[_Work]) -> None:
        for one in group:
            self._settle([one], [self._tried(one, self._connection)])

    def _do_together(self, group: list[_Work]) -> None:
        """Commit the group as one; when one fails, each on its own, so that it fails alone."""
        try:
            with self._begun():
                vault = Vault(self._connection, current_keys(self._connection, self._keyring))
                vault.reserve(_SLOTS_EACH * len(group) if len(group) > 1 else 0)
                outcomes = [one.do(vault) for one in group]
                vault.finish()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            if len(group) == 1:
                self._settle(group, [error])
            else:
                for one in group:
                    self._do_together([one])
        else:
            self._settle(group, outcomes)

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
        for one, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Exception):
                one.waits.set_exception(self._database.explain(outcome))
            else:
                one.waits.set_result(outcome)
