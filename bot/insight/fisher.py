"""Fisher's exact test: whether two groups differ by more than chance, however small they are."""

from math import comb

# Tables that are as unlikely as the one seen but for rounding count as equally unlikely.
_SLACK = 1 + 1e-9


def fisher(one: int, of_one: int, other: int, of_other: int) -> float:
    """The two-sided p of `one` out of `of_one` against `other` out of `of_other`.

    The sum of all tables with the same margins that are no likelier than this one.
    """
    both, people = one + other, of_one + of_other
    ways = [
        comb(of_one, k) * comb(of_other, both - k)
        for k in range(max(0, both - of_other), min(both, of_one) + 1)
    ]
    seen = comb(of_one, one) * comb(of_other, other)
    return sum(way for way in ways if way <= seen * _SLACK) / comb(people, both)


def holm(values: dict[str, float], level: float) -> frozenset[str]:
    """Which of several tests hold together at this level, after Holm (1979)."""
    held: set[str] = set()
    for rank, name in enumerate(sorted(values, key=lambda name: (values[name], name))):
        if values[name] > level / (len(values) - rank):
            break
        held.add(name)
    return frozenset(held)
