"""Krippendorff's alpha gives what its author printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insight.agreement import alpha


def units(*judges: str) -> list[list[str | None]]:
    """The units of these judges, one sign for each; a dot where one gave no value."""
    return [[None if v == "." else v for v in unit] for unit in zip(*judges, strict=True)]


@pytest.mark.parametrize(
    ("judges", "printed"),
    [
        # Krippendorff (2011), examples A, B and C, nominal data.
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_published_examples(judges: tuple[str, ...], printed: float) -> None:
    """Two judges and two values; two and five; four and five with values missing."""
    found = alpha(units(*judges))
    assert found is not None
    assert round(found, 3) == printed


def test_where_nothing_can_be_said() -> None:
    """Nobody to compare with, or nothing that differs, is no agreement."""
    assert alpha([]) is None
    assert alpha(units("ab", "..")) is None
    assert alpha(units("aaa", "aaa")) is None


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=1, max_size=30))
def test_who_judges_first_makes_no_difference(pairs: list[tuple[str, str]]) -> None:
    """Agreement is between two; full agreement on more than one value is 1."""
    there, back = alpha(pairs), alpha([(b, a) for a, b in pairs])
    assert (there is None) is (back is None)
    assert there is None or back is None or abs(there - back) < 1e-9
    same = [(a, a) for a, _ in pairs]
    assert alpha(same) in (None, 1.0)
