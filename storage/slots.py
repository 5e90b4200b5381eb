"""The tables of slots, by statements that go straight to the driver.

SQLAlchemy would take longer to prepare each of them than a database takes to answer, and every
Send says a handful. `slot` is the one in use; a night fills `next_slot`, which is empty otherwise,
and then the two change their names.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from typing import Any

from sqlalchemy import Connection

from storage.errors import CannotOpen

Row = tuple[bytes, bytes]

IN_USE = "slot"
NEXT = "next_slot"
_NEAR = (
    "SELECT * FROM (SELECT key, content FROM {} WHERE place >= ? ORDER BY place LIMIT 1) AS near{}"
)
_FIND = "SELECT key, content FROM {} WHERE place IN ({})"
_FIRST = "SELECT key FROM {} ORDER BY place LIMIT 1"
_KEYS = "SELECT key FROM {}"
_ALL = "SELECT key, content FROM {} ORDER BY place"
_OVERWRITE = "UPDATE {} SET place = ?, key = ?, content = ? WHERE place = ? AND key = ?"
_ADD = "INSERT INTO {} (place, key, content) VALUES (?, ?, ?)"
_DROP = "DELETE FROM {} WHERE place = ? AND key = ?"
_HEAD = "SELECT epoch_tag, day_tag, head FROM vault"
_SET_HEAD = "UPDATE vault SET head = ?"
_CLEAR_HEAD = "DELETE FROM vault"
_ADD_HEAD = "INSERT INTO vault (epoch_tag, day_tag, head) VALUES (?, ?, ?)"
# Rows that were deleted stay in the file of a PostgreSQL table; this begins a new file.
_EMPTY = {"sqlite": "DELETE FROM {}", "postgresql": "TRUNCATE {}"}
# The same in parts, none of which takes long: what lies first goes first.
_EMPTY_SOME = {
    "sqlite": "DELETE FROM {0} WHERE place IN (SELECT place FROM {0} ORDER BY place LIMIT {1})",
    "postgresql": _EMPTY["postgresql"],
}
_RENAME = "ALTER TABLE {} RENAME TO {}"
_ASIDE = "slot_aside"
# Of so many bytes of the key is the number of a slot's place. Two of ten thousand keys begin alike
# in one night of 10^11; then that night, or a Send, fails and is tried again.
PLACE_BYTES = 8
# Few at a time: whoever looks up a token meanwhile must not wait for a long call to end.
_CHUNK = 16


class SlotTable:
    """One table of slots, and the one row that names the keys, seen through one transaction."""

    def __init__(self, connection: Connection, name: str = IN_USE) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._kind = connection.dialect.name
        self._name = name

    def head(self) -> tuple[bytes, bytes, bytes] | None:
        """The tags of epoch and day key, and the sealed counts."""
        rows = self._rows(_HEAD)
        return (rows[0][0], rows[0][1], rows[0][2]) if rows else None

    def set_head(self, sealed: bytes) -> None:
        """Write other counts."""
        self._do(_SET_HEAD, [(sealed,)])

    def replace_head(self, epoch_tag: bytes, day_tag: bytes, sealed: bytes) -> None:
        """Write other tags and counts."""
        self._say(_CLEAR_HEAD)
        self._do(_ADD_HEAD, [(epoch_tag, day_tag, sealed)])

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The contents of the slots that lie under these keys."""
        said = ", ".join("?" * len(keys))
        return dict(self._rows(_FIND, said, values=[*map(place_of, keys)])) if keys else {}

    def keys(self) -> set[bytes]:
        """The keys of all slots."""
        return {key for (key,) in self._rows(_KEYS)}

    def first(self) -> bytes | None:
        """The lowest key, if there is any slot."""
        rows = self._rows(_FIRST)
        return bytes(rows[0][0]) if rows else None

    def near(self, probes: Sequence[bytes]) -> list[Row]:
        """For each probe the first slot from there on, if there is one."""
        said = " UNION ALL ".join(_NEAR.format(self._name, n) for n in range(len(probes)))
        return self._rows(said, values=[*map(place_of, probes)])

    def all(self) -> Iterator[Row]:
        """Every slot, by its key."""
        with closing(self._cursor(stream=True)) as cursor:
            cursor.execute(self._worded(_ALL))
            while some := cursor.fetchmany(_CHUNK):
                yield from some

    def overwrite(self, rows: Sequence[tuple[bytes, bytes, bytes]], sealed: bytes) -> None:
        """Put new keys and contents in the place of old keys, and other counts.

        CannotOpen when an old key is gone, which nobody but this program may take away.
        """
        said = [(place_of(key), key, content, place_of(old), old) for key, content, old in rows]
        with closing(self._cursor()) as cursor:
            with self._at_once():
                cursor.executemany(self._worded(_OVERWRITE), said)
                self.set_head(sealed)
            if cursor.rowcount != len(rows):
                raise CannotOpen

    def drop(self, keys: Iterable[bytes]) -> None:
        """Delete the slots of these keys."""
        self._do(_DROP, [(place_of(key), key) for key in keys])

    def empty(self) -> None:
        """Delete all slots, such that nothing of them stays in the database's files."""
        self._say(_EMPTY[self._kind])

    def empty_some(self, count: int) -> bool:
        """Delete so many slots or more, from the lowest key on; whether there are none left."""
        if self.first() is not None:
            self._say(_EMPTY_SOME[self._kind], str(count))
        return self.first() is None

    def add(self, rows: Iterator[Row]) -> None:
        """Add slots."""
        while chunk := [row for _, row in zip(range(_CHUNK), rows, strict=False)]:
            self._do(_ADD, [(place_of(key), key, content) for key, content in chunk])

    def change_names(self) -> None:
        """Make the other table the one in use."""
        for old, new in ((IN_USE, _ASIDE), (NEXT, IN_USE), (_ASIDE, NEXT)):
            self._say(_RENAME.format(old, new))

    def _rows(self, said: str, *more: str, values: Sequence[int] = ()) -> list[Any]:
        with closing(self._cursor()) as cursor:
            cursor.execute(self._worded(said, *more), values)
            rows: list[Any] = cursor.fetchall()
            return rows

    def _do(self, said: str, values: Iterable[Sequence[int | bytes]]) -> None:
        with closing(self._cursor()) as cursor:
            cursor.executemany(self._worded(said), list(values))

    def _say(self, said: str, *more: str) -> None:
        with closing(self._cursor()) as cursor:
            cursor.execute(self._worded(said, *more))

    def _at_once(self) -> AbstractContextManager[object]:
        """A block of writes that a server is told without waiting for each of its answers."""
        return nullcontext() if self._kind == "sqlite" else self._driver.pipeline()

    def _cursor(self, *, stream: bool = False) -> Any:  # noqa: ANN401 - of one driver or the other
        if self._kind == "sqlite":
            return self._driver.cursor()
        return self._driver.cursor("slots" if stream else "", binary=True)

    def _worded(self, said: str, *more: str) -> str:
        worded = said.format(self._name, *more)
        return worded if self._kind == "sqlite" else worded.replace("?", "%s")


def place_of(key: bytes) -> int:
    """Where the slot of this key lies: the beginning of the key as a number, which may be less
    than zero."""
    return int.from_bytes(key[:PLACE_BYTES], "big", signed=True)
