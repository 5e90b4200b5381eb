"""A small set of deaths, drawn by a seed; `make crash` has hundreds."""

import random

import pytest

from storage.store import migrate
from tests.crash.rounds import Rounds, migrated
from tests.storage.places import Place


def test_a_kill_at_any_moment_loses_nothing(place: Place) -> None:
    """Killed while sending, forgetting, deleting, at night and at boundaries, all holds."""
    place.fresh().close()
    rounds = Rounds(place, random.Random(7))
    rounds.prepare(1_000)
    for _ in range(3):
        rounds.play()
    for dies in ("deciding", "sealing"):
        rounds.play(dies)
    assert rounds.kills >= 4
    assert rounds.waiting


@pytest.mark.parametrize("moment", [0.0, 0.1])
def test_a_killed_migration_is_done_again(place: Place, moment: float) -> None:
    """A migration that was cut short has happened as a whole or not at all."""
    migrate(place.url, "0001")
    place.rows("INSERT INTO revision VALUES ('abc', '{}')")
    migrated(place, 1, moment)
