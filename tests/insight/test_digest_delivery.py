"""How a digest on its way goes on: never silent, never three times, always at an end."""

from hypothesis import given
from hypothesis import strategies as st

from bot.insight.delivery import (
    ANSWER_LOST,
    MOST_ATTEMPTS,
    Delivery,
    Later,
    Lost,
    Outcome,
    Posted,
    Refused,
    after,
    begun,
    found,
)

OUTCOMES = st.sampled_from([Posted("1.5"), Later(1.0, "busy"), Lost(), Refused("no channel")])


def played(outcomes: list[Outcome]) -> tuple[list[tuple[Delivery, Outcome]], Delivery]:
    """The attempts that these outcomes lead to, and where they end."""
    attempts, delivery = [], Delivery()
    for outcome in outcomes:
        if delivery.state != "waiting":
            break
        attempts.append((delivery, outcome))
        delivery = after(begun(delivery), outcome)
    return attempts, delivery


@given(st.lists(OUTCOMES, max_size=60))
def test_the_first_screen_may_arrive_twice_and_never_more(outcomes: list[Outcome]) -> None:
    """Of the attempts that may have arrived there are at most two, and the second says so."""
    attempts, _ = played(outcomes)
    maybe = [
        before
        for before, outcome in attempts
        if before.thread is None and isinstance(outcome, Posted | Lost)
    ]
    assert [before.repeats for before in maybe] in ([], [False], [False, True])


@given(st.lists(OUTCOMES, max_size=60))
def test_nothing_is_tried_for_ever(outcomes: list[Outcome]) -> None:
    """After so many attempts a delivery is done or given up, and has a reason."""
    attempts, last = played(outcomes)
    assert len(attempts) <= MOST_ATTEMPTS + 2
    assert last.state != "stuck" or last.problem


def test_the_thread_follows_the_first_screen() -> None:
    """When the first screen has arrived, only the thread under it is still to come."""
    arrived = after(begun(Delivery()), Posted("1.5"))
    assert (arrived.state, arrived.thread) == ("waiting", "1.5")
    assert after(begun(arrived), Posted("1.6")).state == "posted"


def test_a_thread_whose_answer_was_lost_is_posted_once_more() -> None:
    """A thread may stand there twice; the first screen never comes again because of it."""
    once = after(begun(after(begun(Delivery()), Posted("1.5"))), Lost())
    assert once.thread == "1.5"
    assert after(begun(once), Lost()).state == "posted"


def test_what_has_no_thread_is_done_at_once() -> None:
    """A file needs no second part."""
    assert after(begun(Delivery()), Posted()).state == "posted"


def test_waiting_does_not_forget_that_it_repeats() -> None:
    """A busy Slack between two attempts does not make a repeat a first time."""
    lost = after(begun(Delivery()), Lost())
    assert after(begun(lost), Later(1.0, "busy")).repeats


def test_a_delivery_left_in_the_middle_has_lost_its_answer() -> None:
    """After a crash nobody knows whether it arrived."""
    assert found(begun(Delivery())) == Delivery("waiting", 1, ANSWER_LOST)
    assert found(Delivery("waiting", 3)) == Delivery("waiting", 3)
