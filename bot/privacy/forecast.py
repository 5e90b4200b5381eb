"""How likely a first digest is, before anybody is invited: exact, and knowing nobody's answers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, log

from bot.privacy.release import (
    FEWEST_INVITED,
    FEWEST_SILENT,
    MOST_WAITS,
    SMALLEST_K,
    leaves_open,
)

# How many of those invited usually answer, where nobody knows better.
USUAL_RATE = 0.4
LIKELY = 0.5

# People who answered and did not, in the periods that answers wait from.
_State = tuple[int, int]
_Share = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many decline in one period on average, all of them invited, and which share answers."""

    declines: float
    rate: float = USUAL_RATE


@dataclass(frozen=True, slots=True)
class Forecast:
    """How likely the first digest has come by each boundary: `by[0]` is the next one."""

    by: tuple[float, ...]

    @property
    def likely(self) -> int | None:
        """The first boundary by which a digest is more likely than not, from 1 on, if any."""
        places = (place for place, share in enumerate(self.by, 1) if share >= LIKELY)
        return next(places, None)


@lru_cache(maxsize=32)
def forecast(
    pace: Pace,
    *,
    k: int = SMALLEST_K,
    minimum: int = FEWEST_INVITED,
    boundaries: int = MOST_WAITS,
) -> Forecast:
    """The chances of a first digest, counted from an empty pool.

    Declines come by chance (Poisson), each answers by itself. Nothing is destroyed within the
    boundaries an answer may wait, so up to there the figures are exact.
    """
    # Beyond these nothing more changes, so the states stay few however many people decline.
    caps = max(k, minimum), max(FEWEST_SILENT, minimum)
    answers = _arrivals(pace.declines * pace.rate, caps[0])
    silent = _arrivals(pace.declines * (1 - pace.rate), caps[1])
    waiting: Mapping[_State, float] = {(0, 0): 1.0}
    by: list[float] = []
    for _ in range(boundaries):
        met = _after_one_period(waiting, answers, silent)
        waiting = {s: p for s, p in met.items() if not _enough(s, k, minimum)}
        by.append(1 - sum(waiting.values()))
    return Forecast(tuple(by))


def _after_one_period(
    waiting: Mapping[_State, float], answers: list[float], silent: list[float]
) -> Mapping[_State, float]:
    after: dict[_State, float] = defaultdict(float)
    for (had, quiet), chance in waiting.items():
        # A period that nobody answers in hides nobody: its people do not count.
        after[had, quiet] += chance * answers[0]
        for new, likely in enumerate(answers[1:], 1):
            total = min(had + new, len(answers) - 1)
            for more, share in _capped(quiet, silent):
                after[total, more] += chance * likely * share
    return after


def _capped(had: int, arrivals: list[float]) -> Iterator[_Share]:
    most = len(arrivals) - 1
    return ((min(had + new, most), share) for new, share in enumerate(arrivals))


def _enough(state: _State, k: int, minimum: int) -> bool:
    answered, silent = state
    return answered >= k and leaves_open(answered, answered + silent, minimum)


def _arrivals(mean: float, cap: int) -> list[float]:
    """How likely 0, 1, 2 … people are; the last share is that of `cap` and more."""
    if mean <= 0:
        return [1.0] + [0.0] * cap
    shares = [exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(cap)]
    return [*shares, max(0.0, 1 - sum(shares))]
