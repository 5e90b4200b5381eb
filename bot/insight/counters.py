"""What a batch says, counted in people; everything below its floor is rolled up or left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.insight.codebook import Codebook
from bot.insight.roles import Question, Roles
from bot.insight.rollup import FLOOR, RollUp, Rules, Tally, Votes
from bot.privacy.batch import Response
from bot.privacy.segments import Ledger, People

# A group of people of one batch, by their places in it.
Group = Mapping[int, Response]


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
    floor: int = FLOOR
    concerns: tuple[Tally, ...] = ()
    attracted: tuple[Tally, ...] = ()
    blocks: tuple[Block, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The counters as plain data, for the bag."""
        return asdict(self)


def read_counters(plain: Mapping[str, Any]) -> Counters:
    """The counters that were kept as this plain data; the blocks, which nothing needs, stay out."""
    return Counters(
        people=plain["people"],
        k=plain["k"],
        codebook=plain["codebook"],
        floor=plain["floor"],
        concerns=tuple(Tally(**each) for each in plain["concerns"]),
        attracted=tuple(Tally(**each) for each in plain["attracted"]),
    )


def count(
    group: Group,
    *,
    roles: Mapping[str, Roles],
    questions: Sequence[Question],
    codebook: Codebook,
    rules: Rules,
    ledger: Ledger,
) -> Counters:
    """The counters of a group: causes, what attracted, and a block for each question allowed.

    `roles` are by revision. The group is in the `ledger`; the order of `questions`, as that of the
    groups, decides who comes first under the atom rule.
    """
    played, weighed, attracted = _votes(group, roles)
    causes = [theme.id for theme in codebook.themes]
    known = RollUp(codebook, rules)
    return Counters(
        people=len(group),
        k=rules.k,
        floor=rules.floor,
        codebook=str(codebook.version),
        concerns=known.tallies(played, causes, weighed),
        attracted=known.tallies(attracted, causes),
        blocks=tuple(_blocks(group, questions, known, ledger)),
    )


def _votes(group: Group, roles: Mapping[str, Roles]) -> tuple[Votes, Votes, Votes]:
    """Who ticked what as a part of the no, for whom it weighed most, and who liked what."""
    played: dict[str, set[int]] = defaultdict(set)
    weighed: dict[str, set[int]] = defaultdict(set)
    attracted: dict[str, set[int]] = defaultdict(set)
    for person, response in group.items():
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
    group: Group, questions: Sequence[Question], known: RollUp, ledger: Ledger
) -> Iterable[Block]:
    """Each question that k people were asked, over those asked where the atom rule admits them.

    Where it does not, a question put to part of the group by its own condition is left out; any
    other is counted over the whole group, which publishes no further set of people. Who skipped a
    question counts as asked, so who answered it is no set that is shown.
    """
    for question in questions:
        asked = frozenset(person for person, one in group.items() if question.id in one.shown)
        if len(asked) < known.rules.k:
            continue
        if ledger.publish(asked):
            yield _block(group, question, len(asked), known)
        elif not question.conditional:
            yield _block(group, question, len(group), known)


def _block(group: Group, question: Question, base: int, known: RollUp) -> Block:
    choices: dict[str, set[int]] = defaultdict(set)
    low: dict[str, set[int]] = defaultdict(set)
    high: dict[str, set[int]] = defaultdict(set)
    for person, response in group.items():
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


def _frozen(votes: Mapping[str, set[int]]) -> dict[str, People]:
    return {cause: frozenset(people) for cause, people in votes.items()}
