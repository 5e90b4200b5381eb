"""The SQLite file: how every connection is opened, and what its failures mean."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import (
    BusyDatabase,
    CannotOpen,
    CheckpointBlocked,
    DamagedDatabase,
    DiskFull,
    DiskTrouble,
    ReadOnlyDatabase,
    StorageError,
    UnsafeDatabase,
    UnsupportedDatabase,
)

# Asked for and read back on every connection: deleted bytes are zeroed, a commit is on the disk
# when it returns, and nothing is spilled into temporary files.
PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "secure_delete": ("ON", 1),
    "synchronous": ("FULL", 2),
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
}
_PAUSE = 0.05
_FAILURES: dict[str, type[StorageError]] = {
    "SQLITE_READONLY": ReadOnlyDatabase,
    "SQLITE_PERM": ReadOnlyDatabase,
    "SQLITE_CANTOPEN": ReadOnlyDatabase,
    "SQLITE_FULL": DiskFull,
    "SQLITE_BUSY": BusyDatabase,
    "SQLITE_LOCKED": BusyDatabase,
    "SQLITE_CORRUPT": DamagedDatabase,
    "SQLITE_NOTADB": DamagedDatabase,
    "SQLITE_IOERR": DiskTrouble,
}


def path_of(url: str) -> Path:
    """The file that DATABASE_URL names; UnsupportedDatabase when it names something else."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnsupportedDatabase(url=url) from error
    if parsed.drivername != "sqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        raise UnsupportedDatabase(url=parsed.render_as_string(hide_password=True))
    return Path(str(parsed.database))


class Database:
    """One SQLite file; `writing` connections take the write lock when a transaction begins."""

    def __init__(self, path: Path, patience: int = 10_000) -> None:
        """`patience` is how many milliseconds to wait for another process, each time."""
        self.path = path
        self._patience = patience
        self._writing = _engine(path, "BEGIN IMMEDIATE", patience)
        self._reading = _engine(path, "BEGIN", patience)

    def writing(self) -> Connection:
        """A connection whose transactions never meet a write of another process half way."""
        with self.explained():
            return self._writing.connect()

    def reading(self) -> Connection:
        """A connection for looking things up."""
        with self.explained():
            return self._reading.connect()

    def checkpoint(self, connection: Connection) -> None:
        """Move the log into the file and empty it, so that no old bytes stay in it."""
        beneath, end = _raw(connection), time.monotonic() + 3 * self._patience / 1000
        while beneath.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            # SQLite waits for readers, but not for another process that is doing just this.
            if time.monotonic() > end:
                raise CheckpointBlocked(path=self.path)
            time.sleep(_PAUSE)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence for whoever must act."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, CannotOpen) as error:
            raise self.explain(error) from error

    def explain(self, error: Exception) -> Exception:
        """The typed error behind this one, or itself when there is none."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, CannotOpen):
            return DamagedDatabase(path=self.path, reason="a sealed part was changed")
        name = getattr(cause, "sqlite_errorname", "") or ""
        kind = next((k for start, k in _FAILURES.items() if name.startswith(start)), None)
        return kind(path=self.path, reason=name) if kind else error


def _engine(path: Path, begin: str, patience: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": patience / 1000},
    )

    def opened(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # Python's own transactions would begin late and as readers; ours are said out loud.
        connection.isolation_level = None
        try:
            _harden(connection, path)
        except Exception:
            connection.close()
            raise

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", opened)
    event.listen(engine, "begin", begun)
    return engine


def _raw(connection: Connection) -> sqlite3.Connection:
    """The connection beneath, for what may not stand in a transaction."""
    beneath = connection.connection.driver_connection
    assert isinstance(beneath, sqlite3.Connection)  # noqa: S101 - no other driver is loaded here
    return beneath


def _harden(connection: DBAPIConnection, path: Path) -> None:
    cursor = connection.cursor()
    try:
        for name, (wanted, answer) in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}={wanted}")
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()
            if found is None or found[0] != answer:
                raise UnsafeDatabase(path=path, name=name, found=found and found[0])
    finally:
        cursor.close()
