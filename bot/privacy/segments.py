"""The atom rule: the groups of people a digest shows never cut out a piece smaller than k."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

# People of one batch, by their place in it. Only used while a batch is counted; never kept.
People = frozenset[int]


def atoms(size: int, sets: Sequence[Collection[int]]) -> tuple[int, ...]:
    """How many people are in each non-empty piece into which these sets cut a batch of `size`."""
    pieces = Counter(tuple(person in group for group in sets) for person in range(size))
    return tuple(pieces.values())


def admit(size: int, published: Sequence[People], new: People, k: int) -> bool:
    """Whether `new` may be shown beside what was published: every non-empty piece has k people."""
    return all(piece >= k for piece in atoms(size, (*published, new)))


def admitted(size: int, wanted: Iterable[People], k: int) -> tuple[People, ...]:
    """Those of the wanted sets that may be published one after the other, first come first served.

    A batch of fewer than k publishes nothing at all.
    """
    published: tuple[People, ...] = ()
    for group in wanted:
        if admit(size, published, group, k):
            published = (*published, group)
    return published
