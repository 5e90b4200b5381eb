"""The SQLite file: how every connection is opened, and what its failures mean."""

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database import MOMENT, PATIENCE, Database, Meaning, parsed_url
from storage.errors import (
    BusyDatabase,
    DamagedDatabase,
    DiskFull,
    DiskTrouble,
    ReadOnlyDatabase,
    StorageError,
    UnsafeDatabase,
    UnsupportedDatabase,
)

# Asked for and read back on every connection: deleted bytes are zeroed, a commit is on the disk
# when it returns, and nothing is spilled into temporary files. Many writes committed together fit
# into the cache (8 MiB). The log is moved into the file beside the writer; only when it is four
# times as large, because that never came to its end, a commit does it.
PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "secure_delete": ("ON", 1),
    "synchronous": ("FULL", 2),
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
    "cache_size": ("-8192", -8192),
    "wal_autocheckpoint": ("8000", 8000),
}
# Written into the file's header, so that a database of another program is known as such.
APPLICATION_ID = 0x41465457
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
    parsed = parsed_url(url)
    if parsed.drivername != "sqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        raise UnsupportedDatabase(url=parsed.render_as_string(hide_password=True))
    return Path(str(parsed.database))


class SqliteDatabase(Database):
    """One SQLite file, with its log beside it."""

    # Who waits for the lock of a file looks for it now and then, and so waits longer than needed.
    sweeps_beside = False
    catches_up_after = 4

    def __init__(self, path: Path, patience: int = PATIENCE) -> None:
        """`patience` is how many milliseconds to wait for another process, each time."""
        self.path = path
        self._patience = patience
        writing, reading = (_engine(path, how, patience) for how in ("BEGIN IMMEDIATE", "BEGIN"))
        super().__init__(str(path), writing, reading)

    def create(self) -> None:
        """Make the file, for its owner alone, where there is none."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise ReadOnlyDatabase(path=self.path) from error

    def missing(self) -> bool:
        """Whether there is no file, or an empty one."""
        return not self.path.exists() or not self.path.stat().st_size

    def foreign(self) -> bool:
        """Look before opening it as ours, which would already change the file."""
        with closing(sqlite3.connect(self.path)) as connection:
            marked = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return bool(tables) and not marked

    def mark(self, connection: Connection) -> None:
        """Write mark and number into the header of the file."""
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        if not self.number(connection):
            connection.exec_driver_sql(f"PRAGMA user_version={1 + secrets.randbelow(2**31 - 1)}")

    def number(self, connection: Connection) -> int:
        """The number in the header of the file."""
        number: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return number

    def damage(self, connection: Connection) -> str:
        """What SQLite's own quick check finds."""
        answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        return "" if answer == "ok" else str(answer)

    def sweep(self, connection: Connection, lists: bool = True) -> bool:  # noqa: ARG002 - one file
        """Move the log into the file and empty it, so that no old bytes stay in it."""
        beneath = _raw(connection)
        beneath.execute(f"PRAGMA busy_timeout={min(MOMENT, self._patience)}")
        try:
            return not beneath.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            beneath.execute(f"PRAGMA busy_timeout={self._patience}")

    def empty(self, table: str) -> bool:  # noqa: ARG002 - whatever the table
        """Nothing: every byte of it is zeroed, and whoever does that is the one writer."""
        return False

    def drain(self) -> None:
        """Move the log into the file, as far as no reader needs it."""
        with self.reading() as connection:
            _raw(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def catch_up(self) -> None:
        """The same: what is in the file need not be moved into it later."""
        self.drain()

    def hurry(self, connection: Connection) -> None:
        """Nothing: who holds the lock holds all tables."""

    @contextmanager
    def claim(self, what: str) -> Iterator[bool]:
        """Lock a file beside the database, which a process that dies lets go."""
        lock = os.open(f"{self.path}-{what}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
        finally:
            os.close(lock)

    def meaning(self, cause: Exception) -> Meaning | None:
        """What SQLite's name for an error means."""
        name = getattr(cause, "sqlite_errorname", "") or ""
        kind = next((k for start, k in _FAILURES.items() if name.startswith(start)), None)
        return (kind, name) if kind else None


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
