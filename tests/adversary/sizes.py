"""Attacks by size: of sealed sessions and replies on the line, and of what lies in the vault."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.adversary.finding import Finding, Guess, together
from tests.adversary.linkage import located
from tests.adversary.people import Exchange, Person
from tests.adversary.season import Batch, Season

Measure = Callable[[Exchange], int]
Shape = tuple[int, int]
_ALIKE = 2
_MEASURES: dict[str, Measure] = {"sessions": lambda e: e.session, "replies": lambda e: e.answered}


def on_the_line(season: Season) -> Finding:
    """Answers matched to people by how much the session or the reply grew at that question."""
    return together(
        _matched(season, batch, f"{name} on the line", measure)
        for batch in season.batches
        for name, measure in _MEASURES.items()
    )


def in_the_vault(season: Season) -> Finding:
    """Rows that hold responses, beside all others of their table: one size for all."""
    leaks: list[str] = []
    looked = 0
    for batch in season.batches:
        for table in located(season, batch.before):
            rows = batch.before.tables[table]
            looked += len(rows)
            for name in rows[0].values:
                sizes = {_size(row.values[name]) for row in rows}
                leaks += [f"{table}.{name} has {len(sizes)} sizes"] * (len(sizes) > 1)
    return Finding(leaks=tuple(leaks), looked=looked)


def _matched(season: Season, batch: Batch, way: str, measure: Measure) -> Finding:
    answers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for answer in batch.answers:
        if str(answer["id"]) in season.by_answer:
            answers[str(answer["question"])].append(answer)
    found: dict[str, list[Guess]] = defaultdict(list)
    for question, given in answers.items():
        owners = [season.by_answer[str(answer["id"])][0] for answer in given]
        typed = any("text" in person.events.get(question, {}) for person in owners)
        grown = [_growth(person, question, measure) for person in owners]
        shapes = [_shape(answer) for answer in given]
        dice = Random(f"{way} {question} {owners[0].canary}")
        found[f"{way}, {'typed' if typed else 'ticked'}"] += _guesses(owners, shapes, grown, dice)
    return Finding({name: tuple(guesses) for name, guesses in found.items()})


def _guesses(
    owners: Sequence[Person], shapes: Sequence[Shape], grown: Sequence[int], dice: Random
) -> list[Guess]:
    """For each answer the person whose session grew as answers of this shape make them grow.

    How much that is, the attacker tries out; here the two most alike answers of others tell.
    """
    guesses = []
    everybody = range(len(owners))
    for at in everybody:
        others = sorted(
            (i for i in everybody if i != at),
            key=lambda i: (*_unlike(shapes[i], shapes[at]), dice.random()),
        )
        expected = sum(grown[i] for i in others[:_ALIKE]) / max(1, len(others[:_ALIKE]))
        misses = [abs(size - expected) for size in grown]
        best = [i for i in everybody if misses[i] == min(misses)]
        guesses.append(Guess(dice.choice(best) == at, 1 / len(owners), 1 / len(best)))
    return guesses


def _growth(person: Person, question: str, measure: Measure) -> int:
    at = [i for i, e in enumerate(person.wire) if e.step == question]
    if not at or at[0] == 0:
        return 0
    return measure(person.wire[at[-1]]) - measure(person.wire[at[0] - 1])


def _shape(answer: dict[str, Any]) -> Shape:
    """How many things the kept answer names, and how long it is."""
    named = [*answer["choices"], *answer["codes"], *answer["ratings"].values()]
    return len(named), len(json.dumps([named, answer["words"]]))


def _unlike(one: Shape, other: Shape) -> Shape:
    return abs(one[0] - other[0]), abs(one[1] - other[1])


def _size(value: object) -> int:
    return len(value) if isinstance(value, bytes) else len(str(value))
