"""The atom rule: the groups of people a digest shows never cut out a piece smaller than k."""

from collections import Counter
from collections.abc import Collection, Sequence

# People of one batch, by their place in it. Only used while a batch is counted; never kept.
People = frozenset[int]


def atoms(size: int, sets: Sequence[Collection[int]]) -> tuple[int, ...]:
    """How many people are in each non-empty piece into which these sets cut a batch of `size`."""
    pieces = Counter(tuple(person in group for group in sets) for person in range(size))
    return tuple(pieces.values())


def admit(size: int, published: Sequence[People], new: People, k: int) -> bool:
    """Whether `new` may be shown beside what was published: every non-empty piece has k people."""
    return all(piece >= k for piece in atoms(size, (*published, new)))


class Ledger:
    """What has been published of one batch, on any destination: the sets of people behind it."""

    def __init__(self, size: int, k: int) -> None:
        self.size = size
        self.k = k
        self.published: tuple[People, ...] = (frozenset(range(size)),)

    def publish(self, group: People) -> bool:
        """Note that this set is shown, where the atom rule lets it; whether it does."""
        allowed = admit(self.size, self.published, group, self.k)
        if allowed and group not in self.published:
            self.published = (*self.published, group)
        return allowed
