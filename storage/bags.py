"""Released batches, each one sealed and padded bag."""

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert
from sqlmodel import col, select

from storage.keys import VaultKeys
from storage.records import Bag
from storage.sealing import OVERHEAD, pad, seal, unpad, unseal
from storage.tables import BagRow

# Doubling sizes, so that a bag's size tells no more than its order of magnitude.
_SIZES = tuple((32 * 1024 << doubled) - OVERHEAD for doubled in range(12))


def opened_bags(connection: Connection, keys: VaultKeys) -> tuple[Bag, ...]:
    """All bags, opened, in an order that says nothing."""
    rows = connection.execute(
        select(col(BagRow.id), col(BagRow.content)).order_by(col(BagRow.id))
    ).all()
    return tuple(Bag(id_, unpad(unseal(keys.epoch, box, _context(id_)))) for id_, box in rows)


def replace_bags(connection: Connection, keys: VaultKeys, bags: Iterable[Bag]) -> None:
    """Seal these bags under these keys; all others are gone."""
    connection.execute(delete(BagRow))
    shuffled = list(bags)
    secrets.SystemRandom().shuffle(shuffled)
    for bag in shuffled:
        box = seal(keys.epoch, pad(bag.content, _SIZES), _context(bag.id))
        connection.execute(insert(BagRow).values(id=bag.id, content=box))


def _context(bag: str) -> bytes:
    return b"bag" + bag.encode()
