"""Rounds of work and death on one database, and what must hold after each."""

import asyncio
import json
import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage.records import Pool, Settled
from storage.store import Store, migrate
from storage.turning import vault_of
from tests.crash.victim import TOKENS, Orders, move, work
from tests.storage.places import FIRST, Place, cohort, keep_all, name

# So many may wait, which makes the vault grow; then all are released, and it shrinks again.
_MOST = 280
_LONGEST = 0.4
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.crash.victim"])


@dataclass
class Rounds:
    """One database that is worked on and never closed properly.

    `waiting` are the numbers of the responses that must be there.
    """

    place: Place
    chance: random.Random
    next: int = 0
    rounds: int = 0
    kills: int = 0
    waiting: set[int] = field(default_factory=set)

    def prepare(self, people: int) -> None:
        """Begin the calendar and issue so many tokens, enough for all that is to come."""
        asyncio.run(self._prepare(people))

    def play(self, dies: str = "outside") -> None:
        """Let a process work, kill it, and assert that everything holds."""
        self.rounds += 1
        journal = self.place.root / f"journal{self.rounds}"
        seed = self.chance.randrange(2**32)
        orders = Orders(self.place.url, self.place.key_path, journal, self.next, seed, dies)
        after = self.chance.choice(("begins", "sent", "sent"))
        self.kills += killed(work, orders, self.chance.uniform(0, _LONGEST), after)
        lines = [line.split() for line in journal.read_text().splitlines()]
        self.next = max([self.next, *(int(one[1]) + 1 for one in lines if one[0] == "send")])
        asyncio.run(self._hold([(one[0], int(one[1])) for one in lines if len(one) == 2]))

    async def _prepare(self, people: int) -> None:
        store = self.place.open()
        await store.begin_calendar(FIRST)
        await store.add_cohort(cohort(count=people), TOKENS[:people])
        store.close()

    async def _hold(self, acts: list[tuple[str, int]]) -> None:
        store = self.place.open()
        _assert_counted(self.place)
        pool = await _seen(store)
        _assert_periods(acts, int(pool.calendar.period))
        _assert_deletions(acts, pool)
        found = Counter(int(waiting.content) for waiting in pool.responses)
        assert set(found.values()) <= {1}, "a response is there twice"
        self._assert_responses(acts, set(found))
        await self._assert_spent(store, acts)
        if len(self.waiting) > _MOST:
            await self._release(store)
        store.close()

    def _assert_responses(self, acts: list[tuple[str, int]], found: set[int]) -> None:
        noted = {act: {number for what, number in acts if what == act} for act, _ in acts}
        must = (self.waiting | noted.get("sent", set())) - noted.get("forget", set())
        may = self.waiting | noted.get("send", set())
        assert must <= found, "an acknowledged response is lost"
        assert found <= may - noted.get("forgot", set()), "a forgotten response is there"
        self.waiting = found

    async def _assert_spent(self, store: Store, acts: list[tuple[str, int]]) -> None:
        for number in {number for what, number in acts if what == "sent"}:
            said = await store.keep(TOKENS[number], b"rival", name(number), b"rival")
            assert said == "spent", "an acknowledged Send left its token unspent"

    async def _release(self, store: Store) -> None:
        calendar = await store.calendar()
        assert calendar is not None
        await store.boundary(calendar.period, lambda pool: replace(keep_all(pool), keep=()))
        self.waiting = set()


def killed(
    target: Callable[[Orders], None], orders: Orders, moment: float, after: str = "begins"
) -> bool:
    """Whether the process was still at it so many seconds after it first noted this."""
    process = _PROCESSES.Process(target=target, args=(orders,))
    process.start()
    while not _noted(orders.journal, after) and process.is_alive():
        process.join(0.001)
    process.join(moment)
    process.kill()
    process.join()
    assert process.exitcode in {0, -9}, "it ended otherwise than by being killed"
    return process.exitcode == -9


def _noted(journal: Path, word: str) -> bool:
    return journal.exists() and word in journal.read_text().split()


def migrated(place: Place, number: int, moment: float) -> bool:
    """Kill a migration from the first version; whether it was under way. It is done again."""
    journal = place.root / f"migration{number}"
    orders = Orders(place.url, place.key_path, journal, 0, 0)
    under_way = killed(move, orders, moment)
    migrate(place.url)
    assert place.rows("SELECT id, sources, nights FROM revision") == [("abc", "{}", 0)]
    place.open().close()
    return under_way


async def _seen(store: Store) -> Pool:
    calendar = await store.calendar()
    assert calendar is not None
    seen: list[Pool] = []

    def look(pool: Pool) -> Settled:
        seen.append(pool)
        return keep_all(pool)

    await store.boundary(calendar.period, look)
    return seen[0]


def _assert_counted(place: Place) -> None:
    """The counts say what is there, and the folder holds the keys of the vault and no others."""
    keys, database = place.keys(), place.connect()
    with database.reading() as connection, connection.begin():
        vault = vault_of(connection, keys)
        head = vault.head()
        assert head.used == len(list(vault.slots()))
        assert head.total == place.slots()
    assert len(_tags(place.key_path)) == 2


def _tags(folder: Path) -> list[str]:
    return list(json.loads((folder / "keys.json").read_text())["vault"])


def _assert_periods(acts: list[tuple[str, int]], period: int) -> None:
    ended = [number for what, number in acts if what == "ended"]
    tried = [number for what, number in acts if what == "boundary"]
    assert not ended or period > max(ended), "a boundary that was acknowledged is undone"
    assert not tried or period <= max(tried) + 1, "a boundary happened twice"


def _assert_deletions(acts: list[tuple[str, int]], pool: Pool) -> None:
    # One that was asked for before a boundary was noted may have been handed to that boundary.
    last = max((at for at, (what, _) in enumerate(acts) if what == "boundary"), default=-1)
    asked = {number for what, number in acts[last + 1 :] if what == "delete"}
    must = {name(number) for what, number in acts if what == "deleted" and number in asked}
    assert must <= set(pool.deletions), "a deletion is lost"
    assert len(set(pool.deletions)) == len(pool.deletions)
