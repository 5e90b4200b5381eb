"""What a process does until it is killed, noting each act before and after in a journal."""

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from storage.keys import KeyFolder
from storage.records import Pool, Settled, Waiting
from storage.store import Store, migrate, open_store
from tests.storage.places import TODAY, keep_all, name, tokens

TOGETHER = 4
TOKENS = tokens(40_000)


@dataclass(frozen=True, slots=True)
class Orders:
    """Where a victim works, the number of its first Send, what draws its acts, and how it dies.

    It dies from outside, or by its own hand `deciding` or `sealing` the first boundary.
    """

    url: str
    keys: Path
    journal: Path
    first: int
    seed: int
    dies: str = "outside"


class Journal:
    """A file of lines, each there as a whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, *words: object) -> None:
        """Write one line."""
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def work(orders: Orders) -> None:
    """Send, forget, ask to delete, and turn the keys, until killed."""
    journal = Journal(orders.journal)
    journal.note("begins")
    keys = KeyFolder(orders.keys).open_or_create(TODAY)
    store = open_store(orders.url, keys)
    asyncio.run(_work(store, journal, orders))


def move(orders: Orders) -> None:
    """Bring a database of the first version up to date."""
    Journal(orders.journal).note("begins")
    migrate(orders.url)


async def _work(store: Store, journal: Journal, orders: Orders) -> None:
    chance = random.Random(orders.seed)
    for start in range(orders.first, len(TOKENS), TOGETHER):
        sends = [_send(store, journal, number) for number in range(start, start + TOGETHER)]
        turn = _boundary(store, journal, orders.dies) if chance.random() < 0.4 else None
        other = turn or _night(store, journal, chance)
        earlier = chance.randrange(orders.first, start + 1)
        await asyncio.gather(*sends, other, _delete(store, journal, start))
        await _forget(store, journal, earlier)


async def _send(store: Store, journal: Journal, number: int) -> None:
    assert await store.token(TOKENS[number]) is not None
    journal.note("send", number)
    if await store.keep(TOKENS[number], name(number), name(number), b"%d" % number) == "kept":
        journal.note("sent", number)


async def _forget(store: Store, journal: Journal, number: int) -> None:
    journal.note("forget", number)
    await store.forget(name(number))
    journal.note("forgot", number)


async def _delete(store: Store, journal: Journal, number: int) -> None:
    journal.note("delete", number)
    await store.ask_to_delete(name(number))
    journal.note("deleted", number)


async def _night(store: Store, journal: Journal, chance: random.Random) -> None:
    journal.note("night")
    await store.night(TODAY + timedelta(days=chance.randrange(400)))


async def _boundary(store: Store, journal: Journal, dies: str) -> None:
    calendar = await store.calendar()
    assert calendar is not None
    journal.note("boundary", calendar.period)
    decide = {"outside": keep_all, "deciding": _deciding, "sealing": _sealing}[dies]
    await store.boundary(calendar.period, decide)
    journal.note("ended", calendar.period)


class _Deadly(tuple[Waiting, ...]):
    """Responses that kill whoever looks at them: after keys were written, before the commit."""

    def __iter__(self) -> Iterator[Waiting]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().__iter__()


def _deciding(_: Pool) -> Settled:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("a dead process decides nothing")


def _sealing(pool: Pool) -> Settled:
    return replace(keep_all(pool), keep=_Deadly(pool.responses))
