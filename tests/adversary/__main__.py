"""`python -m tests.adversary`: all attacks at full size on both databases, and what came of them.

The table and the list of a seizure are written into SECURITY.md.
"""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from tests.adversary.bases import postgres, sqlite
from tests.adversary.copies import Base
from tests.adversary.finding import Finding
from tests.adversary.report import ATTACKS_MARK, SEIZURE_MARK, Outcome, between, table
from tests.adversary.running import adjusted, attacked, caught, pairs
from tests.adversary.seizure import seize
from tests.adversary.table import ATTACKS, FULL, Attack, Field

DOCUMENT = Path(__file__).parents[2] / "SECURITY.md"
# Each is attacked by a process of its own.
BASES: Mapping[str, Callable[[], AbstractContextManager[Base]]] = {
    "SQLite": sqlite,
    "PostgreSQL": postgres,
}
ENOUGH = 1_000  # guesses of every way of guessing


def main() -> int:
    """Attack, write, and say what did not hold."""
    began = monotonic()
    with ProcessPoolExecutor(len(BASES), get_context("spawn")) as processes:
        seizure = processes.submit(_seized)
        outcomes = list(processes.map(_attacked, BASES))
        seized = seizure.result()
    rows = table(outcomes, datetime.now(UTC).date(), (monotonic() - began) / 60)
    text = between(DOCUMENT.read_text(encoding="utf-8"), ATTACKS_MARK, rows)
    DOCUMENT.write_text(between(text, SEIZURE_MARK, seized), encoding="utf-8")
    missed = [what for outcome in outcomes for what in outcome.missed()]
    _say("\n".join([*rows[2:], "", *seized, "", *(missed or ["Everything holds."])]))
    return 1 if missed else 0


def _outcome(base: Base) -> Outcome:
    found: dict[str, Finding] = {attack.name: Finding() for attack in ATTACKS}
    for seed in count(1):
        _say(f"{base.name}: season {seed}")
        for name, finding in attacked(_left(found, seed), base, str(seed), FULL).items():
            found[name] += finding
        if not _left(found, seed + 1):
            break
    seen: dict[tuple[str, str], bool] = {}
    for mutant, attacks in pairs(every=True).items():
        for name, noticed in caught(base, mutant, attacks).items():
            seen[name, mutant.__name__] = noticed
        _say(f"{base.name}: {mutant.__name__}")
    return Outcome(base.name, found, adjusted(found), seen)


def _left(found: dict[str, Finding], seed: int) -> list[Attack]:
    """The attacks that need another season: those that guess, until they guessed enough."""

    def few(attack: Attack) -> bool:
        return bool(found[attack.name].guesses) and found[attack.name].size < ENOUGH

    return [attack for attack in ATTACKS if seed == 1 or few(attack)]


def _attacked(name: str) -> Outcome:
    with BASES[name]() as base:
        return _outcome(base)


def _seized() -> list[str]:
    with sqlite() as base, closing(Field(base, "seizure", FULL)) as field:
        return seize(field.season(FULL.usual)).lines()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
