"""The storage against its figures, on either database: boundaries, nights, and writes.

Every figure is held against what the same disk does in the same run.
"""

import asyncio
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from storage.database import Database
from storage.keys import KeyFolder
from storage.kinds import open_database
from storage.records import Calendar, Cohort, Pool, Settled
from storage.store import Store, migrate, open_store
from storage.turning import vault_of
from storage.vault import HEAD_BYTES, SLOT_BYTES, Kind, unnamed
from tests.storage.server import running_server

_TODAY = date(2026, 11, 22)
_PEOPLE = 2_500
_RESPONSES = 500
_SLOTS = 10_240
_ROOM = 4_096
_WRITES = 100
_WRITERS = 50
_ROUNDS = 8
_RESPONSE = b"r" * 6_000
_QUIET = 8.0
# Seconds between two looks at a token, and between two Sends, while a night goes on.
_LOOK = 0.001
_PAUSE = 0.03


@dataclass(frozen=True, slots=True)
class Night:
    """Seconds that a night took, and the longest look at a token and Send during it.

    `quiet_lookup` and `quiet_send` are the longest in some seconds before it.
    """

    took: float
    lookup: float
    send: float
    quiet_lookup: float
    quiet_send: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one database: seconds, and writes a second."""

    boundary: float
    night: Night
    write: float
    bare: float
    together: float
    one_by_one: float


def databases(folder: Path) -> Iterator[tuple[str, Measured]]:
    """Each database by name, with what was measured on it."""
    (folder / "storage").mkdir()
    file = f"sqlite:///{folder / 'storage' / 'bench.db'}"
    bare = f"sqlite:///{folder / 'storage' / 'bare.db'}"
    yield "SQLite", asyncio.run(measure(file, bare, folder / "storage" / "keys"))
    with running_server(settings=()) as server:
        url, bare = (server.url(server.create()) for _ in range(2))
        yield "PostgreSQL", asyncio.run(measure(url, bare, folder / "storage" / "server keys"))


async def measure(url: str, bare: str, folder: Path) -> Measured:
    """Measure an empty database, another one beside it, and keys that are put into `folder`."""
    migrate(url)
    store = open_store(url, KeyFolder(folder).open_or_create(_TODAY))
    try:
        tokens = await _invited(store)
        # Large enough for all Sends: doubling comes once in hundreds, and would be all one sees.
        await asyncio.to_thread(_grow, url, folder, _ROOM, 0)
        write, commit = await _writes(store, tokens, open_database(bare))
        together, one_by_one = await _throughput(store, tokens[_WRITES:_RESPONSES])
        boundary = await _boundary(store)
        night = await _night(store, url, folder, tokens)
        return Measured(boundary, night, write, commit, together, one_by_one)
    finally:
        store.close()


async def _invited(store: Store) -> Sequence[bytes]:
    tokens = [secrets.token_bytes(32) for _ in range(_PEOPLE)]
    await store.begin_calendar(Calendar("1", "2026-12-01T00:00:00+01:00", 5, 10))
    await store.add_cohort(
        Cohort("c0ffee", "Bench", "1", _PEOPLE, 3, None, 5, "2026-12-01"), tokens
    )
    return tokens


async def _send(store: Store, token: bytes) -> None:
    said = await store.keep(token, token, secrets.token_bytes(32), _RESPONSE)
    if said != "kept":
        raise RuntimeError(f"a Send was {said}")


async def _writes(store: Store, tokens: Sequence[bytes], bare: Database) -> tuple[float, float]:
    """Medians of a Send and of a bare commit of as many bytes, turn and turn about."""
    sends, commits = [], []
    with _bare(bare) as commit:
        for token in tokens[:_WRITES]:
            sends.append(await _took(_send(store, token)))
            commits.append(await _took(commit()))
    return statistics.median(sends), statistics.median(commits)


async def _throughput(store: Store, tokens: Sequence[bytes]) -> tuple[float, float]:
    """Sends a second of fifty people at once, and of people who wait for each other's commits."""
    together: list[float] = []
    one_by_one: list[float] = []
    for number in range(_ROUNDS):
        some = tokens[number * _WRITERS : (number + 1) * _WRITERS]
        began = time.perf_counter()
        if number % 2:
            await asyncio.gather(*(_send(store, token) for token in some))
        else:
            for token in some:
                await _send(store, token)
        rate = len(some) / (time.perf_counter() - began)
        (together if number % 2 else one_by_one).append(rate)
    return statistics.median(together), statistics.median(one_by_one)


@contextmanager
def _bare(database: Database) -> Iterator[Callable[[], Awaitable[None]]]:
    """Commits what a Send writes, two slots and the counts, by nothing but the driver.

    It is done in a thread, as everything that waits for a disk beside an event loop, and in a
    database of its own, so that neither finds the other's traces in its cache.
    """
    database.create()
    with ThreadPoolExecutor(1) as thread, database.writing() as connection:
        commit = _commits(connection)
        yield lambda: asyncio.get_running_loop().run_in_executor(thread, commit)


def _commits(connection: Connection) -> Callable[[], None]:
    postgres = connection.dialect.name == "postgresql"
    blob = "BYTEA" if postgres else "BLOB"
    with connection.begin():
        connection.exec_driver_sql(f"CREATE TABLE bare (key {blob} PRIMARY KEY, content {blob})")
    beneath: Any = connection.connection.driver_connection
    add = "INSERT INTO bare VALUES (?, ?), (?, ?), (?, ?)"
    said = add.replace("?", "%s") if postgres else add

    def commit() -> None:
        if not postgres:
            beneath.execute("BEGIN IMMEDIATE")
        sizes = (SLOT_BYTES, SLOT_BYTES, HEAD_BYTES)
        beneath.execute(said, [secrets.token_bytes(n) for size in sizes for n in (32, size)])
        beneath.commit()

    return commit


async def _boundary(store: Store) -> float:
    """A boundary at which every response goes on waiting, so that most is sealed anew."""
    waiting: list[int] = []

    def decide(pool: Pool) -> Settled:
        waiting.append(len(pool.responses))
        following = replace(pool.calendar, period="2")
        return Settled(following, keep=pool.responses, bags=pool.bags)

    took = await _took(store.boundary("1", decide))
    if waiting != [_RESPONSES]:
        raise RuntimeError(f"{waiting} responses waited")
    return took


async def _night(store: Store, url: str, folder: Path, tokens: Sequence[bytes]) -> Night:
    """The night of a vault of ten thousand slots, and how long others waited for it."""
    await asyncio.to_thread(_grow, url, folder, _SLOTS, _SLOTS // 5)
    left = iter(tokens[_RESPONSES:])
    quiet = asyncio.create_task(_took(asyncio.sleep(_QUIET)))
    before = await asyncio.gather(_looks(store, tokens, quiet), _sends(store, left, quiet))
    night = asyncio.create_task(_took(store.night(_TODAY)))
    during = await asyncio.gather(_looks(store, tokens, night), _sends(store, left, night))
    return Night(await night, *map(max, (*during, *before)))


async def _sends(store: Store, tokens: Iterator[bytes], goes: "asyncio.Task[float]") -> list[float]:
    took = []
    while not goes.done():
        took.append(await _took(_send(store, next(tokens))))
        await asyncio.sleep(_PAUSE)
    return took


async def _looks(
    store: Store, tokens: Sequence[bytes], night: "asyncio.Task[float]"
) -> list[float]:
    took = []
    while not night.done():
        took.append(await _took(store.token(secrets.choice(tokens))))
        await asyncio.sleep(_LOOK)
    return took


def _grow(url: str, folder: Path, slots: int, used: int) -> None:
    """Make the vault one of so many slots, with so many more of them in use."""
    keys = KeyFolder(folder).open_or_create(_TODAY)
    database = open_database(url)
    with database.writing() as connection:
        with connection.begin():
            vault = vault_of(connection, keys)
            more = (unnamed(Kind.SPENT, b"spent") for _ in range(used))
            vault.fill((*vault.slots(), *more), slots, vault.head().deletions)
        # As after every boundary, so that no night has to let go of the log of this.
        database.sweep(connection)


async def _took(act: Awaitable[object]) -> float:
    began = time.perf_counter()
    await act
    return time.perf_counter() - began
