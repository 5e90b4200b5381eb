"""Attacks that tie answers to people by where, when and in which order they lie.

The attacker is granted the exact list of the people of each batch and the moment at which each of
them was online; which slot and which answer is whose is known here, to check the guesses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any

from tests.adversary.copies import Copy, Row
from tests.adversary.finding import Finding, Guess, together
from tests.adversary.people import Person, when
from tests.adversary.season import Batch, Season

# What an answer says is no place in a bag.
_SAID = {"question", "words"}
_BOTH = ("", ", backwards")
# A row that holds answers of more people than this holds a batch.
_ALONE = 1


def logical_order(season: Season) -> Finding:
    """Rows in the order of the table, of their numbers and of each of their columns."""
    return together(
        _by(batch, f"{table} by {name}", rows, key)
        for batch in season.batches
        for table, rows in located(season, batch.before).items()
        for name, key in _orders(rows).items()
    )


def physical_order(season: Season) -> Finding:
    """Rows in the order in which their bytes lie in the files."""
    found = []
    for batch in season.batches:
        raw = b"".join(content for _, content in batch.before.raw())
        for table, rows in located(season, batch.before).items():
            where = partial(_offset, raw)
            found.append(_by(batch, f"{table} by place in the file", rows, where))
    return together(found)


def snapshots(season: Season) -> Finding:
    """For each row, the copy in which it was first seen, and who was online just before that."""
    return together(_first_seen(season, batch) for batch in season.batches)


def bag_order(season: Season) -> Finding:
    """Answers of a bag, by their order in it and by each of their plain fields."""
    found = []
    for batch in season.batches:
        for answers in _by_question(season, batch).values():
            people = [season.by_answer[str(a["id"])][0] for a in answers]
            names = {name for a in answers for name, value in a.items() if _plain(value)}
            found.append(ranked("order in the bag", people))
            for name in sorted(names - _SAID):
                order = sorted(answers, key=partial(_by_field, name))
                sequence = [season.by_answer[str(a["id"])][0] for a in order]
                found.append(ranked(f"bag by {name}", sequence))
    return together(found)


def joined(season: Season) -> Finding:
    """Two answers of one person, joined by standing together or by ids that are alike."""
    found = []
    for batch in season.batches:
        place = {str(a["id"]): at for at, a in enumerate(batch.answers)}
        questions = list(_by_question(season, batch).values())
        for first, second in pairwise(questions):
            mine, others = _of_both(season, first, second)
            found.append(_pairs(season, "next to each other", mine, others, partial(_gap, place)))
            found.append(_pairs(season, "ids alike", mine, others, _unlike))
    return together(found)


def located(season: Season, copy: Copy) -> dict[str, list[tuple[Row, Person]]]:
    """Every row of a copy that holds answers of one person, by table, in the table's order."""
    found: dict[str, list[tuple[Row, Person]]] = defaultdict(list)
    for table, rows in copy.tables.items():
        for row in rows:
            people = _in_row(season, copy, row)
            if len(people) == _ALONE:
                found[table].append((row, people[0]))
    return found


def ranked(way: str, sequence: Sequence[Person]) -> Finding:
    """Guess that this is the order in which they were online, forwards and backwards."""
    truth = sorted(sequence, key=when)
    middle = (len(truth) - 1) / 2
    guesses = {
        way + direction: tuple(
            Guess(guessed is person, 1 / len(truth), abs(place - middle))
            for place, (guessed, person) in enumerate(zip(truth, order, strict=True))
        )
        for direction, order in zip(_BOTH, (sequence, sequence[::-1]), strict=True)
    }
    return Finding(guesses)


def _in_row(season: Season, copy: Copy, row: Row) -> list[Person]:
    found: dict[str, Person] = {}
    for value in row.values.values():
        plain = copy.opened.get(value, value) if isinstance(value, bytes) else value
        found.update((person.name, person) for person in season.named_in(plain))
    return list(found.values())


def _orders(rows: Sequence[tuple[Row, Person]]) -> dict[str, Any]:
    row = rows[0][0]
    by_place = {place: (lambda one, place=place: one.places[place]) for place in row.places}
    by_value = {name: (lambda one, name=name: _sortable(one.values[name])) for name in row.values}
    return {**by_place, **by_value}


def _sortable(value: object) -> tuple[str, Any]:
    return (type(value).__name__, "" if value is None else value)


def _by(batch: Batch, way: str, rows: Sequence[tuple[Row, Person]], key: Any) -> Finding:  # noqa: ANN401 - any order
    people = set(map(id, batch.people))
    theirs = [(row, person) for row, person in rows if id(person) in people]
    return ranked(way, [person for _, person in sorted(theirs, key=lambda one: key(one[0]))])


def _offset(raw: bytes, row: Row) -> int:
    """Where the row's longest short value lies, or its long one."""
    values = [v for v in row.values.values() if isinstance(v, bytes) and len(v) >= 16]
    return min((raw.find(value[:64]) for value in values), default=0)


def _first_seen(season: Season, batch: Batch) -> Finding:
    copies = [c for c in season.copies if c.period == batch.before.period and c.when != "boundary"]
    rows = located(season, batch.before)
    members = set(map(id, batch.people))
    found: dict[str, list[Guess]] = defaultdict(list)
    for table, theirs in rows.items():
        for name in theirs[0][0].values:
            seen = [_marks(copy, table, name) for copy in copies]
            dice = Random(f"{batch.before.period} {table} {name}")
            for row, person in theirs:
                if id(person) in members:
                    at = _since(seen, _mark(row.values[name]))
                    online = _online(batch.people, copies, at)
                    guess = dice.choice(online)
                    sure = 1 / len(online)
                    found[f"{table}.{name}"].append(
                        Guess(guess is person, 1 / len(batch.people), sure)
                    )
    return Finding({way: tuple(guesses) for way, guesses in found.items()})


def _since(seen: Sequence[set[int]], mark: int) -> int:
    """Since which copy this was there without a break."""
    at = len(seen) - 1
    while at > 0 and mark in seen[at - 1]:
        at -= 1
    return at


def _online(people: Sequence[Person], copies: Sequence[Copy], at: int) -> Sequence[Person]:
    """Who sent between the copy before this one and this one; everybody when nobody did."""
    before = copies[at - 1].moment if at else datetime.min.replace(tzinfo=copies[0].moment.tzinfo)
    until = copies[at].moment
    return [p for p in people if p.sent is not None and before < p.sent <= until] or people


def _marks(copy: Copy, table: str, column: str) -> set[int]:
    return {_mark(row.values[column]) for row in copy.tables.get(table, ())}


def _mark(value: object) -> int:
    return hash(value)


def _by_question(season: Season, batch: Batch) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for answer in batch.answers:
        if str(answer["id"]) in season.by_answer:
            found[str(answer["question"])].append(answer)
    return found


def _plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _by_field(name: str, answer: Mapping[str, Any]) -> tuple[str, str]:
    """A field of an answer; answers that look alike lie in the order of their ids."""
    return str(answer.get(name)), str(answer["id"])


def _of_both(
    season: Season, first: Iterable[dict[str, Any]], second: Iterable[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The answers of those who answered both."""

    def names(answers: Iterable[dict[str, Any]]) -> set[str]:
        return {season.by_answer[str(a["id"])][0].name for a in answers}

    both = names(first) & names(second)
    return (
        [a for a in first if season.by_answer[str(a["id"])][0].name in both],
        [a for a in second if season.by_answer[str(a["id"])][0].name in both],
    )


def _pairs(
    season: Season,
    way: str,
    mine: Sequence[dict[str, Any]],
    others: Sequence[dict[str, Any]],
    distance: Any,  # noqa: ANN401 - any order
) -> Finding:
    guesses = []
    for answer in mine:
        gaps = sorted((distance(answer, other), at) for at, other in enumerate(others))
        guess = season.by_answer[str(others[gaps[0][1]]["id"])][0]
        hit = guess is season.by_answer[str(answer["id"])][0]
        guesses.append(Guess(hit, 1 / len(others), -gaps[0][0]))
    return Finding({way: tuple(guesses)})


def _gap(place: Mapping[str, int], one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return abs(place[str(one["id"])] - place[str(other["id"])])


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How early two ids begin to differ, the later the smaller."""
    first, second = str(one["id"]), str(other["id"])
    same = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 99)
    return -same
