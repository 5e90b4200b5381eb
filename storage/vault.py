"""The vault: equal-sized sealed slots, of which nobody without the keys can tell which are in use.

A slot lies under HMAC(day key, inner id); the inner id is sealed inside. Every change puts two
slots under new names, whatever it does, so that keeping, forgetting and asking to delete leave the
same traces.
"""

import hashlib
import itertools
import secrets
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlmodel import col, select

from storage.emptying import Emptied
from storage.errors import CannotOpen
from storage.keys import VaultKeys
from storage.sealing import OVERHEAD, digest, pad, seal, unpad, unseal
from storage.tables import SlotRow, VaultRow

SLOT_BYTES = 32 * 1024
FIRST_SLOTS = 512
_PADDED = (SLOT_BYTES - OVERHEAD,)
_ID_BYTES = 32
_CHANGED = 2
_PROBES = 1000
_CHUNK = 64
_HEAD = struct.Struct(f">QQ{_ID_BYTES}s")
_CHANCE = secrets.SystemRandom()

# Built once: putting a statement together costs more than SQLite needs to run it.
_FIND = select(col(SlotRow.content)).where(col(SlotRow.key) == bindparam("wanted"))
_ALL = select(col(SlotRow.key), col(SlotRow.content)).order_by(col(SlotRow.key))
_NEXT = _ALL.where(col(SlotRow.key) >= bindparam("probe")).limit(1)
_OVERWRITE = (
    update(SlotRow)
    .where(col(SlotRow.key) == bindparam("old"))
    .values(key=bindparam("key"), content=bindparam("content"))
)
_INSERT = insert(SlotRow)
_CLEAR = Emptied(SlotRow.metadata.tables["slot"])
_FIND_HEAD = select(col(VaultRow.head))
_SET_HEAD = update(VaultRow).values(head=bindparam("head"))
_INSERT_HEAD = insert(VaultRow)
_CLEAR_HEAD = delete(VaultRow)


class Kind(IntEnum):
    """What a slot holds."""

    FILLER = 0
    RESPONSE = 1
    SPENT = 2
    DELETIONS = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot, opened."""

    kind: Kind
    inner: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """How many slots are in use, how many there are, and the inner id of the open deletions."""

    used: int = 0
    total: int = FIRST_SLOTS
    deletions: bytes = bytes(_ID_BYTES)


def shrunk(total: int, used: int) -> int:
    """How many slots to keep when few of so many are in use: less than an eighth is half too many.

    The vault doubles when more than half are in use, so that it does not swing to and fro.
    """
    while total > FIRST_SLOTS and used * 8 < total:
        total //= 2
    return total


def named(kind: Kind, name: bytes, content: bytes = b"") -> Slot:
    """The slot of this kind that is found again by a name its asker knows."""
    return Slot(kind, inner_id(kind, name), content)


def unnamed(kind: Kind, content: bytes = b"") -> Slot:
    """A slot under a random inner id."""
    return Slot(kind, secrets.token_bytes(_ID_BYTES), content)


def inner_id(kind: Kind, name: bytes) -> bytes:
    """The inner id of what is found by this name."""
    return hashlib.sha256(bytes([kind]) + name).digest()


class Vault:
    """The slots, seen through one transaction and the keys of that moment."""

    def __init__(self, connection: Connection, keys: VaultKeys) -> None:
        self.connection = connection
        self.keys = keys

    def find(self, inner: bytes) -> Slot | None:
        """The slot in use that has this inner id."""
        key = self._key(inner)
        content = self.connection.execute(_FIND, {"wanted": key}).scalar()
        return None if content is None else self._open(key, content)

    def head(self) -> Head:
        """The counts of the vault."""
        sealed = self.connection.execute(_FIND_HEAD).scalar_one()
        return Head(*_HEAD.unpack(unseal(self.keys.epoch, sealed, b"head")))

    def set_head(self, head: Head) -> None:
        """Note the counts."""
        self.connection.execute(_SET_HEAD, {"head": self._packed(head)})

    def change(
        self, out: Sequence[Slot] = (), into: Sequence[Slot] = (), deletions: bytes | None = None
    ) -> None:
        """Empty the slots `out`, fill slots with `into`, at most two each; two slots change."""
        head = self.head()
        used = head.used - len(out) + len(into)
        total = self._grown(head.total, used)
        old = [self._key(slot.inner) for slot in out]
        while len(old) < _CHANGED:
            old.append(self._free_key(taken=old))
        new = [*into, *(unnamed(Kind.FILLER) for _ in range(_CHANGED - len(into)))]
        _CHANCE.shuffle(old)
        for key, slot in zip(old, new, strict=True):
            self.connection.execute(_OVERWRITE, {"old": key, **self._row(slot)})
        self.set_head(Head(used, total, head.deletions if deletions is None else deletions))

    def slots(self) -> Iterator[Slot]:
        """Every slot in use, opened, in an order that says nothing."""
        with self.connection.execute(_ALL, execution_options={"yield_per": _CHUNK}) as rows:
            for key, content in rows:
                slot = self._open(key, content)
                if slot.kind is not Kind.FILLER:
                    yield slot

    def fill(self, slots: Sequence[Slot], total: int, deletions: bytes) -> None:
        """Write all slots anew, shuffled: these and fillers; name the keys that all are under."""
        self.connection.execute(_CLEAR)
        everything: list[Slot | None] = [*slots, *itertools.repeat(None, total - len(slots))]
        _CHANCE.shuffle(everything)
        self._insert(slot or unnamed(Kind.FILLER) for slot in everything)
        tags = {"epoch_tag": self.keys.epoch_tag, "day_tag": self.keys.day_tag}
        self.connection.execute(_CLEAR_HEAD)
        head = self._packed(Head(len(slots), total, deletions))
        self.connection.execute(_INSERT_HEAD, {**tags, "head": head})

    def _grown(self, total: int, used: int) -> int:
        """Double the slots, with fillers, when more than half would be in use."""
        if used * 2 <= total:
            return total
        self._insert(unnamed(Kind.FILLER) for _ in range(total))
        return total * 2

    def _free_key(self, taken: Sequence[bytes]) -> bytes:
        """The key of a filler, found by looking at random places."""
        for _ in range(_PROBES):
            probe = secrets.token_bytes(_ID_BYTES)
            row = self.connection.execute(_NEXT, {"probe": probe}).first()
            if row and row[0] not in taken and self._open(*row).kind is Kind.FILLER:
                return bytes(row[0])
        raise CannotOpen

    def _insert(self, slots: Iterable[Slot]) -> None:
        rows = (self._row(slot) for slot in slots)
        while chunk := list(itertools.islice(rows, _CHUNK)):
            self.connection.execute(_INSERT, chunk)

    def _packed(self, head: Head) -> bytes:
        return seal(self.keys.epoch, _HEAD.pack(head.used, head.total, head.deletions), b"head")

    def _key(self, inner: bytes) -> bytes:
        return digest(self.keys.day, b"slot", inner)

    def _row(self, slot: Slot) -> dict[str, bytes]:
        key = self._key(slot.inner)
        plain = pad(bytes([slot.kind]) + slot.inner + slot.content, _PADDED)
        return {"key": key, "content": seal(self.keys.epoch, plain, key)}

    def _open(self, key: bytes, content: bytes) -> Slot:
        plain = unpad(unseal(self.keys.epoch, content, key))
        return Slot(Kind(plain[0]), plain[1 : 1 + _ID_BYTES], plain[1 + _ID_BYTES :])
