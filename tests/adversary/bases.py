"""The two databases as an attacker copies and reads them: all files, and every row in its place."""

import pickle
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.adversary.copies import Row, Tables, readable
from tests.storage.server import Server, running_server

_BLOCK = 64 * 1024
_PLACES = "ctid::text, xmin::text::bigint AS xmin"
_TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"


@dataclass
class Sqlite:
    """SQLite: one file, its log and its shared memory."""

    blank: Path
    name: str = "SQLite"

    def url(self, folder: Path) -> str:
        """The file in this folder."""
        return f"sqlite:///{folder / 'afterword.db'}"

    def make(self, folder: Path, migrate: Callable[[str], None]) -> None:
        """Copy a file that was made before."""
        if not any(self.blank.iterdir()):
            migrate(self.url(self.blank))
        shutil.copytree(self.blank, folder, dirs_exist_ok=True)

    def copy(self, folder: Path, to: Path) -> None:
        """Copy the files as they are, while the program has them open."""
        shutil.copytree(folder, to)

    def tables(self, files: Path) -> Tables:
        """Read a copy of the copy: SQLite changes what it opens."""
        with TemporaryDirectory(dir=files.parent) as scratch:
            shutil.copytree(files, scratch, dirs_exist_ok=True)
            (path,) = Path(scratch).glob("*.db")
            with closing(sqlite3.connect(path)) as connection:
                connection.row_factory = sqlite3.Row
                known = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                made = [(row["name"], row["sql"]) for row in connection.execute(known)]
                return {name: _rows(connection, name, sql) for name, sql in made}


@dataclass
class Postgres:
    """PostgreSQL: the files of the tables; the attacker may also ask as the server's owner."""

    server: Server
    name: str = "PostgreSQL"
    blank: str = ""
    names: dict[Path, str] = field(default_factory=dict)
    seen: dict[tuple[Path, int], int] = field(default_factory=dict)

    def url(self, folder: Path) -> str:
        """The database that stands for this folder."""
        return self.server.url(self.names[folder]) if folder in self.names else self.server.url()

    def make(self, folder: Path, migrate: Callable[[str], None]) -> None:
        """Copy a database that was made before."""
        if not self.blank:
            self.blank = self.server.create()
            migrate(self.server.url(self.blank))
        self.names[folder] = self.server.create(self.blank)

    def copy(self, folder: Path, to: Path) -> None:
        """Copy the database's own files, and note every row with its place."""
        name = self.names[folder]
        self.server.execute("CHECKPOINT")
        oid = "SELECT oid::text FROM pg_database WHERE datname = current_database()"
        ((number,),) = self.server.execute(oid, name)
        _copy_folder(self.server.folder / "base" / str(number), to)
        # Of the server's log only what can be read: sealed values stay in it until it is reused.
        (to / "pg_wal").write_bytes(b"\n".join(readable(b"".join(self._logged()))))
        with psycopg.connect(self.server.url(name), autocommit=True) as connection:
            tables = {
                str(table): _read(connection, str(table))
                for (table,) in connection.execute(_TABLES)
            }
        to.with_suffix(".rows").write_bytes(pickle.dumps(tables))

    def tables(self, files: Path) -> Tables:
        """What was noted."""
        tables: Tables = pickle.loads(files.with_suffix(".rows").read_bytes())  # noqa: S301 - ours
        return tables

    def _logged(self) -> Iterator[bytes]:
        """The parts of the server's log that were written since the last look."""
        for path in (self.server.folder / "pg_wal").iterdir():
            raw = path.read_bytes() if path.is_file() else b""
            for at in range(0, len(raw), _BLOCK):
                block = raw[at : at + _BLOCK]
                if self.seen.get((path, at)) != hash(block):
                    self.seen[path, at] = hash(block)
                    yield block


@contextmanager
def sqlite() -> Iterator[Sqlite]:
    """A place for the file that others are copied from, until the block ends."""
    with TemporaryDirectory(prefix="afterword-blank-") as blank:
        yield Sqlite(Path(blank))


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server of its own, until the block ends."""
    with running_server() as server:
        yield Postgres(server)


def _copy_folder(folder: Path, to: Path) -> None:
    """Copy the files of a running server, of which some go away meanwhile."""
    to.mkdir(parents=True)
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            shutil.copyfile(path, to / path.name)


def _read(connection: "psycopg.Connection[tuple[object, ...]]", table: str) -> list[Row]:
    """All rows, in the order in which a scan meets them."""
    query = f'SELECT {_PLACES}, * FROM "{table}"'  # noqa: S608 - a table's own name
    cursor = connection.execute(query.encode())
    names = [column.name for column in cursor.description or ()][2:]
    found = []
    for place, (ctid, xmin, *values) in enumerate(cursor):
        page, line = map(int, str(ctid).strip("()").split(","))
        places = {"scan": place, "ctid": page << 16 | line, "xmin": int(str(xmin))}
        found.append(Row(dict(zip(names, values, strict=True)), places))
    return found


_OWN_NUMBER = re.compile(r"\"?(\w+)\"? INTEGER\b.*PRIMARY KEY \(\1\)", re.DOTALL)


def _rows(connection: sqlite3.Connection, table: str, made_by: str) -> list[Row]:
    said = made_by.upper()
    # A table may take one of its own numbers for the number of a row.
    numbered = "WITHOUT ROWID" not in said and not _OWN_NUMBER.search(said)
    number = "rowid AS _number, " if numbered else ""
    rows = connection.execute(f'SELECT {number}* FROM "{table}"')  # noqa: S608 - a table's own name
    found = []
    for place, row in enumerate(rows):
        values = dict(row)
        places = {"scan": place}
        if numbered:
            places["row number"] = values.pop("_number")
        found.append(Row(values, places))
    return found
