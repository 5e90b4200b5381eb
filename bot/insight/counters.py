"""What a batch says, counted in people; everything below its floor is rolled up or left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.insight.codebook import OTHER, Codebook
from bot.insight.roles import Question, Roles
from bot.privacy.batch import Response
from bot.privacy.segments import People, admit

FLOOR = 3
SENSITIVE_FLOOR = 10
FEWEST_PANELS = 3

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
class Block:
    """What was answered to one question by `base` people; only numbers that reach their floor.

    `counts` are by choice, `low` and `high` by rated item, `tallies` by cause.
    """

    question: str
    base: int
    counts: Mapping[str, int] = field(default_factory=dict)
    low: Mapping[str, int] = field(default_factory=dict)
    high: Mapping[str, int] = field(default_factory=dict)
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Counters:
    """Everything a digest of one batch may know; what is below its floor never gets here."""

    people: int
    k: int
    codebook: str
    concerns: tuple[Tally, ...] = ()
    attracted: tuple[Tally, ...] = ()
    blocks: tuple[Block, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The counters as plain data, for the bag."""
        return asdict(self)


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


def count(
    responses: Sequence[Response],
    *,
    roles: Mapping[str, Roles],
    questions: Sequence[Question],
    codebook: Codebook,
    rules: Rules,
) -> Counters:
    """The counters of a batch: causes, what attracted, and a block for each question allowed.

    `roles` are by revision. The order of `questions` decides who comes first under the atom rule.
    """
    played, weighed, attracted = _votes(responses, roles)
    causes = [theme.id for theme in codebook.themes]
    known = _Causes(codebook, rules)
    return Counters(
        people=len(responses),
        k=rules.k,
        codebook=str(codebook.version),
        concerns=known.tallies(played, causes, weighed),
        attracted=known.tallies(attracted, causes),
        blocks=tuple(_blocks(responses, questions, known)),
    )


class _Causes:
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
        named = [cause for cause in mine if self._may_be_named(cause, votes)]
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
        shown = weighed if weighed >= self.rules.floor else 0
        return Tally(kind, id_, len(_union(votes, causes)), shown)

    def _known(self, votes: Votes) -> Votes:
        known: dict[str, People] = defaultdict(frozenset)
        for cause, people in votes.items():
            known[cause if cause in self._themes else OTHER] |= people
        return known

    def _may_be_named(self, cause: str, votes: Votes) -> bool:
        theme = self._themes[cause]
        if cause == OTHER or (theme.about_people and not self.rules.names_people):
            return False
        floor = max(self.rules.floor, SENSITIVE_FLOOR) if theme.sensitive else self.rules.floor
        return len(votes.get(cause, ())) >= floor

    def _heads(self, rest: Sequence[str], votes: Votes) -> dict[str, list[str]]:
        heads: dict[str, list[str]] = defaultdict(list)
        for cause in rest:
            heads[self._themes[cause].head].append(cause)
        return {head: causes for head, causes in heads.items() if self._hides(causes, votes)}

    def _hides(self, causes: Sequence[str], votes: Votes) -> bool:
        # A head with a single cause left unnamed would name it.
        return len(causes) > 1 and len(_union(votes, causes)) >= self.rules.floor


def _votes(responses: Sequence[Response], roles: Mapping[str, Roles]) -> tuple[Votes, Votes, Votes]:
    """Who ticked what as a part of the no, for whom it weighed most, and who liked what."""
    played: dict[str, set[int]] = defaultdict(set)
    weighed: dict[str, set[int]] = defaultdict(set)
    attracted: dict[str, set[int]] = defaultdict(set)
    for person, response in enumerate(responses):
        mine = roles[response.revision]
        for votes, causes in (
            (played, mine.played_a_part(response)),
            (weighed, mine.weighed_most(response)),
            (attracted, mine.attracted(response)),
        ):
            for cause in causes:
                votes[cause].add(person)
    return _frozen(played), _frozen(weighed), _frozen(attracted)


def _blocks(
    responses: Sequence[Response], questions: Sequence[Question], known: _Causes
) -> Iterable[Block]:
    """Each question that k people were asked, over those asked where the atom rule admits them.

    Where it does not, a question put to part of the batch by its own condition is left out; any
    other is counted over everyone, which publishes no further set of people.
    """
    size, k = len(responses), known.rules.k
    published: list[People] = []
    for question in questions:
        asked = frozenset(p for p, one in enumerate(responses) if question.id in one.shown)
        admitted = admit(size, published, asked, k)
        if len(asked) < k or (question.conditional and not admitted):
            continue
        if admitted:
            published.append(asked)
        yield _block(responses, question, len(asked) if admitted else size, known)


def _block(responses: Sequence[Response], question: Question, base: int, known: _Causes) -> Block:
    choices: dict[str, set[int]] = defaultdict(set)
    low: dict[str, set[int]] = defaultdict(set)
    high: dict[str, set[int]] = defaultdict(set)
    for person, response in enumerate(responses):
        answer = response.answer(question.id)
        for choice in answer.choices if answer else ():
            choices[choice].add(person)
        for item, value in (answer.ratings if answer else {}).items():
            if question.is_low(value):
                low[item].add(person)
            elif question.is_high(value):
                high[item].add(person)
    if question.causes:
        return Block(question.id, base, tallies=known.tallies(_frozen(choices), question.choices))
    hidden = frozenset() if known.rules.names_people else known.rules.about_people
    return Block(
        question.id,
        base,
        counts=_reached(choices, question.choices, known.rules.floor),
        low=_reached(low, _less(question.items, hidden), known.rules.floor),
        high=_reached(high, _less(question.items, hidden), known.rules.floor),
    )


def _reached(votes: Mapping[str, set[int]], order: Iterable[str], floor: int) -> dict[str, int]:
    return {id_: len(votes[id_]) for id_ in order if len(votes.get(id_, ())) >= floor}


def _less(items: Iterable[str], hidden: frozenset[str]) -> list[str]:
    return [item for item in items if item not in hidden]


def _union(votes: Votes, causes: Iterable[str]) -> People:
    return frozenset().union(*(votes.get(cause, frozenset()) for cause in causes))


def _frozen(votes: Mapping[str, set[int]]) -> dict[str, People]:
    return {cause: frozenset(people) for cause, people in votes.items()}
