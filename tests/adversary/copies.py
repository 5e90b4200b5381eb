"""Raw copies of what the program keeps, as somebody with the disk or its backups has them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import permutations
from pathlib import Path
from typing import Literal, Protocol

from storage.errors import CannotOpen
from storage.sealing import OVERHEAD, digest, unseal

When = Literal["evening", "night", "boundary"]
_READABLE = re.compile(rb"[\x20-\x7e]{12,}")
# Every byte by its kind, and the shortest run: most of what is sealed has none.
_KINDS = bytes(0x20 <= byte <= 0x7E for byte in range(256))
_RUN = bytes([True]) * 12
_KEY = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `places` say where it lies, by kind of place (row number, …)."""

    values: Mapping[str, object]
    places: Mapping[str, int]


Tables = Mapping[str, Sequence[Row]]


class Base(Protocol):
    """A kind of database: how it is made, copied raw, and read."""

    name: str

    def url(self, folder: Path) -> str:
        """The DATABASE_URL of a database that lies in this folder."""
        ...

    def make(self, folder: Path, migrate: Callable[[str], None]) -> None:
        """Make the database of this folder; what `migrate` does may be done once and copied."""
        ...

    def copy(self, folder: Path, to: Path) -> None:
        """Copy every file of the database."""
        ...

    def tables(self, files: Path) -> Tables:
        """All rows of a raw copy, in the order in which they are kept."""
        ...


@dataclass(frozen=True)
class Copy:
    """All that lay on the disk at one moment; `keys` is kept apart from `files`."""

    when: When
    moment: datetime
    period: str
    files: Path
    keys: tuple[bytes, ...]
    base: Base

    @cached_property
    def tables(self) -> Tables:
        """All rows."""
        return self.base.tables(self.files)

    @cached_property
    def opened(self) -> Mapping[bytes, bytes]:
        """What the keys of that moment open, by the sealed value."""
        return open_all(self, self.keys)

    def raw(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its name."""
        for path in sorted(self.files.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(self.files)), path.read_bytes()

    def forget(self) -> None:
        """Let go of what was read; the files stay."""
        for name in ("tables", "opened"):
            self.__dict__.pop(name, None)


def keys_in(folder: Path) -> tuple[bytes, ...]:
    """Every key in the files of a key folder, and every key the program makes of two of them."""
    text = "".join(path.read_text() for path in sorted(folder.iterdir()) if path.is_file())
    keys = dict.fromkeys(bytes.fromhex(found) for found in _KEY.findall(text))
    made = (digest(one, b"contents", two) for one, two in permutations(keys, 2))
    return (*keys, *made)


def open_all(copy: Copy, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """Every sealed value of a copy that one of these keys opens."""
    found: dict[bytes, bytes] = {}
    likely = list(keys)
    for name, rows in copy.tables.items():
        for row in rows:
            for value in row.values.values():
                if isinstance(value, bytes) and len(value) > OVERHEAD:
                    for key in likely:
                        plain = _opened(key, value, _contexts(name, row))
                        if plain is not None:
                            found[value] = plain
                            likely = [key, *(k for k in likely if k != key)]
                            break
    return found


def _opened(key: bytes, value: bytes, contexts: Sequence[bytes]) -> bytes | None:
    for context in contexts:
        try:
            return unseal(key, value, context)
        except CannotOpen:
            continue
    return None


def _contexts(table: str, row: Row) -> list[bytes]:
    """Whatever a value can have been sealed with: the row's other values, or the table's name."""
    others = [value for value in row.values.values() if isinstance(value, bytes | str)]
    plain = [value if isinstance(value, bytes) else value.encode() for value in others]
    short = [value for value in plain if len(value) <= 64]
    named = (
        start + value for start in (table.encode(), b"aged " + table.encode()) for value in short
    )
    return [*short, *named, b"head"]


def readable(raw: bytes) -> list[bytes]:
    """The runs of letters, digits and signs; bytes that are sealed have hardly any."""
    return _READABLE.findall(raw) if _RUN in raw.translate(_KINDS) else []


def bag_in(plain: bytes) -> dict[str, object] | None:
    """The JSON within an opened value, if there is some; a random id may stand before it."""
    start = plain.find(b'{"')
    while start >= 0:
        with suppress(ValueError):
            found, _ = json.JSONDecoder().raw_decode(plain[start:].decode("utf-8", "replace"))
            if isinstance(found, dict):
                return found
        start = plain.find(b'{"', start + 1)
    return None
