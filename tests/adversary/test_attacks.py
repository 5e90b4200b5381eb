"""Every attack comes to nothing on the program, and catches a program with a mistake.

A small season, drawn from a seed; `make adversary` plays large ones, on both databases.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.adversary.bases import Sqlite, sqlite
from tests.adversary.finding import Finding
from tests.adversary.mutants import Mutant
from tests.adversary.running import adjusted, attacked, caught, clean, pairs
from tests.adversary.table import ATTACKS, IN_LITTLE

NAMES = [attack.name for attack in ATTACKS]
MUTANTS = pairs(every=False)


@pytest.fixture(scope="module")
def base() -> Iterator[Sqlite]:
    """Where databases come from."""
    with sqlite() as made:
        yield made


@pytest.fixture(scope="module")
def found(base: Sqlite) -> Mapping[str, Finding]:
    """What each attack found on the program."""
    return attacked(ATTACKS, base, "1", IN_LITTLE)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_of_it(name: str, found: dict[str, Finding]) -> None:
    """What must not be there is not there, and guessing is no better than luck."""
    assert found[name].leaks == ()
    assert clean(found[name], adjusted(found).get(name))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_mistake_is_caught(mutant: Mutant, base: Sqlite) -> None:
    """A program with the mistake that an attack is about does not get past it."""
    seen = caught(base, mutant, MUTANTS[mutant])
    assert [name for name, noticed in seen.items() if not noticed] == []


def test_every_attack_has_its_mutants() -> None:
    """No two attacks go by one name, and none is without a mutant."""
    assert len(NAMES) == len(set(NAMES))
    assert all(attack.mutants for attack in ATTACKS)
