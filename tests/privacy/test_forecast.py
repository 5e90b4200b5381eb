"""How likely a first digest is."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.forecast import Pace, forecast
from bot.privacy.release import MOST_WAITS, Waiting, decide

# Of those who decline a little more than half answer: the rate behind the figures we publish.
RATE = 0.57


def test_ten_declines_a_year() -> None:
    """With ten declines a year a first digest comes within a year in 37 %, within two in 94 %."""
    chances = forecast(Pace(10 / 4, RATE))
    assert chances.by[3] == pytest.approx(0.37, abs=0.03)
    assert chances.by[7] == pytest.approx(0.94, abs=0.03)
    assert chances.likely == 5


@pytest.mark.parametrize(("declines", "likely"), [(1, None), (5, None), (10, 6), (40, 2), (300, 1)])
def test_when_the_first_digest_is_likely(declines: int, likely: int | None) -> None:
    """At the usual rate five declines a year are hopeless, ten take a year and a half."""
    assert forecast(Pace(declines / 4)).likely == likely


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 200), st.floats(0, 1), st.integers(5, 9), st.integers(10, 14))
def test_a_chance_never_falls(declines: float, rate: float, k: int, minimum: int) -> None:
    """What has come by one boundary has come by the next; a larger k never makes it sooner."""
    chances = forecast(Pace(declines, rate), k=k, minimum=minimum)
    assert len(chances.by) == MOST_WAITS
    assert all(-1e-9 <= a <= b + 1e-9 <= 1 + 2e-9 for a, b in pairwise(chances.by))
    stricter = forecast(Pace(declines, rate), k=k + 1, minimum=minimum)
    assert all(a <= b + 1e-9 for a, b in zip(stricter.by, chances.by, strict=True))


def test_it_foretells_what_releases_do() -> None:
    """The share of simulated years in which the rules of release let a batch go is the forecast."""
    dice, runs = Random(11), 1500
    came = [_first_release(dice) for _ in range(runs)]
    told = forecast(Pace(4, 0.4)).by
    for boundary in range(MOST_WAITS):
        share = sum(first <= boundary for first in came) / runs
        assert share == pytest.approx(told[boundary], abs=0.045)


def _first_release(dice: Random) -> int:
    """The boundary, from 0 on, at which a simulated company's first batch leaves the pool."""
    pool: list[Waiting] = []
    invited: dict[str, int] = {}
    for boundary in range(MOST_WAITS):
        period = f"2026-{boundary + 1:02}"
        # So many small chances of a decline are as good as Poisson.
        invited[period] = sum(dice.random() < 4 / 400 for _ in range(400))
        answered = sum(dice.random() < 0.4 for _ in range(invited[period]))
        pool += [Waiting(period, 5, period, 0)] * answered
        if decide(pool, invited=invited, ended=period).released:
            return boundary
    return MOST_WAITS
