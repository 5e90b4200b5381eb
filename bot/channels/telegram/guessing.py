"""How often codes and receipts may be tried: by one chat, and by all of them together."""

from collections.abc import Callable
from typing import Literal

from bot.channels.bucket import Bucket
from bot.channels.telegram import codes
from bot.channels.telegram.heard import Command, Tap, What
from bot.channels.telegram.order import Recent

Door = Literal["start", "receipt"]

# As in the web chat: a hundred thousand guesses take more than half an hour, at 128 bits each.
PER_SECOND = 50.0
AT_ONCE = 1000
# Of one chat: nobody has so many links, or mistypes so often.
CHAT_PER_SECOND = 0.1
CHAT_AT_ONCE = 10
# Chats that are told apart; who comes with more is held up by the count of all.
_REMEMBERED = 1000


class Guesses:
    """A bucket for each door, and one for each chat; `seconds` is a clock that only goes on."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        doors: tuple[Door, ...] = ("start", "receipt")
        self._doors = {door: Bucket(PER_SECOND, AT_ONCE, seconds()) for door in doors}
        self._chats: Recent[int, Bucket] = Recent(_REMEMBERED)

    def admit(self, chat: int, what: What) -> bool:
        """Whether this may be taken now; only what could be a guess is counted."""
        door = _door(what)
        if door is None:
            return True
        now = self._seconds()
        own = self._chats.get(chat) or Bucket(CHAT_PER_SECOND, CHAT_AT_ONCE, now)
        self._chats.note(chat, own)
        return own.take(now) and self._doors[door].take(now)


def _door(what: What) -> Door | None:
    """Which door somebody knocks at; None when they only talk."""
    match what:
        case Command(name="delete", rest=rest) if rest:
            return "receipt"
        case Tap(data=data):
            carried = codes.read(data)
            return "start" if isinstance(carried, codes.Invitation) and carried.begins else None
    return None
