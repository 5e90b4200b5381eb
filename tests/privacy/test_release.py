"""When a pool is released, waits, or is destroyed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.release import MOST_WAITS, SMALLEST_K, Waiting, decide

ONE = Waiting("2026-Q4", 5, "2026-Q4", 0)


def test_enough_answers_leave_together() -> None:
    """Five of ten invited are released, all of them at once."""
    decision = decide([ONE] * 5, invited={"2026-Q4": 10}, ended="2026-Q4")
    assert decision.released == (0, 1, 2, 3, 4)
    assert not decision.waits
    assert not decision.destroyed


def test_fewer_than_k_wait() -> None:
    """Four answers stay in the pool, whoever was invited."""
    decision = decide([ONE] * 4, invited={"2026-Q4": 100}, ended="2026-Q4")
    assert not decision.released
    assert decision.waits == (0, 1, 2, 3)


def test_too_few_invited_wait() -> None:
    """Of nine invited people nothing is released."""
    assert not decide([ONE] * 5, invited={"2026-Q4": 9}, ended="2026-Q4").released


def test_taking_part_stays_unknown() -> None:
    """When fewer than three stayed silent, an answer would show who took part."""
    assert not decide([ONE] * 10, invited={"2026-Q4": 12}, ended="2026-Q4").released
    assert decide([ONE] * 10, invited={"2026-Q4": 13}, ended="2026-Q4").released


def test_only_the_periods_of_the_answers_count() -> None:
    """People invited in a period from which nobody answered do not hide anybody."""
    invited = {"2026-Q3": 50, "2026-Q4": 8}
    assert not decide([ONE] * 5, invited=invited, ended="2026-Q4").released
    older = replace(ONE, period="2026-Q3", sent="2026-Q3", waited=1)
    assert decide([ONE] * 4 + [older], invited=invited, ended="2026-Q4").released


def test_the_strictest_terms_hold() -> None:
    """One answer given under a larger k makes the whole batch keep it."""
    strict = replace(ONE, k=8)
    invited = {"2026-Q4": 40}
    assert not decide([ONE] * 6 + [strict], invited=invited, ended="2026-Q4").released
    decision = decide([ONE] * 7 + [strict], invited=invited, ended="2026-Q4")
    assert (len(decision.released), decision.k) == (8, 8)


def test_a_small_k_is_never_taken() -> None:
    """Below five there is no release, whatever a response says."""
    assert not decide([replace(ONE, k=2)] * 4, invited={"2026-Q4": 40}, ended="2026-Q4").released


def test_what_was_sent_later_is_not_touched() -> None:
    """A boundary that is processed late takes only what was sent before it."""
    later = replace(ONE, period="2027-Q1", sent="2027-Q1")
    decision = decide([ONE, later] * 5, invited={"2026-Q4": 40}, ended="2026-Q4")
    assert decision.released == (0, 2, 4, 6, 8)
    assert decision.later == (1, 3, 5, 7, 9)


def test_an_answer_waits_eight_boundaries_at_most() -> None:
    """At the eighth boundary without a release it is destroyed unread."""
    old = replace(ONE, waited=MOST_WAITS - 1)
    decision = decide([old, ONE], invited={"2026-Q4": 40}, ended="2026-Q4")
    assert (decision.destroyed, decision.waits) == ((0,), (1,))


def test_a_shorter_wait_destroys_sooner() -> None:
    """Settings may let answers wait for fewer boundaries."""
    waited = replace(ONE, waited=1)
    decision = decide([waited, ONE], invited={"2026-Q4": 40}, ended="2026-Q4", waits=2)
    assert (decision.destroyed, decision.waits) == ((0,), (1,))


@given(
    st.lists(
        st.builds(
            Waiting,
            period=st.sampled_from(["2026-Q3", "2026-Q4"]),
            k=st.integers(1, 12),
            sent=st.sampled_from(["2026-Q3", "2026-Q4", "2027-Q1"]),
            waited=st.integers(0, MOST_WAITS - 1),
        ),
        max_size=40,
    ),
    st.integers(0, 60),
)
def test_every_response_has_one_fate(pool: list[Waiting], invited: int) -> None:
    """Released, waiting, destroyed or later: each exactly once, and never fewer than k released."""
    decision = decide(pool, invited={"2026-Q3": 5, "2026-Q4": invited}, ended="2026-Q4")
    fates = (*decision.released, *decision.waits, *decision.destroyed, *decision.later)
    assert sorted(fates) == list(range(len(pool)))
    assert not decision.released or len(decision.released) >= max(SMALLEST_K, decision.k)
