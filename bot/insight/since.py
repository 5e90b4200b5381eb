"""What became of the last digest, and what the records had assumed, as sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.insight.action import Action, due_first
from bot.insight.assumed import Assumed
from bot.insight.change import Change
from bot.insight.digest import Section
from bot.insight.digest_words import DigestWords
from bot.insight.edition import spoken_date
from bot.insight.rollup import Tally
from bot.insight.telling import Telling, named_first

MOST_ACTIONS = 5
MOST_SAID = 4


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since the last digest: actions, clear changes, and what was on record."""

    actions: tuple[Action, ...] = ()
    changes: tuple[Change, ...] = ()
    assumed: Assumed = field(default_factory=Assumed)


class SinceTold:
    """Puts that into words; there is no section where there is nothing to say."""

    def __init__(self, telling: Telling, words: DigestWords) -> None:
        self._telling = telling
        self._words = words

    def section(self, since: Since) -> Section | None:
        """Actions done and open, and clear changes."""
        lines = (*self._changes(since.changes), *self._actions(since.actions))
        return Section(self._words.say("since_title"), lines=lines) if lines else None

    def assumed(self, found: Assumed, concerns: Sequence[Tally]) -> Section | None:
        """The records against what those who answered said, when both say something."""
        if not found.tallies or not concerns:
            return None
        records = self._telling.tallies(found.tallies, "concern", found.people)
        said = self._telling.tallies(named_first(concerns)[:MOST_SAID], "concern")
        lines = (self._words.say("assumed", list=records), self._words.say("said", list=said))
        return Section(self._words.say("assumed_title"), lines=lines)

    def _changes(self, changes: Sequence[Change]) -> Iterator[str]:
        for change in changes:
            cause = self._telling.cause(change.cause, "concern")
            yield self._words.say(change.way, cause=cause)

    def _actions(self, actions: tuple[Action, ...]) -> Iterator[str]:
        done = [a for a in due_first(actions) if a.state == "done" and not a.told]
        still = [a for a in due_first(actions) if a.state == "open"]
        for action in done:
            yield self._words.say("action_done", what=action.what, owner=action.owner)
        for action in still[:MOST_ACTIONS]:
            yield self._open(action)
        if len(still) > MOST_ACTIONS:
            yield self._words.say("more_open")

    def _open(self, action: Action) -> str:
        told = {"what": action.what, "owner": action.owner}
        if not action.until:
            return self._words.say("action_open", **told)
        day = spoken_date(self._words, date.fromisoformat(action.until))
        return self._words.say("action_open_until", date=day, **told)
