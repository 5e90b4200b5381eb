"""Codes and receipts are tried only so often, by one chat and by all; who talks is not counted."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import pytest

from bot.app import World
from bot.channels.telegram.codes import Invitation
from bot.channels.telegram.guessing import (
    AT_ONCE,
    CHAT_AT_ONCE,
    CHAT_PER_SECOND,
    PER_SECOND,
    Guesses,
)
from bot.channels.telegram.heard import Command, Tap, Text, What
from tests.channels.telegram.pocket import Pocket, pocket
from tests.people import words
from tests.storage.quick import quick_folder

CODE = "00000-00000-00000-00000-00000-0"
RECEIPT = Command("delete", "one two three")
BEGIN = Tap("1", Invitation(CODE, "en", begins=True).data(), 1)
TALK = (Text("hello", 1, 0), Command("delete"), Command("start", CODE), Tap("1", "x.1.c.y", 1))


@dataclass
class Seconds:
    """A clock that goes on when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """The clock of the bot."""
    return Seconds()


@pytest.fixture
async def chat(seconds: Seconds) -> AsyncIterator[Pocket]:
    """Somebody who has never written to the bot."""
    chance = Random(1)
    world = World(
        lambda: datetime(2026, 11, 2, 9, tzinfo=UTC), chance.randbytes, chance, seconds=seconds
    )
    with quick_folder() as folder:
        async with pocket(folder, world, words()) as held:
            yield held


@pytest.mark.parametrize("guess", [RECEIPT, BEGIN], ids=["receipt", "code"])
def test_one_chat_holds_up_nobody_else(seconds: Seconds, guess: What) -> None:
    """A few tries at once, then one every ten seconds; another chat has its own."""
    guesses = Guesses(seconds)
    assert [guesses.admit(1, guess) for _ in range(CHAT_AT_ONCE + 1)].count(True) == CHAT_AT_ONCE
    assert guesses.admit(2, guess)
    seconds.now += 1 / CHAT_PER_SECOND
    assert [guesses.admit(1, guess) for _ in range(2)] == [True, False]


def test_a_crowd_is_let_in_and_then_waits(seconds: Seconds) -> None:
    """However many chats somebody has: all together are held to what the web chat is held to."""
    guesses = Guesses(seconds)
    let_in = [guesses.admit(chat, RECEIPT) for chat in range(AT_ONCE + 50)]
    assert let_in == [True] * AT_ONCE + [False] * 50
    assert guesses.admit(AT_ONCE + 50, BEGIN), "the other door stays open"
    seconds.now += 1.0
    let_in = [guesses.admit(chat, RECEIPT) for chat in range(2_000, 2_100)]
    assert let_in.count(True) == PER_SECOND


def test_who_talks_is_never_held_up(seconds: Seconds) -> None:
    """Only what could be a guess is counted."""
    guesses = Guesses(seconds)
    assert all(guesses.admit(1, what) for what in TALK for _ in range(2 * CHAT_AT_ONCE))
    assert guesses.admit(1, RECEIPT)


async def test_what_who_guesses_is_told(chat: Pocket, seconds: Seconds) -> None:
    """To wait, in a message or where the button was; an interview goes on all the same."""
    for _ in range(CHAT_AT_ONCE):
        await chat.write("/delete one two three")
    assert "not a receipt" in chat.said()[-1]
    token = await chat.token()
    await chat.write("/delete one two three")
    assert "lot of tries" in chat.said()[-1]
    await chat.write(f"/start {token}")
    begin = chat.open().keyboard[0][0][1]
    before = chat.said()
    await chat.tap(chat.open(), begin)
    assert chat.said() == before
    assert "lot of tries" in "".join(map("".join, chat.api.queries.values()))
    seconds.now += 1 / CHAT_PER_SECOND
    await chat.tap(chat.open(), begin)
    for _ in range(2 * CHAT_AT_ONCE):
        await chat.write("/help")
    assert "lot of tries" not in "".join(chat.said()[-5:])
    assert await chat.session() is not None
