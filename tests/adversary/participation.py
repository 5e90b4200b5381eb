"""Attacks on taking part: which links were used, by all that is kept or told of them."""

from collections.abc import Sequence
from random import Random

from bot.privacy.pseudonym import token_normal
from storage.sealing import hash_token
from tests.adversary.copies import Copy
from tests.adversary.finding import Finding, Guess, together
from tests.adversary.people import Person
from tests.adversary.season import Season


def who_answered(season: Season) -> Finding:
    """HR has every link: the rows of its token over time, and what trying the link tells."""
    periods = sorted({person.period for person in season.people})
    return together(_period(season, period) for period in periods)


def _period(season: Season, period: str) -> Finding:
    people = [person for person in season.people if person.period == period]
    copies = [c for c in season.copies if c.period == period and c.when == "night"]
    first, last = copies[0], copies[-1]
    probes = [season.probes[person.token] for person in people]
    told, sizes = [words for words, _ in probes], [size for _, size in probes]
    kept = [_rows(last, person) for person in people]
    changed = [_rows(first, p) != now for p, now in zip(people, kept, strict=True)]
    return Finding(
        {
            "what is kept of the token": _guesses(people, kept),
            "what changed about the token": _guesses(people, changed),
            "what the link tells": _guesses(people, told),
            "how much the link tells": _guesses(people, sizes),
        }
    )


def _guesses(people: Sequence[Person], seen: Sequence[object]) -> tuple[Guess, ...]:
    """Take the odd ones for those who answered, or the even ones, whichever is more usual.

    Those who answered are the larger part of each season; the attacker knows their number.
    """
    sent = sum(person.sent is not None for person in people)
    counts = {repr(each): [repr(s) for s in seen].count(repr(each)) for each in seen}
    dice = Random(f"{people[0].name} {len(people)}")
    nearest = sorted(
        range(len(people)),
        key=lambda i: (abs(counts[repr(seen[i])] - sent), repr(seen[i]), dice.random()),
    )
    chance = sent / len(people)
    return tuple(
        Guess(people[i].sent is not None, chance, 1 - counts[repr(seen[i])] / len(people))
        for i in nearest[:sent]
    )


def _rows(copy: Copy, person: Person) -> list[object]:
    """Everything beside the hash in rows that hold it, in every table."""
    wanted = hash_token(token_normal(person.token) or "")
    return [
        (table, *(v for v in row.values.values() if not _is_id(v)))
        for table, rows in copy.tables.items()
        for row in rows
        if wanted in row.values.values()
    ]


def _is_id(value: object) -> bool:
    """Whether this is a random value, which is different for everybody anyway."""
    return isinstance(value, bytes | str) and len(value) >= 16
