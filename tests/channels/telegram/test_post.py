"""What is sent, what is tried again, and what no error says."""

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.calls import Call, bare, say
from bot.channels.telegram.post import Post, Unreachable, Unsent
from bot.channels.telegram.request import Request
from bot.channels.telegram.rich import Message
from bot.logs import describe
from tests.channels.telegram.bot_api import TOKEN
from tests.channels.telegram.stand_in import HANGS, HTML, Fault, StandIn

WORDS = "the words of a candidate"
CALL = say(7, Message(WORDS), [[("Yes", "a.1.c.b")]])


class Sender:
    """A post of a test's own, and how long it waited."""

    def __init__(self, stand_in: StandIn, seconds: float = 5.0) -> None:
        self.waited: list[float] = []
        self.request = Request(seconds, 4)
        bot = Bot(TOKEN, base_url=f"{stand_in.url}bot", request=self.request)
        self.post = Post(bot, self._sleep)
        stand_in.api.chats.setdefault(7, [])

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def send(self, call: Call = CALL) -> int:
        """Send a call and close the connection."""
        try:
            return await self.post.send(call)
        finally:
            await self.request.shutdown()


@pytest.mark.parametrize(
    ("faults", "waited"),
    [([], []), ([500], [0.5]), ([HTML, 502], [0.5, 2.0]), ([(429, 7)], [7.0])],
)
async def test_what_must_arrive_is_tried_again(
    stand_in: StandIn, faults: list[Fault], waited: list[float]
) -> None:
    """After a while, or after as long as Telegram asks for; and it arrives once."""
    stand_in.faults["sendMessage"] = faults
    sender = Sender(stand_in)
    assert await sender.send()
    assert sender.waited == waited
    assert [shown.text for shown in stand_in.api.said(7)] == [WORDS]


@pytest.mark.parametrize("faults", [[500] * 4, [(429, 3_600)], [401], [HTML] * 4, [409] * 4])
async def test_what_does_not_arrive_is_told(stand_in: StandIn, faults: list[Fault]) -> None:
    """The caller hears of it, with nothing in the error but its kind and place."""
    stand_in.faults["sendMessage"] = faults
    with pytest.raises(Unsent) as raised:
        await Sender(stand_in).send()
    assert stand_in.api.said(7) == []
    error: BaseException | None = raised.value
    while error is not None:
        for secret in (WORDS, TOKEN, stand_in.url, "made-up"):
            assert secret not in f"{error!r} {describe(error)}"
        error = error.__cause__


async def test_no_answer_is_an_answer(stand_in: StandIn) -> None:
    """Whoever does not answer is not waited for any longer than for others."""
    stand_in.faults["sendMessage"] = [HANGS]
    sender = Sender(stand_in, seconds=1.0)
    assert await sender.send()
    assert sender.waited[:1] == [0.5]


async def test_who_is_gone_is_gone(stand_in: StandIn) -> None:
    """403 is not tried again."""
    stand_in.api.chats[7] = []
    stand_in.api.blocked.add(7)
    sender = Sender(stand_in)
    with pytest.raises(Unreachable):
        await sender.send()
    assert sender.waited == []


async def test_what_is_refused_is_said_plainly(stand_in: StandIn) -> None:
    """A message that Telegram does not take arrives without its buttons: one can type."""
    wrong = say(7, Message(WORDS), [[("Yes", "x" * 65)]])
    assert await Sender(stand_in).send(wrong)
    (shown,) = stand_in.api.said(7)
    assert (shown.text, shown.keyboard) == (WORDS, [])


async def test_what_may_be_lost_is_tried_once(stand_in: StandIn) -> None:
    """Old buttons that cannot be taken away hold up nobody."""
    sender = Sender(stand_in)
    assert await sender.send(bare(7, 1)) == 0
    assert sender.waited == []


async def test_nothing_is_said_of_addresses(stand_in: StandIn) -> None:
    """Where nobody listens, the error does not tell where that was."""
    request = Request(1.0, 1)
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=request)
    with pytest.raises(TelegramError) as raised:
        await bot.get_me()
    await request.shutdown()
    error: BaseException | None = raised.value
    while error is not None:
        assert TOKEN not in repr(error)
        error = error.__cause__ or error.__context__
    assert stand_in.api.calls == []
