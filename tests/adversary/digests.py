"""Attacks on what is published: which groups of people can be reached from it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.insight.roles import countable
from tests.adversary.finding import Finding
from tests.adversary.people import Person
from tests.adversary.season import Batch, Season, answers_in
from tests.adversary.stage import LABELS, shipped

_K = 5
# All that an answer in a bag may say.
_FEW = (1, 2)
_FIELDS = {"id", "question", "choices", "ratings", "codes", "words"}
Group = frozenset[str]


def audit(season: Season) -> Finding:
    """Every group of people published, cut by every other: no piece below k can be derived."""
    groups: list[Group] = []
    leaks: list[str] = []
    for batch in season.batches:
        for counters in _published(batch):
            of = _whom(batch, counters["people"])
            groups += [of] if of else []
            leaks += [] if of else [f"a digest of {counters['people']} people"]
            for block in counters["blocks"]:
                group = _asked(batch, of, block)
                groups += [group] if group else []
                told = f"{block['question']} is published of {block['base']} people"
                leaks += [] if group else [told]
    leaks += [f"a group of {n} can be derived" for n in _pieces(groups) if n < _K]
    return Finding(leaks=tuple(leaks), looked=len(groups))


def subtraction(season: Season) -> Finding:
    """Each digest less the one before: whoever is in only one of them is one of at least k."""
    leaks = []
    for one, next_one in pairwise(season.batches):
        before, after = _names(one.people), _names(next_one.people)
        for name, rest in (
            ("came", after - before),
            ("went", before - after),
            ("stayed", before & after),
        ):
            if 0 < len(rest) < _K:
                leaks.append(f"{len(rest)} people {name} between two digests")
        if after & before:
            leaks.append(f"{len(after & before)} people are in two digests")
    return Finding(leaks=tuple(leaks), looked=len(season.batches))


def bag_fields(season: Season) -> Finding:
    """What stands beside an answer in a bag, and how few people it, or a total in it, is of."""
    leaks = []
    for batch in season.batches:
        extra = {name for answer in batch.answers for name in answer} - _FIELDS
        leaks += [f"{name} stands beside answers" for name in sorted(extra)]
        if len(batch.people) < _K:
            leaks.append(f"a bag of {len(batch.people)} people")
        leaks += _suggested_to_few(batch)
    return Finding(leaks=tuple(leaks), looked=sum(len(b.answers) for b in season.batches))


def _suggested_to_few(batch: Batch) -> list[str]:
    """Totals of suggestions that are of fewer than k people, or that tell one or two apart."""
    bag: Any = batch.bag
    return [
        f"{theme} was suggested to {offered} people, and {taken} took it"
        for theme, (offered, taken) in bag["suggested"].items()
        if offered < _K or taken in _FEW or offered - taken in _FEW
    ]


def unwanted_words(season: Season) -> Finding:
    """Words in a bag, or in a response that waits, of somebody who did not allow them."""
    leaks = []
    looked = 0
    for copy in (c for c in season.copies if c.when != "evening"):
        for plain in copy.opened.values():
            for answer in answers_in(plain):
                person, question = season.by_answer.get(str(answer["id"]), (None, ""))
                looked += 1
                if person is not None and answer["words"] and question not in person.allowed:
                    leaks.append(f"words at {question} that nobody was to read")
    return Finding(leaks=tuple(leaks), looked=looked)


def _published(batch: Batch) -> list[dict[str, Any]]:
    """The counters of everyone, and of each slice."""
    bag: Any = batch.bag
    return [bag["counters"], *bag.get("slices", ())]


def _whom(batch: Batch, size: int) -> Group:
    """Of whom counters of so many people are: everybody, or those under a label."""
    sets = [_names(p for p in batch.people if p.label == label) for label in LABELS]
    return next((one for one in (_names(batch.people), *sets) if len(one) == size), Group())


def _asked(batch: Batch, of: Group, block: Mapping[str, Any]) -> Group:
    """Of whom a block is: those asked, or everybody of this digest; nobody when of others."""
    if block["question"] not in countable(shipped().dialogue.revision.script):
        return Group()
    asked = _names(p for p in batch.people if p.name in of and block["question"] in p.shown)
    return {len(of): of, len(asked): asked}.get(block["base"], Group())


def _names(people: Iterable[Person]) -> Group:
    return frozenset(person.name for person in people)


def _pieces(groups: Sequence[Group]) -> list[int]:
    """How many people are in each piece into which the groups cut each other."""
    everybody = sorted(frozenset().union(*groups))
    kinds: dict[tuple[bool, ...], int] = {}
    for name in everybody:
        kind = tuple(name in group for group in groups)
        kinds[kind] = kinds.get(kind, 0) + 1
    return list(kinds.values())
