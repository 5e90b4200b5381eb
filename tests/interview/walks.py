"""Walks through an interview: somebody answers this and that, amid noise, as chance has it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from bot.interview.answering import Noticed
from bot.interview.engine import begin, hear
from bot.interview.events import (
    Back,
    Delete,
    Edit,
    Event,
    Given,
    Help,
    Resume,
    Send,
    Skip,
    Speak,
    Stop,
)
from bot.interview.revision import Revision
from bot.interview.turn import Asked, Reading, Session, Turn

CANARY = "zzcanary"


def unredacted(text: str, _: str) -> Reading:
    """The words as they are, for made scripts that nobody reads."""
    return Reading(text)


FACTS = {
    "company": "Example",
    "operator": "people",
    "contact": "help@example.com",
    "k": "5",
    "label": "",
    "until": "31 December 2026",
    "jobs": "",
    "changes": "",
}
NOISE = ("qwrt zxcv", "help", "?", "I wanted to stop by the office", "\x00\ud800", "12345")


@dataclass(frozen=True, slots=True)
class Moved:
    """One turn of a walk: the session before it, what was done, what came of it."""

    before: Session
    asked: Asked
    event: Event
    turn: Turn


def hears(revision: Revision, session: Session, event: Event) -> Turn:
    """The turn of an event, with the causes that its words name noticed."""
    return hear(revision, session, event, FACTS, unredacted, noticed(event))


def noticed(event: Event) -> Noticed:
    """Every cause whose id is a word of what was typed, mentioned and suggested."""
    text = event.text if isinstance(event, Given) else ""
    found = tuple(cause for cause in ("pay", "waiting", "interviews") if cause in text.split())
    return Noticed(found, found)


def walk(
    revision: Revision, seed: int, *, stray: bool, most: int = 400, start: str = "agree"
) -> Iterator[Moved]:
    """A walk to the end; `stray` goes back and edits too, which need not end."""
    chance = Random(seed)
    turn = begin(revision, f"{seed:x}", "en", FACTS, unredacted)
    noise = 0
    for _ in range(most):
        if turn.session is None or turn.ask is None:
            return
        noise = noise + 1 if noise < 2 and chance.random() < 0.2 else 0
        event = _noise(turn.ask, chance) if noise else answer(turn.ask, chance, start)
        if stray and turn.session.path and chance.random() < 0.25:
            event = _stray(turn.ask, turn.session, chance)
        moved = Moved(turn.session, turn.ask, event, hears(revision, turn.session, event))
        yield moved
        turn = moved.turn
    assert stray or turn.session is None, f"no end after {most} turns at {turn.session}"


def answer(ask: Asked, chance: Random, start: str = "agree") -> Event:
    """A fair answer to what is asked, now and then a skip."""
    if ask.kind == "review":
        return _at_review(ask, chance)
    if ask.kind == "consent":
        known = start if any(choice.id == start for choice in ask.choices) else "agree"
        return Given(ask.step, ask.visit, choices=(known,))
    if ask.kind == "offer":
        return Given(ask.step, ask.visit, choices=(chance.choice(ask.choices).id,))
    if chance.random() < 0.15 and "skip" in dict(ask.actions):
        return Skip(ask.visit)
    return _answer(ask, chance)


def _at_review(ask: Asked, chance: Random) -> Event:
    if ask.choices and chance.random() < 0.3:
        return Given("", ask.visit, choices=("go_on",))
    if all(item.answer == "skipped" for item in ask.review):
        return Stop(ask.visit)
    return Send(ask.visit)


def _answer(ask: Asked, chance: Random) -> Event:
    if ask.items:
        rated = chance.sample(ask.items, chance.randint(1, len(ask.items)))
        points = {item.id: chance.choice(list(ask.scale)) for item in rated}
        return Given(ask.step, ask.visit, ratings=points)
    if ask.kind == "open" and (not ask.choices or chance.random() < 0.7):
        return Given(ask.step, ask.visit, text=words(chance))
    most = ask.at_most or len(ask.choices) if ask.kind == "several" else 1
    ticked = chance.sample(ask.choices, chance.randint(1, min(most, len(ask.choices))))
    if len(ticked) == 1 and chance.random() < 0.3:
        return Given(ask.step, ask.visit, text=ticked[0].label)
    return Given(ask.step, ask.visit, choices=tuple(choice.id for choice in ticked))


def words(chance: Random) -> str:
    """Typed words, some of them causes, at least one a canary."""
    some = [chance.choice((CANARY, "pay", "waiting", "and")) for _ in range(chance.randint(0, 12))]
    return " ".join([*some, f"{CANARY}{chance.randint(0, 99)}"])


def _noise(ask: Asked, chance: Random) -> Event:
    stale = Given(ask.step, ask.visit - 1, text=CANARY, choices=("yes",))
    typed = Given(ask.step, ask.visit, text=chance.choice(NOISE))
    return chance.choice((typed, typed, stale, Help(), Resume(), Skip(ask.visit - 1)))


def _stray(ask: Asked, session: Session, chance: Random) -> Event:
    steps = [*(entry.step for entry in session.path), "", "nowhere"]
    visit = ask.visit
    return chance.choice(
        (Back(visit), Back(visit), Edit(visit, chance.choice(steps)), Stop(visit), Delete(visit))
    )


def at_visit(event: Event, visit: int) -> Event:
    """The same event, for the question shown as `visit`."""
    return event if isinstance(event, (Help, Resume, Speak)) else replace(event, visit=visit)
