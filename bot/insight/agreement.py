"""How far two or more who judge the same things agree, beyond chance."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import permutations


def alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal data: 1 is full agreement, 0 what chance would give.

    Each unit holds one value for each judge, None where one gave none. None when nothing can be
    said: no two values of one unit, or one and the same value everywhere. After K. Krippendorff,
    “Computing Krippendorff's Alpha-Reliability” (2011).
    """
    pairs = _coincidences(units)
    values: defaultdict[Hashable, float] = defaultdict(float)
    for (first, _), weight in pairs.items():
        values[first] += weight
    total = sum(values.values())
    expected = total * total - sum(count * count for count in values.values())
    if not expected:
        return None
    observed = sum(weight for (first, second), weight in pairs.items() if first != second)
    return 1 - (total - 1) * observed / expected


def _coincidences(
    units: Sequence[Sequence[Hashable | None]],
) -> dict[tuple[Hashable, Hashable], float]:
    """How often each two values stand in one unit, each unit weighing as many values as it has."""
    found: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        values = [value for value in unit if value is not None]
        for pair in permutations(values, 2):
            found[pair] = found.get(pair, 0.0) + 1 / (len(values) - 1)
    return found
