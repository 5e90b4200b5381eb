"""When the waiting responses leave the pool, when they wait, and when they are destroyed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.privacy.periods import not_later

SMALLEST_K = 5
FEWEST_INVITED = 10
FEWEST_SILENT = 3
MOST_WAITS = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """What decides about one waiting response, and nothing of what it says.

    `period` and `k` are the terms of its token, `sent` the period in which it was sent, `waited`
    the boundaries it has met.
    """

    period: str
    k: int
    sent: str
    waited: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the pool, as places in it.

    Released together, met by one more boundary, destroyed unread, or sent `later` and untouched.
    """

    released: tuple[int, ...] = ()
    waits: tuple[int, ...] = ()
    destroyed: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    k: int = SMALLEST_K


def decide(
    pool: Sequence[Waiting],
    *,
    invited: Mapping[str, int],
    ended: str,
    minimum: int = FEWEST_INVITED,
    waits: int = MOST_WAITS,
) -> Decision:
    """What the boundary that ends the period `ended` does with the pool.

    `invited` counts the people invited by period; at the last of `waits` boundaries an answer is
    released or destroyed.
    """
    due = tuple(i for i, one in enumerate(pool) if not_later(one.sent, ended))
    later = tuple(sorted(set(range(len(pool))) - set(due)))
    k = max((SMALLEST_K, *(pool[i].k for i in due)))
    if _enough([pool[i] for i in due], invited, k, minimum):
        return Decision(released=due, later=later, k=k)
    old = tuple(i for i in due if pool[i].waited + 1 >= waits)
    young = tuple(sorted(set(due) - set(old)))
    return Decision(waits=young, destroyed=old, later=later, k=k)


def _enough(due: Sequence[Waiting], invited: Mapping[str, int], k: int, minimum: int) -> bool:
    periods = {one.period for one in due}
    asked = sum(invited.get(period, 0) for period in periods)
    return len(due) >= k and leaves_open(len(due), asked, minimum)


def leaves_open(answered: int, invited: int, minimum: int) -> bool:
    """Whether it stays unknown of each of those invited if they took part."""
    return invited >= minimum and invited - answered >= FEWEST_SILENT
