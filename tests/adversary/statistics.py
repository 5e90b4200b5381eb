"""How likely luck alone does as well: exact tails, and Holm's correction for many tests."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def tail(hits: int, chances: Sequence[float]) -> float:
    """The exact chance that guesses with these chances hit at least so often (one-sided).

    With equal chances this is the binomial test; with unequal ones the sum of several binomials.
    """
    spread = [1.0]
    for chance, guesses in sorted(Counter(chances).items()):
        spread = _sum(spread, binomial(guesses, chance))
    return min(1.0, math.fsum(spread[hits:]))


def binomial(guesses: int, chance: float) -> list[float]:
    """The chances of 0, 1, … hits in so many guesses."""
    if chance in (0.0, 1.0):
        sure = guesses if chance else 0
        return [float(hits == sure) for hits in range(guesses + 1)]
    yes, no, all_orders = math.log(chance), math.log1p(-chance), math.lgamma(guesses + 1)
    return [
        math.exp(
            all_orders
            - math.lgamma(hits + 1)
            - math.lgamma(guesses - hits + 1)
            + hits * yes
            + (guesses - hits) * no
        )
        for hits in range(guesses + 1)
    ]


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """The p-values by name, corrected for their number (Holm 1979)."""
    adjusted: dict[str, float] = {}
    worst = 0.0
    ordered = sorted(p_values.items(), key=lambda item: item[1])
    for place, (name, p_value) in enumerate(ordered):
        worst = max(worst, min(1.0, p_value * (len(ordered) - place)))
        adjusted[name] = worst
    return adjusted


def _sum(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """The distribution of the sum of two independent counts."""
    if len(first) > len(second):
        first, second = second, first
    total = [0.0] * (len(first) + len(second) - 1)
    for i, weight in _likely(first):
        for j, other in enumerate(second):
            total[i + j] += weight * other
    return total


def _likely(spread: Iterable[float]) -> Iterable[tuple[int, float]]:
    """What is not too small to matter: the rest is below any pass mark by far."""
    return ((i, weight) for i, weight in enumerate(spread) if weight > 1e-30)
