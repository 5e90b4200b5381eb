"""A linear audit: every group of people that sums of published sets single out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from bot.privacy.segments import People

Row = list[Fraction]


def derivable(size: int, published: Sequence[People]) -> Iterator[People]:
    """Each non-empty group whose people are the ones in some sum of multiples of the sets.

    Whoever knows how many of each published set said something can subtract and add these numbers
    at will; what they can learn about is the groups in the linear span of the sets.
    """
    people = [tuple(person in group for group in published) for person in range(size)]
    kinds = sorted(set(people))
    rows = _reduced([[Fraction(kind[i]) for kind in kinds] for i in range(len(published))])
    pivots = [next(place for place, value in enumerate(row) if value) for row in rows]
    # Of a reduced basis the weights can be read off at the pivots, so each is 0 or 1.
    for weights in product((0, 1), repeat=len(rows)):
        total = [
            sum((w * row[place] for w, row in zip(weights, rows, strict=True)), Fraction())
            for place in range(len(kinds))
        ]
        if any(total) and all(value in (0, 1) for value in total):
            assert all(total[pivot] == w for pivot, w in zip(pivots, weights, strict=True))
            chosen = {kind for kind, value in zip(kinds, total, strict=True) if value}
            yield frozenset(p for p, kind in enumerate(people) if kind in chosen)


def _reduced(rows: list[Row]) -> list[Row]:
    """The reduced row echelon form, without empty rows."""
    done: list[Row] = []
    for place in range(len(rows[0]) if rows else 0):
        found = next((row for row in rows if row[place]), None)
        if found is None:
            continue
        rows.remove(found)
        pivot = [value / found[place] for value in found]
        rows = [_less(row, pivot, place) for row in rows]
        done = [*(_less(row, pivot, place) for row in done), pivot]
    return done


def _less(row: Row, pivot: Row, place: int) -> Row:
    return [value - row[place] * other for value, other in zip(row, pivot, strict=True)]
