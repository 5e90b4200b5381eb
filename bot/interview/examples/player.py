"""Plays an example through the engine: what was met on the way, and where it went otherwise."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.interview.answering import Noticed
from bot.interview.engine import begin, hear
from bot.interview.events import Event, Skip
from bot.interview.examples.deeds import CannotDo, event_of
from bot.interview.examples.example import Example, Exchange, stands
from bot.interview.examples.expecting import unexpected
from bot.interview.examples.met import Met, met_in
from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.revision import Revision
from bot.interview.script import Place
from bot.interview.turn import Reading, Session

# What the sentences of a played interview name.
FACTS = {
    "company": "Example Ltd",
    "operator": "the people team",
    "contact": "people@example.com",
    "k": "5",
    "label": "",
    "until": "31 December 2026",
    "jobs": "",
    "changes": "",
}
_STAGES = ("halfway", "review", "stop", "delete")
_OVER = ("stopped", "deleted")
_MOST_SKIPS = 200
_DIFFERS = "Change the example if the interview is right, or else the script."


@dataclass(frozen=True, slots=True)
class Stage:
    """What an example is played on: a script, and what finds causes in typed words."""

    revision: Revision
    notice: Callable[[Session, Event], Noticed]


@dataclass(frozen=True, slots=True)
class Played:
    """What a play met, and the first thing that went otherwise than the example says."""

    met: frozenset[Met]
    mistakes: tuple[Mistake, ...]


class _Otherwise(Exception):
    """The interview does not go as the example says."""

    def __init__(self, place: Place, what: str, todo: str = _DIFFERS) -> None:
        super().__init__(what)
        self.place, self.what, self.todo = place, what, todo


def play(example: Example, stage: Stage) -> Played:
    """Play an example to its last line."""
    playing = _Playing(example, stage)
    mistakes: tuple[Mistake, ...] = ()
    try:
        for exchange in example.play:
            playing.on(exchange)
        playing.judge()
    except _Otherwise as other:
        what = f"“{example.title}”: {other.what}"
        mistakes = (Mistake(other.place, "X04", what, other.todo),)
    return Played(frozenset(playing.met), mistakes)


class _Playing:
    """One example under way."""

    def __init__(self, example: Example, stage: Stage) -> None:
        self.met: set[Met] = set()
        self._example, self._stage = example, stage
        language = example.language or stage.revision.script.language
        # The title draws the wordings, so that every play of an example is the same.
        self._turn = begin(stage.revision, example.title, language, FACTS, as_typed)
        self._last = self._turn.session
        self._look()

    def on(self, exchange: Exchange) -> None:
        """Play one exchange."""
        self._must_know(exchange)
        if exchange.skipping:
            self._skip(exchange)
        self._must_stand(exchange)
        self._must_say(exchange)
        self._do(exchange)

    def judge(self) -> None:
        """Compare what came of the play with what was expected."""
        expected, turn = self._example.expected, self._turn
        if expected.end and expected.end != (turn.end or turn.outcome):
            what = f"expected the end “{expected.end}”, but got to “{self._stands}”."
            raise _Otherwise(expected.place, what)
        kept = self._last if turn.outcome in (None, "completed") else None
        for what in unexpected(expected, kept):
            raise _Otherwise(expected.place, what)

    @property
    def _stands(self) -> str:
        turn = self._turn
        return stands(turn.session) if turn.session is not None else turn.end or turn.outcome or ""

    def _must_know(self, exchange: Exchange) -> None:
        """Nobody should look for a mistake in the script that is one of spelling."""
        known = (*self._stage.revision.flow.steps, *_STAGES, *_OVER)
        name = exchange.bot.split(" ")[0]
        if name not in known:
            todo = did_you_mean(name, known) or "Name a step, or halfway, or review."
            raise _Otherwise(exchange.place, f"there is no step “{name}”.", todo)

    def _must_stand(self, exchange: Exchange) -> None:
        if self._stands != exchange.bot:
            what = f"expected to get to “{exchange.bot}”, but got to “{self._stands}”."
            raise _Otherwise(exchange.place, what)

    def _must_say(self, exchange: Exchange) -> None:
        asked = self._turn.ask.text if self._turn.ask is not None else ""
        said = _plain(" ".join([*(line.text for line in self._turn.say), asked]))
        if _plain(exchange.says) not in said:
            what = f"expected “{exchange.says}” at “{exchange.bot}”, but got “{said}”."
            raise _Otherwise(exchange.place, what)

    def _skip(self, exchange: Exchange) -> None:
        for _ in range(_MOST_SKIPS):
            ask = self._turn.ask
            if ask is None or self._stands in (exchange.bot, "review"):
                return
            self._hear(Skip(ask.visit))
            if self._turn.ask is not None and self._turn.ask.visit == ask.visit:
                what = f"“{self._stands}” cannot be skipped on the way to “{exchange.bot}”."
                raise _Otherwise(exchange.place, what, "Say before it what is done there.")

    def _do(self, exchange: Exchange) -> None:
        ask, session = self._turn.ask, self._turn.session
        if exchange.deed is None:
            return
        if ask is None or session is None:
            what = "the interview is over, so that nothing more can be done."
            raise _Otherwise(exchange.place, what, "Remove what is done here.")
        try:
            self._hear(event_of(exchange.deed, ask, session))
        except CannotDo as error:
            what = f"at “{exchange.bot}”: {error.what}"
            raise _Otherwise(exchange.place, what, error.todo) from error

    def _hear(self, event: Event) -> None:
        session, stage = self._turn.session, self._stage
        assert session is not None  # noqa: S101 - nobody is heard after the end
        noticed = stage.notice(session, event)
        self._turn = hear(stage.revision, session, event, FACTS, as_typed, noticed)
        self._last = self._turn.session or session
        self._look()

    def _look(self) -> None:
        self.met.update(met_in(self._turn, self._stage.revision))


def as_typed(text: str, _: str) -> Reading:
    """The words as they are: nobody else reads what is said in an example."""
    return Reading(text)


def _plain(text: str) -> str:
    return " ".join(text.split())
