"""All attacks on one database: on the program, then on every mutant, and what came of it."""

from collections.abc import Sequence
from contextlib import closing

from tests.adversary.copies import Base
from tests.adversary.finding import PASS_MARK, Finding
from tests.adversary.mutants import Mutant
from tests.adversary.statistics import holm
from tests.adversary.table import ATTACKS, MUTANT, Attack, Field, Scale

MUTANT_SEED = "mutants"
# Holm's correction for a mutant is made as if all attacks had been tried on it: one figure each
# way of guessing and its most confident tenth.
_WAYS = 60


def attacked(attacks: Sequence[Attack], base: Base, seed: str, scale: Scale) -> dict[str, Finding]:
    """What each attack finds on the program, in seasons of this seed."""
    with closing(Field(base, seed, scale)) as field:
        return {attack.name: attack.act(field) for attack in attacks}


def catches(attack: Attack, mutant: Mutant, field: Field) -> bool:
    """Whether the attack notices this mutant."""
    with mutant():
        found = attack.act(field)
    worst = min(found.p_values().values(), default=1.0)
    return bool(found.leaks) or worst * _WAYS < PASS_MARK


def pairs(*, every: bool) -> dict[Mutant, list[Attack]]:
    """The mutants with the attacks that must catch them: of each attack the first, or all."""
    found: dict[Mutant, list[Attack]] = {}
    for attack in ATTACKS:
        for mutant in attack.mutants if every else attack.mutants[:1]:
            found.setdefault(mutant, []).append(attack)
    return found


def caught(
    base: Base, mutant: Mutant, attacks: Sequence[Attack], scale: Scale = MUTANT
) -> dict[str, bool]:
    """Which of these attacks catch a mutant, which plays its season once for all of them."""
    with closing(Field(base, MUTANT_SEED, scale)) as field:
        return {attack.name: catches(attack, mutant, field) for attack in attacks}


def adjusted(found: dict[str, Finding]) -> dict[str, float]:
    """The smallest p-value of each attack, corrected for all ways of guessing of all attacks."""
    plain = {(name, way): p for name, each in found.items() for way, p in each.p_values().items()}
    corrected = holm({f"{name}\0{way}": p for (name, way), p in plain.items()})
    worst: dict[str, float] = {}
    for key, p in corrected.items():
        name = key.partition("\0")[0]
        worst[name] = min(p, worst.get(name, 1.0))
    return worst


def clean(found: Finding, p: float | None) -> bool:
    """Whether an attack came to nothing: it looked, found nothing, and guessed no better."""
    return not found.leaks and found.size > 0 and (p is None or p >= PASS_MARK)
