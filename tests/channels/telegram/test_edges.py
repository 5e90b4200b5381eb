"""What happens seldom: words that are gone, days that pass, long drafts, a storage that is shut."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.app import World
from bot.channels.telegram.notes import (
    Answer,
    Card,
    Notes,
    Words,
    from_plain,
    to_plain,
)
from bot.channels.telegram.rich import Span
from bot.drafts import NotKept, UnderWay
from tests.channels.telegram.bot_api import Shown
from tests.channels.telegram.pocket import Pocket, pocket
from tests.people import words
from tests.storage.quick import quick_folder


@dataclass
class Clock:
    """Stands still until it is set."""

    at: datetime = datetime(2026, 11, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.at


@pytest.fixture
def clock() -> Clock:
    """A clock of a test's own."""
    return Clock()


@pytest.fixture
async def chat(clock: Clock) -> AsyncIterator[Pocket]:
    """Somebody who has begun the interview."""
    chance = Random(1)
    with quick_folder() as folder:
        async with pocket(folder, World(clock.now, chance.randbytes, chance), words()) as held:
            await held.write(f"/start {await held.token()}")
            await held.tap(held.open(), held.open().keyboard[0][0][1])
            await held.tap(held.open(), held.open().keyboard[1][0][1])
            yield held


def last(chat: Pocket) -> Shown:
    """What was said last."""
    return chat.api.said(chat.number)[-1]


async def test_words_that_are_no_longer_kept(chat: Pocket) -> None:
    """An interview whose words are gone says so once, and is gone too."""

    def retire(under: UnderWay) -> None:
        assert under.session is not None
        under.put(replace(under.session, revision="0000000000000000"))
        under.keep(under.notes)

    await chat.under(retire)
    await chat.write("All of it.")
    assert "Our questions have changed" in last(chat).text
    await chat.write("hello?")
    assert "No interview is open" in last(chat).text
    assert await chat.session() is None


async def test_two_days_of_rest(chat: Pocket, clock: Clock) -> None:
    """After a day the interview goes on; after two it is over, before any night deletes it."""
    clock.at += timedelta(days=1)
    await chat.write("All of it.")
    clock.at += timedelta(days=1)
    assert await chat.session() is not None
    clock.at += timedelta(days=1)
    await chat.write("Are you there?")
    assert "One that rests for two days is deleted" in last(chat).text


async def test_the_longest_interview_fits(chat: Pocket) -> None:
    """Answers of all the text that an interview may hold are kept, and the last can be edited."""
    chance = Random(2)
    for _ in range(8):
        if "Skip" not in "".join(last(chat).labels):
            break
        text = "".join(chr(chance.randint(0x4E00, 0x9FFF)) for _ in range(3_500))
        number = await chat.write(text)
        await chat.edit(number, f"{text[:-1]}。")
    assert await chat.session() is not None
    assert "could not" not in last(chat).text


async def test_what_cannot_be_kept_has_not_happened(chat: Pocket) -> None:
    """While the storage is closed nothing is answered; the update is told to come again."""
    before = chat.said()
    update = chat.api.message(chat.number, "All of it.", chat.clock + 60)
    chat.program.store.close()
    with pytest.raises(NotKept):
        await chat.telegram.chats.take(update)
    assert chat.said() == before


async def test_an_answer_that_does_not_arrive_comes_later(chat: Pocket) -> None:
    """The turn is kept, and the update, when it comes again, is answered with the same."""
    chat.requests.broken = 6
    await chat.write("All of it.")
    assert "gave you pause" in last(chat).text
    assert "".join(chat.said()).count("gave you pause") == 1


async def test_an_answer_that_arrived_is_not_said_again(chat: Pocket) -> None:
    """Killed when the next question had arrived, before Telegram was told: it is not put twice."""
    await chat.write("All of it.")
    before = chat.said()
    await chat.restart()
    await chat.take(chat.updates[-1])
    assert chat.said() == before
    await chat.tap(chat.open(), chat.open().keyboard[0][0][1])
    before = chat.said()
    await chat.restart()
    await chat.take(chat.updates[-1])
    assert chat.said() == before


def test_notes_come_back_as_they_were() -> None:
    """Notes as plain data and back, empty or full."""
    full = Notes(
        seen=(1, 2),
        answer=Answer((Span("a", "code"), Span("b")), "buttons", "chosen"),
        card=Card("of", ("a",), {"b": 2}, "head", 1),
        uses={"a": "read"},
        gone={"a": ("b",)},
        words=Words(["record"], ((1, "a"),), 7, joins=True),
        shown=9,
        over="completed",
        language="de",
    )
    assert from_plain(to_plain(full)) == full
    assert to_plain(Notes()).keys() <= {"answer", "card"}
    assert from_plain(to_plain(Notes())) == Notes()
