"""Every attack comes to nothing on the program, and catches a program with a mistake.

A small season, drawn from a seed; `make adversary` plays large ones, on both databases.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.adversary import mutants
from tests.adversary.bases import Postgres, Sqlite, postgres, sqlite
from tests.adversary.finding import Finding
from tests.adversary.mutants import Mutant
from tests.adversary.running import adjusted, attacked, caught, clean, pairs
from tests.adversary.table import ATTACKS, IN_LITTLE, LEAST, enough

NAMES = [attack.name for attack in ATTACKS]
MUTANTS = pairs(every=False)
# What a database decides is tried on a server too, in the smallest season.
KEPT = (
    "logical order",
    "physical order",
    "snapshot differences and time windows",
    "who answered",
    "words, tokens and receipts in clear",
    "key joins",
    "old backups, current keys",
    "old keys, new data",
    "residue in raw bytes",
    "the tables",
)


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
    seen = caught(base, mutant, MUTANTS[mutant], enough(MUTANTS[mutant]))
    assert [name for name, noticed in seen.items() if not noticed] == []


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """Where databases come from, on a PostgreSQL server."""
    with postgres() as made:
        yield made


@pytest.fixture(scope="module")
def found_there(server: Postgres) -> Mapping[str, Finding]:
    """What the attacks on what is kept found on a server."""
    attacks = [attack for attack in ATTACKS if attack.name in KEPT]
    return attacked(attacks, server, "server", LEAST)


@pytest.mark.parametrize("name", KEPT)
def test_nothing_comes_of_it_on_a_server(name: str, found_there: dict[str, Finding]) -> None:
    """PostgreSQL gives away no more than a file does."""
    assert found_there[name].leaks == ()
    assert clean(found_there[name], adjusted(found_there).get(name))


def test_a_mistake_is_caught_on_a_server(server: Postgres) -> None:
    """On a server, too, deleted bytes that stay in its files are found."""
    mutant = mutants.deleted_bytes_left
    assert all(caught(server, mutant, MUTANTS[mutant], LEAST).values())


def test_every_attack_has_its_mutants() -> None:
    """No two attacks go by one name, and none is without a mutant."""
    assert len(NAMES) == len(set(NAMES))
    assert all(attack.mutants for attack in ATTACKS)
