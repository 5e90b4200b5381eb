"""Attacks by size: of sealed sessions and replies on the line, and of what lies in the vault."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from typing import Any

from tests.adversary.finding import Finding, Guess, together
from tests.adversary.linkage import located
from tests.adversary.people import Exchange, Person
from tests.adversary.season import Batch, Season

Measure = Callable[[Exchange], int]
Shape = tuple[int, int]
# What travels is base64: four bytes for three.
_NUMBER = 8  # bytes
_STRETCH = 4 / 3
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
    answers: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for answer in batch.answers:
        kind = "ticked" if answer["choices"] else "words" if answer["words"] else ""
        if kind and str(answer["id"]) in season.by_answer:
            answers[kind, str(answer["question"])].append(answer)
    found: dict[str, list[Guess]] = defaultdict(list)
    for (kind, question), given in answers.items():
        owners = [season.by_answer[str(answer["id"])][0] for answer in given]
        grown = [_growth(person, question, measure) for person in owners]
        shapes = [_shape(answer) for answer in given]
        dice = Random(f"{way} {question} {owners[0].canary}")
        found[f"{way}, {kind}"] += _guesses(shapes, grown, dice)
    return Finding({name: tuple(guesses) for name, guesses in found.items()})


def _guesses(shapes: Sequence[Shape], grown: Sequence[int], dice: Random) -> list[Guess]:
    """For each answer the person whose session grew as answers of this shape make them grow.

    How much that is, the attacker tries out; here the answers of others with as many ticks tell.
    """
    guesses = []
    everybody = range(len(shapes))
    for at, (ticks, length) in enumerate(shapes):
        others = [i for i in everybody if i != at]
        alike = [i for i in others if shapes[i][0] == ticks] or others
        rest = median([grown[i] - _STRETCH * shapes[i][1] for i in alike] or [0])
        misses = [abs(size - rest - _STRETCH * length) for size in grown]
        best = [i for i in everybody if misses[i] == min(misses)]
        guesses.append(Guess(dice.choice(best) == at, 1 / len(shapes), 1 / len(best)))
    return guesses


def _growth(person: Person, question: str, measure: Measure) -> int:
    at = [i for i, e in enumerate(person.wire) if e.step == question]
    if not at or at[0] == 0:
        return 0
    return measure(person.wire[at[-1]]) - measure(person.wire[at[0] - 1])


def _shape(answer: dict[str, Any]) -> Shape:
    """How much was ticked in the kept answer, and how long it is as it travels."""
    said = answer["choices"] or [answer["words"]]
    return len(said), len(json.dumps(said))


def _size(value: object) -> int:
    """Bytes, or signs of a text; what a number says is looked at by the attack on the tables."""
    if isinstance(value, int):
        return _NUMBER
    return len(value) if isinstance(value, bytes) else len(str(value))
