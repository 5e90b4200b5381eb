"""How a digest on its way goes on: never silent, never three times, always at an end."""

from hypothesis import given
from hypothesis import strategies as st

from bot.insight.delivery import (
    ANSWER_LOST,
    LOST_WAIT,
    Delivery,
    Later,
    Lost,
    Outcome,
    Posted,
    Refused,
    after,
    begun,
    found,
    wait_after,
)

OUTCOMES = st.sampled_from([Posted("1.5"), Later(1.0), Lost(), Refused("no channel")])


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
def test_what_is_given_up_has_a_reason(outcomes: list[Outcome]) -> None:
    """A delivery ends posted, or given up with a sentence that says why."""
    _, last = played(outcomes)
    assert last.state != "stuck" or last.problem


def test_what_did_not_arrive_is_tried_for_as_long_as_it_takes() -> None:
    """An outage of days does not lose a digest."""
    _, last = played([Later(30.0)] * 1000)
    assert (last.state, last.attempts) == ("waiting", 1000)


def test_the_waits_grow_up_to_an_hour_and_never_fall_short_of_what_was_asked() -> None:
    """A service that is away is not knocked at every minute; one that names a time is obeyed."""
    waits = [wait_after(Delivery("sending", attempt), Later(30.0)) for attempt in range(1, 12)]
    assert waits[:3] == [30.0, 60.0, 120.0]
    assert waits[-1] == 3600.0
    assert wait_after(Delivery("sending", 5), Later(7200.0)) == 7200.0
    assert wait_after(Delivery("sending", 1), Lost()) == LOST_WAIT
    assert wait_after(Delivery("sending", 1), Posted("1.5")) is None


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
    assert after(begun(lost), Later(1.0)).repeats


def test_a_delivery_left_in_the_middle_has_lost_its_answer() -> None:
    """After a crash nobody knows whether it arrived."""
    assert found(begun(Delivery())) == Delivery("waiting", 1, ANSWER_LOST)
    assert found(Delivery("waiting", 3)) == Delivery("waiting", 3)
