"""A conversation kept as an example: played again, it goes the same way."""

from pathlib import Path
from random import Random

import pytest

from bot.interview.engine import begin, hear
from bot.interview.events import Back, Edit, Event, Given, Stop
from bot.interview.examples.keeping import Keeper
from bot.interview.examples.player import Stage, play
from bot.interview.examples.reader import read_examples
from bot.interview.turn import Asked, Session, Turn
from tests.interview.talks import FACTS, noticed, redact, shipped
from tests.interview.walks import answer

GOLDEN = Path(__file__).parent / "golden" / "kept.yaml"
MOST_TURNS = 60


def hears(session: Session, event: Event) -> Turn:
    """A turn of the shipped interview."""
    found = noticed(session, event)
    return hear(shipped()[0], session, event, FACTS, redact, found)


def first() -> Turn:
    """Its first turn."""
    return begin(shipped()[0], "ab", "en", FACTS, redact)


def kept(*typed: str) -> str:
    """The example made of these lines, typed one after the other."""
    turn = first()
    keeper = Keeper(turn, hears)
    for line in typed:
        assert turn.session is not None
        assert turn.ask is not None
        step = "" if turn.ask.kind == "review" else turn.ask.step
        turn = keeper.hear(turn.session, Given(step, turn.ask.visit, line))
    return keeper.example("Typed", "declined-offer", "en")


def test_what_was_typed_is_kept_by_its_ids() -> None:
    """Labels and numbers become ids, so that rewording breaks no example; words stay words."""
    text = kept(
        *("start", "remote work, pay", "The friendly team", "1", "Nothing", "1, 2", "about equal"),
        *("perhaps", "A bigger flat, nearby", "go on", "another offer", "20", "the dog: alone"),
        *("qwrt", "5 4 3 4 5", "skip it", "no", "maybe", "1", "skip", "send"),
    )
    assert text == GOLDEN.read_text()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_kept_goes_the_same_way_again(seed: int) -> None:
    """Taps, words, ratings, going back, changing and stopping: all of it can be told."""
    chance = Random(seed)
    turn = first()
    keeper = Keeper(turn, hears)
    for _ in range(MOST_TURNS):
        if turn.session is None or turn.ask is None:
            break
        turn = keeper.hear(turn.session, _done(turn.ask, turn.session, chance))
    text = keeper.example(f"Walk {seed}", "declined-offer", "en")
    (example,) = read_examples(text, "kept.yaml")
    assert play(example, Stage(shipped()[0], noticed)).mistakes == (), text


def _done(ask: Asked, session: Session, chance: Random) -> Event:
    steps = [entry.step for entry in session.path if entry.asked]
    if steps and chance.random() < 0.2:
        strays = (Back(ask.visit), Edit(ask.visit, chance.choice(steps)), Stop(ask.visit))
        return chance.choice(strays)
    return answer(ask, chance)
