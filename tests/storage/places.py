"""A database and its key folder in a temporary place, as tests use them."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.database import Database
from storage.keys import KeyFolder
from storage.kinds import open_database
from storage.records import Calendar, Cohort, Pool, Settled
from storage.sealing import hash_token
from storage.store import Store, migrate, open_store
from tests.storage.server import Server

TODAY = date(2026, 11, 22)
# Of a vault that is not about its size: a night of it is soon over.
SLOTS = 64
FIRST = Calendar("1", "2026-12-01T00:00:00+01:00", 5, 10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one database lies, and its keys; `root` holds nothing else."""

    root: Path

    @property
    def url(self) -> str:
        """What DATABASE_URL would say."""
        raise NotImplementedError

    @property
    def key_path(self) -> Path:
        """What KEY_FOLDER would say."""
        return self.root / "keys"

    def keys(self) -> KeyFolder:
        """The key folder as a process of its own would open it."""
        return KeyFolder(self.key_path).open_or_create(TODAY)

    def open(self, slots: int = SLOTS) -> Store:
        """The store as a process of its own would open it; a new one has so many slots."""
        return open_store(self.url, self.keys(), slots=slots)

    def fresh(self) -> Store:
        """A store that was just created."""
        migrate(self.url)
        return self.open()

    def connect(self) -> Database:
        """The database as the storage opens it, with little patience."""
        return open_database(self.url, patience=50)

    def number(self) -> int:
        """The number by which its keys know the database."""
        database = self.connect()
        with database.reading() as connection, connection.begin():
            return database.number(connection)

    def slots(self) -> int:
        """How many slots the vault has."""
        return len(self.rows("SELECT key FROM slot"))

    def raw(self) -> bytes:
        """All bytes of the files that hold the database."""
        raise NotImplementedError

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What a stranger's program finds in the database, or changes there."""
        raise NotImplementedError

    def copy(self, root: Path) -> "Place":
        """A copy of database and keys, made while nobody has it open."""
        raise NotImplementedError

    def copy_keys(self, root: Path) -> None:
        """Copy the keys, if there are any, into the place that has this root."""
        if self.key_path.exists():
            shutil.copytree(self.key_path, root / "keys").chmod(0o700)


@dataclass(frozen=True, slots=True)
class SqlitePlace(Place):
    """A SQLite file."""

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
        return f"sqlite:///{self.database}"

    def raw(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        self.folder.mkdir(exist_ok=True)
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("PRAGMA secure_delete=OFF")
            return connection.execute(query).fetchall()

    def copy(self, root: Path) -> "SqlitePlace":
        shutil.copytree(self.folder, root / "data")
        self.copy_keys(root)
        return SqlitePlace(root)


@dataclass(frozen=True, slots=True)
class PostgresPlace(Place):
    """A database on a PostgreSQL server."""

    server: Server
    name: str

    @property
    def url(self) -> str:
        return self.server.url(self.name)

    def open_as(self, role: str) -> Store:
        """The store as another user of the server would open it."""
        return open_store(self.url.replace("postgres@", f"{role}@"), self.keys())

    def raw(self) -> bytes:
        self.server.execute("CHECKPOINT")
        (oid,) = self.rows("SELECT oid::text FROM pg_database WHERE datname = current_database()")[
            0
        ]
        files = (self.server.folder / "base" / str(oid)).iterdir()
        return b"".join(path.read_bytes() for path in files)

    def log(self) -> bytes:
        """All bytes of the server's write-ahead log, of every database on it."""
        files = (self.server.folder / "pg_wal").iterdir()
        return b"".join(path.read_bytes() for path in files if path.is_file())

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.server.execute(query, self.name)

    def copy(self, root: Path) -> "PostgresPlace":
        self.copy_keys(root)
        return PostgresPlace(root, self.server, self.server.create(self.name))


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
