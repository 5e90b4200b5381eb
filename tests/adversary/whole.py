"""All attacks at full size on one database, by a process of its own."""

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from itertools import count

from tests.adversary.bases import postgres, sqlite
from tests.adversary.copies import Base
from tests.adversary.finding import Finding
from tests.adversary.report import Outcome
from tests.adversary.running import adjusted, attacked, caught, pairs
from tests.adversary.seizure import UNDER_WAY, seize
from tests.adversary.table import ATTACKS, FULL, Attack, Field

BASES: Mapping[str, Callable[[], AbstractContextManager[Base]]] = {
    "SQLite": sqlite,
    "PostgreSQL": postgres,
}
ENOUGH = 1_000  # guesses of every way of guessing


def _outcome(base: Base) -> Outcome:
    found: dict[str, Finding] = {attack.name: Finding() for attack in ATTACKS}
    for seed in count(1):
        _tell(f"{base.name}: season {seed}")
        for name, finding in attacked(_left(found, seed), base, str(seed), FULL).items():
            found[name] += finding
        if not _left(found, seed + 1):
            break
    seen: dict[tuple[str, str], bool] = {}
    for mutant, attacks in pairs(every=True).items():
        for name, noticed in caught(base, mutant, attacks).items():
            seen[name, mutant.__name__] = noticed
        _tell(f"{base.name}: {mutant.__name__}")
    return Outcome(base.name, found, adjusted(found), seen)


def _left(found: dict[str, Finding], seed: int) -> list[Attack]:
    """The attacks that need another season: those that guess, until they guessed enough."""

    def few(attack: Attack) -> bool:
        return bool(found[attack.name].guesses) and found[attack.name].size < ENOUGH

    return [attack for attack in ATTACKS if seed == 1 or few(attack)]


def attacked_whole(name: str) -> Outcome:
    """Everything on the database of this name."""
    with BASES[name]() as base:
        return _outcome(base)


def seized() -> list[str]:
    """What a full seizure yields, as lines."""
    with sqlite() as base, closing(Field(base, "seizure", FULL)) as field:
        return seize(field.season(replace(FULL.usual, under_way=UNDER_WAY))).lines()


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
