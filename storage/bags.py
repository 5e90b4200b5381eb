"""Released batches, each one sealed and padded bag."""

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert
from sqlmodel import col, select

from storage.errors import CannotOpen
from storage.keys import VaultKeys
from storage.records import Bag
from storage.sealing import OVERHEAD, pad, seal, unpad, unseal
from storage.tables import BagRow

# Doubling sizes, so that a bag's size tells no more than its order of magnitude.
_SIZES = tuple((32 * 1024 << doubled) - OVERHEAD for doubled in range(12))
_AGED = b"aged bag"


def opened_bags(connection: Connection, keys: VaultKeys) -> tuple[Bag, ...]:
    """All bags, opened, in an order that says nothing."""
    rows = connection.execute(
        select(col(BagRow.id), col(BagRow.content)).order_by(col(BagRow.id))
    ).all()
    return tuple(_opened(keys, id_, box) for id_, box in rows)


def replace_bags(connection: Connection, keys: VaultKeys, bags: Iterable[Bag]) -> None:
    """Seal these bags under these keys; all others are gone."""
    connection.execute(delete(BagRow))
    shuffled = list(bags)
    secrets.SystemRandom().shuffle(shuffled)
    for bag in shuffled:
        padded = pad(bytes([bag.age]) + bag.content, _SIZES)
        box = seal(keys.epoch, padded, _AGED + bag.id.encode())
        connection.execute(insert(BagRow).values(id=bag.id, content=box))


def one_boundary_older(before: Iterable[Bag], after: Iterable[Bag], most: int) -> tuple[Bag, ...]:
    """The bags of `after`, those of `before` aged by one boundary; gone when older than `most`."""
    ages = {bag.id: bag.age + 1 for bag in before}
    aged = (Bag(bag.id, bag.content, ages.get(bag.id, 0)) for bag in after)
    return tuple(bag for bag in aged if bag.age < most)


def _opened(keys: VaultKeys, id_: str, box: bytes) -> Bag:
    try:
        plain = unpad(unseal(keys.epoch, box, _AGED + id_.encode()))
    except CannotOpen:
        # The first release sealed no age; the next boundary writes one.
        return Bag(id_, unpad(unseal(keys.epoch, box, b"bag" + id_.encode())))
    return Bag(id_, plain[1:], plain[0])
