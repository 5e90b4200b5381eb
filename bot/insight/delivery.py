"""How a digest on its way goes on after an attempt: pure, so that every outcome can be tried."""

from dataclasses import dataclass
from typing import Literal

State = Literal["waiting", "sending", "posted", "stuck", "reported"]

# What is written as the problem of a delivery whose answer was lost: it may have arrived.
ANSWER_LOST = "The answer was lost; it may have arrived."
# After a lost answer: time enough for whatever was wrong to pass, in seconds.
LOST_WAIT = 300.0
_LONGEST_WAIT = 3600.0

# Behind these stands the message under which only the thread is still to come.
_THREAD, _THREAD_AGAIN = "thread under ", "thread once more under "


@dataclass(frozen=True, slots=True)
class Posted:
    """It arrived; `message` is what a thread under it is posted to."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """It certainly did not arrive and may after `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Lost:
    """It may have arrived or not; nobody can look."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never arrive as things are; `problem` says who must do what."""

    problem: str


Outcome = Posted | Later | Lost | Refused


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where one digest stands on its way to one destination, as kept in the outbox."""

    state: State = "waiting"
    attempts: int = 0
    problem: str = ""

    @property
    def repeats(self) -> bool:
        """Whether the next attempt must say that it may be a repeat."""
        return self.problem == ANSWER_LOST

    @property
    def thread(self) -> str | None:
        """The message under which only the thread is still to come, if there is one."""
        for start in (_THREAD, _THREAD_AGAIN):
            if self.problem.startswith(start):
                return self.problem.removeprefix(start)
        return None


def begun(delivery: Delivery) -> Delivery:
    """The delivery while an attempt is under way; kept before the attempt."""
    return Delivery("sending", delivery.attempts + 1, delivery.problem)


def found(delivery: Delivery) -> Delivery:
    """A delivery as found in the outbox: one left in the middle has lost its answer."""
    return after(delivery, Lost()) if delivery.state == "sending" else delivery


def after(delivery: Delivery, outcome: Outcome) -> Delivery:
    """The delivery after an attempt.

    What certainly did not arrive is tried for as long as it takes. An answer that was lost is
    followed by one more attempt; when that is lost too, by none.
    """
    match outcome:
        case Posted(message):
            return _arrived(delivery, message)
        case Lost():
            return _uncertain(delivery)
        case Refused(problem):
            return Delivery("stuck", delivery.attempts, problem)
        case Later():
            return Delivery("waiting", delivery.attempts, delivery.problem)


def wait_after(delivery: Delivery, outcome: Outcome) -> float | None:
    """The seconds before the next attempt, longer each time; None when it may go on at once."""
    match outcome:
        case Later(seconds):
            doubled = seconds * 2.0 ** min(delivery.attempts - 1, 10)
            return min(doubled, max(seconds, _LONGEST_WAIT))
        case Lost():
            return LOST_WAIT
        case _:
            return None


def _arrived(delivery: Delivery, message: str) -> Delivery:
    if delivery.thread is None and message:
        return Delivery("waiting", delivery.attempts, _THREAD + message)
    return Delivery("posted", delivery.attempts)


def _uncertain(delivery: Delivery) -> Delivery:
    if delivery.repeats:
        return Delivery("stuck", delivery.attempts, ANSWER_LOST)
    if delivery.thread is None:
        return Delivery("waiting", delivery.attempts, ANSWER_LOST)
    if delivery.problem.startswith(_THREAD_AGAIN):
        return Delivery("posted", delivery.attempts)
    return Delivery("waiting", delivery.attempts, _THREAD_AGAIN + delivery.thread)
