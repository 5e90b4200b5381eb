"""Small causes are rolled up into their head and then into the rest, so that none is found out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.insight.codebook import OTHER, Codebook
from bot.privacy.segments import People

FLOOR = 3
LABEL_FLOOR = 5
SENSITIVE_FLOOR = 10
FEWEST_PANELS = 3

# Who is behind each cause, by their places in the batch.
Votes = Mapping[str, People]
Kind = Literal["cause", "head", "other"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people stand behind a cause, the rest of a head, or everything else.

    `weighed` counts those for whom it weighed most; zero below the floor.
    """

    kind: Kind
    id: str
    people: int
    weighed: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """Under which terms a batch is counted.

    `panels` is the number of panels or managers behind the batch, None when it was not stated;
    `about_people` are rated items that speak of them.
    """

    k: int
    panels: int | None = None
    about_people: frozenset[str] = frozenset()
    floor: int = FLOOR

    @property
    def names_people(self) -> bool:
        """Whether enough panels stand behind the batch to speak of interviewers or managers."""
        return self.panels is not None and self.panels >= FEWEST_PANELS


class RollUp:
    """Rolls small causes up, by the codebook's heads and the floors of the batch."""

    def __init__(self, codebook: Codebook, rules: Rules) -> None:
        self.rules = rules
        self._themes = {theme.id: theme for theme in codebook.themes}

    def tallies(
        self, votes: Votes, offered: Iterable[str], weighed: Votes | None = None
    ) -> tuple[Tally, ...]:
        """Causes that may be named, then heads of the small ones, then one for what is left."""
        weights = weighed or {}
        votes, weights = self._known(votes), self._known(weights)
        mine = [cause for cause in self._themes if cause in set(offered)]
        named = [cause for cause in mine if self.may_be_named(cause, votes)]
        rest = [cause for cause in mine if cause not in named]
        heads = self._heads([c for c in rest if c != OTHER], votes)
        left = [c for c in rest if c == OTHER or self._themes[c].head not in heads]
        found = [
            *(self._tally("cause", cause, (cause,), votes, weights) for cause in named),
            *(self._tally("head", head, few, votes, weights) for head, few in heads.items()),
        ]
        if self._hides(left, votes):
            found.append(self._tally("other", OTHER, left, votes, weights))
        return tuple(found)

    def _tally(
        self, kind: Kind, id_: str, causes: Sequence[str], votes: Votes, weights: Votes
    ) -> Tally:
        weighed = len(_union(weights, causes))
        floor = self._floor(id_) if kind == "cause" else self.rules.floor
        return Tally(kind, id_, len(_union(votes, causes)), weighed if weighed >= floor else 0)

    def _known(self, votes: Votes) -> Votes:
        known: dict[str, People] = defaultdict(frozenset)
        for cause, people in votes.items():
            known[cause if cause in self._themes else OTHER] |= people
        return known

    def may_be_named(self, cause: str, votes: Votes) -> bool:
        """Whether enough people, and enough panels, stand behind a cause of the codebook."""
        theme = self._themes[cause]
        if cause == OTHER or (theme.about_people and not self.rules.names_people):
            return False
        return len(votes.get(cause, ())) >= self._floor(cause)

    def _floor(self, cause: str) -> int:
        floor = self.rules.floor
        return max(floor, SENSITIVE_FLOOR) if self._themes[cause].sensitive else floor

    def _heads(self, rest: Sequence[str], votes: Votes) -> dict[str, list[str]]:
        heads: dict[str, list[str]] = defaultdict(list)
        for cause in rest:
            heads[self._themes[cause].head].append(cause)
        return {head: causes for head, causes in heads.items() if self._hides(causes, votes)}

    def _hides(self, causes: Sequence[str], votes: Votes) -> bool:
        # A head with a single cause left unnamed would name it.
        return len(causes) > 1 and len(_union(votes, causes)) >= self.rules.floor


def _union(votes: Votes, causes: Iterable[str]) -> People:
    return frozenset().union(*(votes.get(cause, frozenset()) for cause in causes))
