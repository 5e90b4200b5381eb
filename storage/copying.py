"""The slots of the day, copied in parts into the table beside them, under the next day's key."""

import secrets
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from storage.drafts import is_over
from storage.keys import VaultKeys
from storage.slots import IN_USE, NEXT, PLACE_BYTES, Row, SlotTable
from storage.vault import Kind, Slot, Vault, unnamed

# So few slots are copied or deleted at once that nobody waits for it longer than for a commit.
PART = 8
_MARK_BYTES = 32
# In the lowest place of all: whoever empties a table takes this row first.
_FIRST = b"\x80".ljust(PLACE_BYTES, b"\0")
_CHANCE = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Sealed:
    """Slots under the next key, by their keys of the day; None for a filler not needed there.

    `used` are those in use, and `responses` the contents of those that hold one.
    """

    rows: Mapping[bytes, Row | None]
    used: Set[bytes]
    responses: Sequence[bytes]

    def copies(self) -> int:
        """How many slots this puts into the other table."""
        return sum(row is not None for row in self.rows.values())


class Copying:
    """What has been copied from one day's keys to the next day's.

    `spared` fillers of the day are not copied.
    """

    def __init__(self, today: date, day: VaultKeys, following: VaultKeys, spared: int) -> None:
        self._today = today
        self.day = day
        self.following = following
        self._spared = spared
        # The first row of the other table, which says whose the rows in it are.
        self._mark = _FIRST + secrets.token_bytes(_MARK_BYTES - len(_FIRST))
        self._copied: dict[bytes, bytes | None] = {}
        self._copies = 0
        self._used: set[bytes] = set()
        self._seen: bytes | None = None

    def begin(self, connection: Connection) -> bool:
        """Take the other table; false while something is in it."""
        table = SlotTable(connection, NEXT)
        if table.first() is not None:
            return False
        table.add(iter([(self._mark, b"")]))
        return True

    def holds(self, connection: Connection) -> bool:
        """Whether the keys are still those of this day, and the other table is still ours."""
        head = SlotTable(connection).head()
        tags = (self.day.epoch_tag, self.day.day_tag)
        ours = SlotTable(connection, NEXT).first() == self._mark
        return ours and head is not None and head[:2] == tags

    def is_as_seen(self, connection: Connection) -> bool:
        """Whether nothing has changed since the last look: every change seals the counts anew."""
        return _sealed_counts(connection) == self._seen

    def changed(self, connection: Connection) -> tuple[list[bytes], list[bytes]]:
        """The keys of the slots that are not copied, in an order drawn by lot, and of those that
        were copied and are there no more."""
        self._seen = _sealed_counts(connection)
        there = SlotTable(connection, IN_USE).keys()
        missing = list(there - self._copied.keys())
        _CHANCE.shuffle(missing)
        return missing, list(self._copied.keys() - there)

    def sealed(self, connection: Connection, keys: Sequence[bytes]) -> Sealed:
        """The slots that lie under these keys, sealed under the next day's."""
        day, following = Vault(connection, self.day), Vault(connection, self.following)
        found = SlotTable(connection, IN_USE).find(keys)
        slots = {key: day.opened(key, found[key]) for key in keys if key in found}
        used = {key for key, slot in slots.items() if not self._is_free(slot)}
        spared = [key for key in slots if key not in used][: self._spared]
        self._spared -= len(spared)
        kept = {key: slot if key in used else unnamed(Kind.FILLER) for key, slot in slots.items()}
        rows = {key: following.row(slot) for key, slot in kept.items() if key not in spared}
        responses = [slot.content for slot in slots.values() if slot.kind is Kind.RESPONSE]
        return Sealed(dict.fromkeys(spared) | rows, used, responses)

    def _is_free(self, slot: Slot) -> bool:
        return slot.kind is Kind.FILLER or is_over(slot, self._today)

    def change(self, connection: Connection, sealed: Sealed, gone: Iterable[bytes]) -> None:
        """Put these into the other table, and take the copies of those that are gone out."""
        table = SlotTable(connection, NEXT)
        table.drop(copy for key in gone if (copy := self._copied[key]) is not None)
        table.add(row for row in sealed.rows.values() if row is not None)

    def note(self, sealed: Sealed, gone: Iterable[bytes]) -> None:
        """That change is on the disk."""
        self._copies += sealed.copies()
        for key in gone:
            self._copies -= self._copied.pop(key) is not None
            self._used.discard(key)
        self._used |= sealed.used
        self._copied |= {key: row and row[0] for key, row in sealed.rows.items()}

    def change_names(self, connection: Connection) -> None:
        """Make the other table the one in use."""
        table = SlotTable(connection, NEXT)
        table.drop([self._mark])
        table.change_names()

    def counted(self, sealed: Sealed, gone: Iterable[bytes]) -> tuple[int, int]:
        """How many slots are in use, and how many there are, once that change is noted."""
        keys = set(gone)
        used = len(self._used) - len(self._used & keys) + len(sealed.used)
        less = sum(self._copied[key] is not None for key in keys)
        return used, self._copies - less + sealed.copies()


def _sealed_counts(connection: Connection) -> bytes | None:
    head = SlotTable(connection).head()
    return None if head is None else head[2]


def has_begun(connection: Connection) -> bool:
    """Whether there is something in the other table."""
    return SlotTable(connection, NEXT).first() is not None


def empty_some(connection: Connection) -> bool:
    """Delete a part of what is in the other table; whether it is empty now."""
    return SlotTable(connection, NEXT).empty_some(PART)
