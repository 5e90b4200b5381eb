"""`kill -9` of a real process: nothing acknowledged is lost, nothing is there twice."""

import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

import pytest

from storage.store import Store
from tests.storage.places import FIRST, Place, cohort, contents, name
from tests.storage.victim import SENDS, TOGETHER, TOKENS


def _victim(place: Place, first: int, how: str) -> "subprocess.Popen[str]":
    where = [place.url, str(place.key_path)]
    command = [sys.executable, "-m", "tests.storage.victim", *where, str(first), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _killed(victim: "subprocess.Popen[str]", after: int, moment: float) -> list[int]:
    """Kill it some moment after so many acknowledgements; all acknowledgements are returned."""
    assert victim.stdout is not None
    with victim, victim.stdout:
        heard = [int(victim.stdout.readline()) for _ in range(after)]
        with suppress(subprocess.TimeoutExpired):
            victim.wait(timeout=moment)
        victim.kill()
        return heard + [int(line) for line in victim.stdout]


async def _prepared(store: Store) -> None:
    await store.begin_calendar(FIRST)
    await store.add_cohort(cohort(count=len(TOKENS)), TOKENS)
    store.close()


async def _assert_whole(place: Place, acknowledged: Sequence[int], sent: Sequence[int]) -> None:
    """Every acknowledged Send is there already, the others can be sent, and each is there once."""
    store = place.open()
    for number in sent:
        said = await store.keep(TOKENS[number], name(number), name(number), b"%d" % number)
        assert said == "repeated" if number in acknowledged else said in {"kept", "repeated"}
    assert await contents(store) == sorted(b"%d" % number for number in sent)
    store.close()


async def test_a_kill_at_any_moment_loses_nothing(place: Place, store: Store) -> None:
    """Killed again and again while keeping, at night and at boundaries, all Sends survive once."""
    await _prepared(store)
    chance = random.Random(7)
    acknowledged: list[int] = []
    sent: list[int] = []
    for round_ in range(6):
        first = round_ * SENDS
        victim = _victim(place, first, "killed")
        acknowledged += _killed(victim, chance.randrange(1, 20), chance.uniform(0, 0.15))
        sent += range(first, first + SENDS)
        assert set(acknowledged) <= set(sent)
        await _assert_whole(place, acknowledged, sent)
    assert len(acknowledged) >= TOGETHER


@pytest.mark.parametrize("how", ["deciding", "sealing"])
async def test_a_kill_inside_a_boundary_undoes_it(place: Place, store: Store, how: str) -> None:
    """Dying before the commit of a boundary leaves the period, its responses and its keys."""
    await _prepared(store)
    victim = _victim(place, 0, how)
    assert victim.stdout is not None
    with victim, victim.stdout:
        acknowledged = [int(line) for line in victim.stdout]
    assert victim.returncode == -9
    again = place.open()
    calendar = await again.calendar()
    assert calendar is not None
    assert calendar.period == "1"
    again.close()
    await _assert_whole(place, acknowledged, range(2 * TOGETHER))
    assert len(acknowledged) >= TOGETHER
