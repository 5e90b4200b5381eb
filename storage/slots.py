"""The table of slots, by statements that go straight to the driver.

SQLAlchemy would take longer to prepare each of them than a database takes to answer, and every
Send says a dozen.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

Row = tuple[bytes, bytes]

_NEAR = (
    "SELECT * FROM (SELECT key, content FROM slot WHERE key >= ? ORDER BY key LIMIT 1) AS near{}"
)
_FIND = "SELECT key, content FROM slot WHERE key IN ({})"
_ALL = "SELECT key, content FROM slot ORDER BY key"
_OVERWRITE = "UPDATE slot SET key = ?, content = ? WHERE key = ?"
_ADD = "INSERT INTO slot (key, content) VALUES (?, ?)"
_HEAD = "SELECT epoch_tag, day_tag, head FROM vault"
_SET_HEAD = "UPDATE vault SET head = ?"
_CLEAR_HEAD = "DELETE FROM vault"
_ADD_HEAD = "INSERT INTO vault (epoch_tag, day_tag, head) VALUES (?, ?, ?)"
# Rows that were deleted stay in the file of a PostgreSQL table; this begins a new file.
_EMPTY = {"sqlite": "DELETE FROM slot", "postgresql": "TRUNCATE slot"}
# Few at a time: whoever looks up a token meanwhile must not wait for a long call to end.
_CHUNK = 16


class SlotTable:
    """The slots and the one row that names their keys, seen through one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._kind = connection.dialect.name

    def head(self) -> tuple[bytes, bytes, bytes] | None:
        """The tags of epoch and day key, and the sealed counts."""
        rows = self._rows(_HEAD)
        return (rows[0][0], rows[0][1], rows[0][2]) if rows else None

    def set_head(self, sealed: bytes) -> None:
        """Write other counts."""
        self._do(_SET_HEAD, [(sealed,)])

    def replace_head(self, epoch_tag: bytes, day_tag: bytes, sealed: bytes) -> None:
        """Write other tags and counts."""
        self._do(_CLEAR_HEAD, [()])
        self._do(_ADD_HEAD, [(epoch_tag, day_tag, sealed)])

    def find(self, *keys: bytes) -> dict[bytes, bytes]:
        """The contents of the slots that lie under these keys."""
        return dict(self._rows(_FIND.format(", ".join("?" * len(keys))), *keys))

    def near(self, probes: Sequence[bytes]) -> list[Row]:
        """For each probe the first slot from there on, if there is one."""
        said = " UNION ALL ".join(_NEAR.format(number) for number in range(len(probes)))
        return self._rows(said, *probes)

    def all(self) -> Iterator[Row]:
        """Every slot, by its key."""
        with closing(self._cursor(stream=True)) as cursor:
            cursor.execute(_ALL)
            while some := cursor.fetchmany(_CHUNK):
                yield from some

    def overwrite(self, rows: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        """Put new keys and contents in the place of old keys."""
        self._do(_OVERWRITE, rows)

    def empty(self) -> None:
        """Delete all slots, such that nothing of them stays in the database's files."""
        self._do(_EMPTY[self._kind], [()])

    def add(self, rows: Iterator[Row]) -> None:
        """Add slots."""
        while chunk := [row for _, row in zip(range(_CHUNK), rows, strict=False)]:
            self._do(_ADD, chunk)

    def _rows(self, said: str, *values: bytes) -> list[Any]:
        with closing(self._cursor()) as cursor:
            cursor.execute(self._worded(said), values)
            rows: list[Any] = cursor.fetchall()
            return rows

    def _do(self, said: str, values: Iterable[Sequence[bytes]]) -> None:
        with closing(self._cursor()) as cursor:
            cursor.executemany(self._worded(said), list(values))

    def _cursor(self, *, stream: bool = False) -> Any:  # noqa: ANN401 - of one driver or the other
        if self._kind == "sqlite":
            return self._driver.cursor()
        return self._driver.cursor("slots" if stream else "", binary=True)

    def _worded(self, said: str) -> str:
        return said if self._kind == "sqlite" else said.replace("?", "%s")
