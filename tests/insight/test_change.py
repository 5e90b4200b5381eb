"""Trends are told only where chance cannot have made them."""

from dataclasses import replace
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insight.change import Change, changed
from bot.insight.counters import Counters
from bot.insight.fisher import fisher, holm
from bot.insight.rollup import Tally
from tests.insight.batches import codebook


def counters(people: int, **named: int) -> Counters:
    """A batch in which so many people named each cause."""
    tallies = tuple(Tally("cause", cause, many) for cause, many in named.items())
    return Counters(people, 5, str(codebook().version), concerns=tallies)


def test_the_tea_that_fisher_tasted() -> None:
    """The value of the book: three of four cups told right has p = 0.486, all four 0.029."""
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / 70)


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_fisher_is_a_probability_and_takes_no_side(
    one: int, other: int, data: st.DataObject
) -> None:
    """Between 0 and 1, the same from both sides, and counted out the same as naming or not."""
    a, b = data.draw(st.integers(0, one)), data.draw(st.integers(0, other))
    p = fisher(a, one, b, other)
    assert 0 < p <= 1 + 1e-12
    assert p == pytest.approx(fisher(b, other, a, one))
    assert p == pytest.approx(fisher(one - a, one, other - b, other))
    assert p >= comb(one, a) * comb(other, b) / comb(one + other, a + b) * (1 - 1e-9)


def test_several_tests_share_one_level() -> None:
    """The second smallest has to be smaller than a half of the level, where two are left."""
    assert holm({"a": 0.01, "b": 0.04}, 0.05) == {"a", "b"}
    assert holm({"a": 0.03, "b": 0.04}, 0.05) == frozenset()
    assert holm({"a": 0.01, "b": 0.03, "c": 0.04}, 0.05) == {"a"}
    assert holm({}, 0.05) == frozenset()


def test_a_clear_change_is_told_with_its_way() -> None:
    """From most to hardly anybody is fewer; the other way round is more."""
    before, now = counters(20, waiting=16), counters(20, waiting=3)
    assert changed(before, now, codebook()) == (Change("waiting", "fewer"),)
    assert changed(now, before, codebook()) == (Change("waiting", "more"),)


def test_what_chance_may_do_is_no_change() -> None:
    """A third more among a dozen people says nothing, and nothing is said."""
    assert changed(counters(12, waiting=8), counters(12, waiting=5), codebook()) == ()


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_what_fell_below_its_floor_is_compared_as_if_it_had_just_missed_it(hidden: int) -> None:
    """Few and none look alike: the same is said whatever is hidden."""
    before = counters(14, waiting=11)
    others = {"growth": hidden + 3}
    assert changed(before, counters(14, **others), codebook()) == (Change("waiting", "fewer"),)
    assert changed(counters(6, waiting=3), counters(6), codebook()) == ()


def test_what_may_be_left_out_for_another_reason_is_not_compared() -> None:
    """Causes about people, sensitive ones, and those of another list: silence may mean anything."""
    assert changed(counters(20, interviews=19), counters(20), codebook()) == ()
    assert changed(counters(20, practical=19), counters(20, practical=10), codebook()) == ()
    other = replace(counters(20), codebook="0")
    assert changed(counters(20, waiting=19), other, codebook()) == ()


def test_only_what_was_to_change_is_watched() -> None:
    """Of twenty causes one always moves: watched is what stood first, or was acted on."""
    four = {"waiting": 12, "rounds": 11, "information": 10}
    before, now = counters(20, **four, location=19), counters(20, **four, location=3)
    assert changed(before, now, codebook()) == ()
    assert changed(before, now, codebook(), ["location"]) == (Change("location", "fewer"),)
