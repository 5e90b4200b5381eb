"""How often the doors that somebody could guess at open, for everybody together.

Nothing is known of who knocks: no address is looked at or kept, so what one program does in a hurry
holds up all others for a moment. People are far too few to notice.
"""

from collections.abc import Callable
from typing import Literal

from bot.channels.bucket import Bucket
from bot.channels.web.heard import Begin, Heard
from bot.channels.web.problem import Problem
from bot.interview.events import Send

Door = Literal["start", "send", "receipt"]

# A hundred thousand guesses take more than half an hour, at codes of 128 bits.
PER_SECOND = 50.0
AT_ONCE = 1000


class Throttle:
    """One bucket a door; `seconds` is a clock that only goes on."""

    def __init__(
        self,
        seconds: Callable[[], float],
        per_second: float = PER_SECOND,
        at_once: int = AT_ONCE,
    ) -> None:
        self._seconds = seconds
        doors: tuple[Door, ...] = ("start", "send", "receipt")
        self._buckets = {door: Bucket(per_second, at_once, seconds()) for door in doors}

    def admit(self, heard: Begin | Heard) -> None:
        """Let a turn in; Problem when too many begin or send. Plain turns are not counted."""
        if isinstance(heard, Begin):
            self.open("start")
        elif isinstance(heard.event, Send):
            self.open("send")

    def open(self, door: Door) -> None:
        """Let one in through this door; Problem when too many came before."""
        if not self._buckets[door].take(self._seconds()):
            raise Problem("too_busy")
