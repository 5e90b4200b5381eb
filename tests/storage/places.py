"""A database and its key folder in a temporary place, as tests use them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.keys import KeyFolder
from storage.records import Calendar, Cohort, Pool, Settled
from storage.sealing import hash_token
from storage.store import Store, migrate, open_store

TODAY = date(2026, 11, 22)
FIRST = Calendar("1", "2026-12-01T00:00:00+01:00", 5, 10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one database lies; `folder` holds nothing else."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder of the database, its log and its shared memory."""
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "afterword.db"

    @property
    def url(self) -> str:
        """What DATABASE_URL would say."""
        return f"sqlite:///{self.database}"

    @property
    def key_path(self) -> Path:
        """What KEY_FOLDER would say."""
        return self.root / "keys"

    def keys(self) -> KeyFolder:
        """The key folder as a process of its own would open it."""
        return KeyFolder(self.key_path).open_or_create(TODAY)

    def open(self) -> Store:
        """The store as a process of its own would open it."""
        return open_store(self.url, self.keys())

    def fresh(self) -> Store:
        """A store that was just created."""
        migrate(self.url)
        return self.open()

    def bytes(self) -> bytes:
        """All bytes of the database and what SQLite writes beside it."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))

    def slots(self) -> int:
        """How many slots the vault has."""
        return len(self.rows("SELECT key FROM slot"))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What a stranger's SQLite finds in the file."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()


def tokens(count: int) -> tuple[bytes, ...]:
    """The hashes of so many tokens, the same each time."""
    return tuple(hash_token(f"token{number}") for number in range(count))


def name(number: int) -> bytes:
    """A receipt id or idempotency key, the same each time."""
    return number.to_bytes(32, "big")


def cohort(id: str = "c0ffee", count: int = 20) -> Cohort:
    """A cohort of so many people."""
    return Cohort(id, "Autumn", "1", count, 3, "Engineering", 5, "2026-12-01")


async def invite(store: Store, count: int = 20) -> Sequence[bytes]:
    """Invite so many people and return the hashes of their tokens."""
    hashes = tokens(count)
    await store.add_cohort(cohort(count=count), hashes)
    return hashes


def next_period(pool: Pool) -> Calendar:
    """The period after the one of this pool."""
    return Calendar(str(int(pool.calendar.period) + 1), FIRST.ends, 5, 10)


def keep_all(pool: Pool) -> Settled:
    """A boundary at which nothing is released."""
    return Settled(next_period(pool), keep=pool.responses, bags=pool.bags)


async def pool_of(store: Store) -> Pool:
    """Everything that waits, seen through a boundary that changes nothing but the period."""
    seen: list[Pool] = []

    def look(pool: Pool) -> Settled:
        seen.append(pool)
        return keep_all(pool)

    calendar = await store.begin_calendar(FIRST)
    await store.boundary(calendar.period, look)
    return seen[0]


async def contents(store: Store) -> list[bytes]:
    """The responses that wait, in a fixed order."""
    return sorted(waiting.content for waiting in (await pool_of(store)).responses)
