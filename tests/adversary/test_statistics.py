"""The statistics by which linkage is judged."""

import math
from itertools import product

import pytest

from tests.adversary.statistics import holm, tail


@pytest.mark.parametrize("chances", [[0.5] * 6, [0.1] * 5, [0.2, 0.5, 0.05], [1.0, 0.25, 0.0]])
def test_tail_is_exact(chances: list[float]) -> None:
    """The tail is what counting every outcome gives."""
    for hits in range(len(chances) + 2):
        counted = math.fsum(
            math.prod(c if hit else 1 - c for c, hit in zip(chances, outcome, strict=True))
            for outcome in product((False, True), repeat=len(chances))
            if sum(outcome) >= hits
        )
        assert tail(hits, chances) == pytest.approx(counted, abs=1e-12)


def test_tail_of_many() -> None:
    """A thousand guesses among thirty: the usual number is likely, twice as many is not."""
    chances = [1 / 30] * 1000
    assert 0.4 < tail(33, chances) < 0.6
    assert tail(67, chances) < 1e-6
    assert tail(0, chances) == pytest.approx(1.0)


def test_holm() -> None:
    """The smallest is multiplied by all, the next by one less, and order is kept."""
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
        {"a": 0.03, "b": 0.06, "c": 0.06}
    )
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}
