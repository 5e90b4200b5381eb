"""The vault: equal-sized sealed slots, of which nobody without the keys can tell which are in use.

A slot lies under HMAC(day key, inner id); the inner id is sealed inside. Every change puts two
slots under new names, whatever it does, so that keeping, forgetting and asking to delete leave the
same traces.
"""

import hashlib
import itertools
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection

from storage.errors import CannotOpen
from storage.keys import VaultKeys
from storage.records import Terms
from storage.sealing import OVERHEAD, digest, pad, seal, unpad, unseal
from storage.slots import IN_USE, SlotTable

SLOT_BYTES = 32 * 1024
FIRST_SLOTS = 512
_PADDED = (SLOT_BYTES - OVERHEAD,)
_ID_BYTES = 32
_CHANGED = 2
_PROBES = 100
_AT_ONCE = 32
_HEAD = struct.Struct(f">QQ{_ID_BYTES}s")
HEAD_BYTES = _HEAD.size + OVERHEAD
_CHANCE = secrets.SystemRandom()


class Kind(IntEnum):
    """What a slot holds."""

    FILLER = 0
    RESPONSE = 1
    SPENT = 2
    DELETIONS = 3
    DRAFT = 4


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
    """The slots, seen through one transaction and the keys of that moment.

    Changes are noted and written by `finish`, all together: asking the database for each would
    cost more than the change. `sealed` are the counts as they stand in the database; `terms` are
    those of tokens that were looked up already.
    """

    def __init__(
        self, connection: Connection, keys: VaultKeys, sealed: bytes = b"", table: str = IN_USE
    ) -> None:
        self.connection = connection
        self.keys = keys
        # Gone with the day: a backup of yesterday opens for nobody, though its epoch goes on.
        self._contents = digest(keys.day, b"contents", keys.epoch)
        self._table = SlotTable(connection, table)
        self._sealed = sealed
        self._head: Head | None = None
        self._spare: set[bytes] = set()
        # By its new key, each changed slot's new content and old key; and all old keys.
        self._changed: dict[bytes, tuple[bytes, bytes]] = {}
        self._gone: set[bytes] = set()
        self._seen: dict[bytes, bytes | None] = {}
        self.terms: Mapping[bytes, Terms | None] = {}

    def foresee(self, inners: Iterable[bytes]) -> None:
        """Look for the slots of these inner ids at once; `find` then need not ask for each."""
        keys = [self._key(inner) for inner in inners]
        self._seen = dict.fromkeys(keys) | self._table.find(keys)

    def find(self, *inners: bytes) -> list[Slot | None]:
        """The slots in use that have these inner ids."""
        keys = [self._key(inner) for inner in inners]
        found = self._seen | self._table.find([key for key in keys if key not in self._seen])
        return [self._found(key, found.get(key)) for key in keys]

    def reserve(self, count: int) -> None:
        """Have so many fillers at hand, found at once."""
        if len(self._spare) < count:
            self._spare |= self._free(count - len(self._spare))

    def remember(self, before: "Vault") -> None:
        """Take over what an earlier look at the very same slots has found out."""
        self._head, self._spare = before.head(), before._spare

    def head(self) -> Head:
        """The counts of the vault."""
        if self._head is None:
            self._head = Head(*_HEAD.unpack(self._unsealed(self._sealed, b"head")))
        return self._head

    def same_as(self, before: "Vault") -> bool:
        """Whether these are the very same slots as then.

        Every change of any process seals the counts anew, so that they are never twice the same.
        """
        return (self.keys, self._sealed) == (before.keys, before._sealed)

    def spare(self) -> int:
        """How many fillers are at hand."""
        return len(self._spare)

    def change(
        self, out: Sequence[Slot] = (), into: Sequence[Slot] = (), deletions: bytes | None = None
    ) -> None:
        """Empty the slots `out`, fill slots with `into`, at most two each; two slots change."""
        head = self.head()
        new = [*into, *(unnamed(Kind.FILLER) for _ in range(_CHANGED - len(into)))]
        rows = [self.row(slot) for slot in new]
        used = head.used - len(out) + len(into)
        total = self._grown(head.total, used)
        old = [self._key(slot.inner) for slot in out]
        old += self._fillers(_CHANGED - len(old))
        _CHANCE.shuffle(old)
        for (key, content), before in zip(rows, old, strict=True):
            self._note(key, content, before)
        self._head = Head(used, total, head.deletions if deletions is None else deletions)

    def finish(self) -> int:
        """Write what has changed; how many slots."""
        changed = len(self._changed)
        if self._changed:
            self._sealed = self._packed(self.head())
            rows = [(key, content, old) for key, (content, old) in self._changed.items()]
            self._table.overwrite(rows, self._sealed)
        # Who remembers this vault needs none of it.
        self._changed, self._gone, self._seen = {}, set(), {}
        return changed

    def write_head(self) -> None:
        """Write the counts, sealed anew."""
        self._sealed = self._packed(self.head())
        self._table.set_head(self._sealed)

    def slots(self) -> Iterator[Slot]:
        """Every slot in use, opened, in an order that says nothing."""
        for key, content in self._table.all():
            slot = self.opened(key, content)
            if slot.kind is not Kind.FILLER:
                yield slot

    def fill(self, slots: Sequence[Slot], total: int, deletions: bytes) -> None:
        """Write all slots anew, shuffled: these and fillers; name the keys that all are under."""
        self._table.empty()
        everything: list[Slot | None] = [*slots, *itertools.repeat(None, total - len(slots))]
        _CHANCE.shuffle(everything)
        self._table.add(self.row(slot or unnamed(Kind.FILLER)) for slot in everything)
        self.name(Head(len(slots), total, deletions))

    def name(self, head: Head) -> None:
        """Name the keys that all slots are under now, and these counts of them."""
        self._table.replace_head(self.keys.epoch_tag, self.keys.day_tag, self._packed(head))

    def _grown(self, total: int, used: int) -> int:
        """Double the slots, with fillers, when more than half would be in use."""
        if used * 2 <= total:
            return total
        self._table.add(self.row(unnamed(Kind.FILLER)) for _ in range(total))
        return total * 2

    def _note(self, key: bytes, content: bytes, old: bytes) -> None:
        """A slot that changes twice is written once, over what stands in the table."""
        _, before = self._changed.pop(old, (b"", old))
        self._changed[key] = (content, before)
        self._gone.add(before)

    def _fillers(self, count: int) -> list[bytes]:
        """The keys of so many fillers, which are fillers no longer."""
        self.reserve(count)
        return [self._spare.pop() for _ in range(count)]

    def _free(self, count: int) -> set[bytes]:
        """The keys of so many unchanged fillers, found by looking at random places."""
        free: set[bytes] = set()
        taken = self._gone | self._spare
        for _ in range(_PROBES):
            if len(free) >= count:
                return free
            wanted = min(count - len(free), _AT_ONCE)
            near = self._table.near([secrets.token_bytes(_ID_BYTES) for _ in range(wanted)])
            new = {key: content for key, content in near if key not in taken | free}
            free |= {key for key, content in new.items() if self._is_filler(key, content)}
        raise CannotOpen

    def _found(self, key: bytes, stands: bytes | None) -> Slot | None:
        """What lies under this key now, when this stands there in the table."""
        if key in self._changed:
            return self.opened(key, self._changed[key][0])
        return None if stands is None or key in self._gone else self.opened(key, stands)

    def _is_filler(self, key: bytes, content: bytes) -> bool:
        return self.opened(key, content).kind is Kind.FILLER

    def _packed(self, head: Head) -> bytes:
        plain = _HEAD.pack(head.used, head.total, head.deletions)
        return seal(self._contents, plain, b"head")

    def _key(self, inner: bytes) -> bytes:
        return digest(self.keys.day, b"slot", inner)

    def row(self, slot: Slot) -> tuple[bytes, bytes]:
        """The key and the content under which a slot lies in the table."""
        key = self._key(slot.inner)
        plain = pad(bytes([slot.kind]) + slot.inner + slot.content, _PADDED)
        return key, seal(self._contents, plain, key)

    def opened(self, key: bytes, content: bytes) -> Slot:
        """The slot that lies under this key with this content."""
        plain = unpad(self._unsealed(content, key))
        return Slot(Kind(plain[0]), plain[1 : 1 + _ID_BYTES], plain[1 + _ID_BYTES :])

    def _unsealed(self, content: bytes, context: bytes) -> bytes:
        try:
            return unseal(self._contents, content, context)
        except CannotOpen:
            # The first release sealed under the epoch's key alone; the next night seals anew.
            return unseal(self.keys.epoch, content, context)
