"""Taps, texts, edits, duplicates and restarts in any order end in the answers of the last edit.

The engine alone, told what was meant, is the measure; what the chat did to get there must not show.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.app import World
from bot.channels.telegram.codes import Button, read
from bot.interview.engine import hear, standing
from bot.interview.events import Back, Event, Given, Skip
from bot.interview.turn import Asked, Reading, Session
from tests.channels.telegram.pocket import Pocket, pocket
from tests.people import words
from tests.storage.quick import quick_folder

FACTS = {"company": "Example Ltd", "contact": "people@example.com", "k": "5", "label": ""}
TEXTS = (
    "It was kind.",
    "Nobody answered me for weeks",
    "2",
    "nothing",
    "skip",
    "back",
    "pay, and culture",
    "<b>bold</b> & *stars* 😀",
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("text", "join", "edit", "choose", "card", "act", "old", "again", "restart", "lost")
        ),
        st.integers(0, 20),
    ),
    min_size=5,
    max_size=25,
)


def read_nothing(text: str, _: str) -> Reading:
    """What HR would read does not matter here."""
    return Reading(text)


class Measure:
    """The interview as the engine alone holds it, from a session on."""

    def __init__(self, session: Session) -> None:
        self.session: Session | None = session
        self._before: Session | None = None
        self.texts: list[tuple[int, str]] = []
        self.at = 0

    @property
    def ask(self) -> Asked:
        """What stands open."""
        assert self.session is not None
        return self._ask(self.session)

    def hear(self, event: Event) -> None:
        """Take a turn that is no text."""
        self._before, self.texts = None, []
        self._go(self.ask_of(), event)

    def ask_of(self) -> Session:
        """The session that is open."""
        assert self.session is not None
        return self.session

    def text(self, number: int, text: str, at: int) -> None:
        """Take a text."""
        self._before, self.texts, self.at = self.session, [(number, text)], at
        self._rehear()

    def joins(self, text: str) -> bool:
        """Whether a text that follows at once goes on with the last."""
        if self._before is None or text in ("skip", "back"):
            return False
        return self._ask(self._before).free_text

    def join(self, number: int, text: str) -> None:
        """Take a text that goes on with the last."""
        self.texts.append((number, text))
        self._rehear()

    def edit(self, number: int, text: str) -> None:
        """Take a change of the last text."""
        if number in dict(self.texts):
            self.texts = [(n, text if n == number else t) for n, t in self.texts]
            self._rehear()

    def _rehear(self) -> None:
        assert self._before is not None
        joined = "\n".join(text for _, text in self.texts)
        ask = self._ask(self._before)
        self._go(self._before, Given("" if ask.kind == "review" else ask.step, ask.visit, joined))

    def _go(self, before: Session, event: Event) -> None:
        noticed = words().dialogue.notice(before, event)
        revision = words().dialogue.revision
        self.session = hear(revision, before, event, FACTS, read_nothing, noticed).session

    def _ask(self, session: Session) -> Asked:
        return standing(words().dialogue.revision, session, FACTS, read_nothing)


@pytest.fixture(scope="module")
def held() -> Iterator[tuple[asyncio.Runner, Pocket]]:
    """One program for all sequences, each by somebody else, and the loop that it runs in."""
    chance = Random(1)
    world = World(lambda: datetime(2026, 11, 2, 9, tzinfo=UTC), chance.randbytes, chance)
    with quick_folder() as folder, asyncio.Runner() as runner:
        opened = pocket(folder, world, words())
        yield runner, runner.run(opened.__aenter__())
        runner.run(opened.__aexit__(None, None, None))


async def play(chat: Pocket, acts: list[tuple[str, int]]) -> None:
    """Play these acts and hold the draft against the measure after each."""
    chat.anew()
    await chat.write(f"/start {await chat.token()}")
    begins = chat.open()
    await chat.tap(begins, begins.keyboard[0][0][1])
    session = await chat.session()
    assert session is not None
    measure = Measure(session)
    for act, number in (("choose", 0), *acts):
        if measure.session is None:
            break
        await _act(chat, measure, act, number)
        assert await chat.session() == measure.session, (act, number)


async def _act(chat: Pocket, measure: Measure, act: str, number: int) -> None:
    text = TEXTS[number % len(TEXTS)]
    match act:
        case "text":
            await _write(chat, measure, text, 60)
        case "join":
            await _write(chat, measure, text, 1)
        case "edit" if measure.texts:
            message = measure.texts[number % len(measure.texts)][0]
            await chat.edit(message, text)
            measure.edit(message, text)
        case "choose":
            await _choose(chat, measure, number)
        case "card":
            await _card(chat, measure, number)
        case "act":
            await _press(chat, measure, number)
        case "old":
            await _old(chat, number)
        case "again":
            await chat.telegram.chats.take(chat.updates[-1 - number % len(chat.updates)])
            await chat.restart()
            await chat.telegram.chats.take(chat.updates[-1])
        case "restart":
            await chat.restart()
        case "lost":
            chat.requests.broken = number % 3


async def _write(chat: Pocket, measure: Measure, text: str, later: int) -> None:
    joins = later == 1 and measure.joins(text) and chat.clock - measure.at <= 1
    before = measure.ask
    number = await chat.write(text, later)
    if joins:
        measure.at = chat.clock
        measure.join(number, text)
    elif before.kind != "review" or text != str(len(before.review) + 1):
        measure.text(number, text, chat.clock)


def _buttons(chat: Pocket, *verbs: str) -> list[tuple[str, Button]]:
    found = [(data, read(data)) for row in chat.open().keyboard for _, data in row]
    return [(d, b) for d, b in found if isinstance(b, Button) and b.verb in verbs]


async def _choose(chat: Pocket, measure: Measure, number: int) -> None:
    """Press one of the choices, unless it would end the interview."""
    ask = measure.ask
    choices = [c for c in ask.choices if c.id not in ("refuse", "leave", "yes_delete")]
    buttons = _buttons(chat, "c")[: len(choices)]
    if not buttons:
        return
    place = number % len(buttons)
    await chat.tap(chat.open(), buttons[place][0])
    measure.hear(Given(ask.step, ask.visit, choices=(choices[place].id,)))


async def _card(chat: Pocket, measure: Measure, number: int) -> None:
    """Tick or rate something and press Done."""
    ask = measure.ask
    if ask.kind == "several":
        ticks = _buttons(chat, "t")
        if not ticks or (ask.answer is not None and ask.answer.choices):
            return
        listed = [c for c in ask.choices if c.head is None or len(ask.choices) <= 8]
        place = number % len(ticks)
        await chat.tap(chat.open(), ticks[place][0])
        await chat.tap(chat.open(), _buttons(chat, "d")[0][0])
        measure.hear(Given(ask.step, ask.visit, choices=(listed[place].id,)))
    elif ask.kind == "ratings" and ask.answer is None:
        ratings = {}
        for place, item in enumerate(ask.items):
            point = sorted(ask.scale)[(number + place) % len(ask.scale)]
            rates = _buttons(chat, "r")
            await chat.tap(chat.open(), rates[place * len(ask.scale) + point - 1][0])
            ratings[item.id] = point
        await chat.tap(chat.open(), _buttons(chat, "d")[0][0])
        measure.hear(Given(ask.step, ask.visit, ratings=ratings))


async def _press(chat: Pocket, measure: Measure, number: int) -> None:
    """Skip or go back."""
    ask = measure.ask
    found = [b for b in _buttons(chat, "a") if b[1].what in ("skip", "back")]
    if not found:
        return
    data, button = found[number % len(found)]
    await chat.tap(chat.open(), data)
    measure.hear(Skip(ask.visit) if button.what == "skip" else Back(ask.visit))


async def _old(chat: Pocket, number: int) -> None:
    """Press a button of an earlier question, as somebody does who scrolled up."""
    pressed = [u["callback_query"] for u in chat.updates if "callback_query" in u]
    closed = [p for p in pressed if p["data"].split(".")[2] not in ("t", "r", "h")]
    query = closed[number % len(closed)]
    await chat.tap(chat.api.shown(chat.number, query["message"]["message_id"]), query["data"])


# Not made smaller when one fails: that takes minutes, and the acts say enough.
@settings(max_examples=30, deadline=None, phases=(Phase.generate,))
@given(acts=ACTS)
def test_any_sequence_ends_in_what_was_meant(
    held: tuple[asyncio.Runner, Pocket], acts: list[tuple[str, int]]
) -> None:
    """Whatever comes twice, late, or after a restart: the draft is what the engine says it is."""
    runner, chat = held
    runner.run(play(chat, acts))
