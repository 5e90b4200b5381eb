"""Nights and boundaries, and what a crash in the middle of one leaves."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.records import Bag, Pool, Settled, Waiting
from storage.store import Store
from tests.storage.places import (
    FIRST,
    SLOTS,
    TODAY,
    Place,
    cohort,
    contents,
    invite,
    keep_all,
    name,
    next_period,
    pool_of,
)

KEYS = "SELECT key FROM slot ORDER BY key"
CONTENTS = "SELECT content FROM slot ORDER BY key"


def _vault_keys(place: Place) -> dict[str, str]:
    held: dict[str, str] = json.loads((place.key_path / "keys.json").read_text())["vault"]
    return held


async def _with_responses(store: Store, count: int = 6) -> None:
    hashes = await invite(store)
    await store.begin_calendar(FIRST)
    for number in range(count):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)


async def test_every_slot_looks_alike(place: Place, store: Store) -> None:
    """Used slots, marks, deletions and fillers have one size, before and after a night."""
    await _with_responses(store)
    await store.ask_to_delete(name(1))
    for _ in range(2):
        assert place.rows("SELECT DISTINCT length(content), length(key) FROM slot") == [(32768, 32)]
        assert place.slots() == SLOTS
        await store.night(TODAY)


async def test_every_write_leaves_the_same_traces(place: Place, store: Store) -> None:
    """Keeping, forgetting, in vain or not, and asking to delete each put two slots anew."""
    token, other, *_ = await invite(store)
    await store.keep(token, name(1), name(1), b"first")
    acts = (
        lambda: store.keep(other, name(2), name(2), b"second"),
        lambda: store.forget(name(1)),
        lambda: store.forget(name(9)),
        lambda: store.ask_to_delete(name(3)),
        lambda: store.ask_to_delete(name(4)),
    )
    for act in acts:
        before = set(place.rows("SELECT key FROM slot"))
        await act()
        after = set(place.rows("SELECT key FROM slot"))
        assert (len(before - after), len(after - before)) == (2, 2)


async def test_a_night_leaves_nothing_to_compare(place: Place, store: Store) -> None:
    """After a night no slot has its old name or content, and everything is still there."""
    await _with_responses(store)
    before = [set(place.rows(query)) for query in (KEYS, CONTENTS)]
    keys = _vault_keys(place)
    await store.night(TODAY)
    after = [set(place.rows(query)) for query in (KEYS, CONTENTS)]
    assert not before[0] & after[0]
    assert not before[1] & after[1]
    assert len(keys.keys() & _vault_keys(place).keys()) == 1
    assert len(_vault_keys(place)) == 2
    assert await contents(store) == [b"%d" % number for number in range(6)]


async def test_a_night_comes_once_a_day(place: Place, store: Store) -> None:
    """A second worker's night of the same day does nothing; the next day it is night again."""
    await _with_responses(store)
    await store.night(TODAY)
    before = place.rows(KEYS)
    await store.night(TODAY)
    assert place.rows(KEYS) == before
    await store.night(TODAY + timedelta(days=1))
    assert not set(place.rows(KEYS)) & set(before)
    assert await store.calendar() == replace(FIRST, last_night="2026-11-23")


async def test_a_night_turns_the_session_keys(place: Place, store: Store) -> None:
    """Sessions begun eight days ago can no longer be opened."""
    keys = place.keys()
    tag, _ = keys.session_key()
    await store.night(TODAY + timedelta(days=8))
    assert keys.session_key_of(tag) is None
    assert keys.session_key()[0] != tag


async def test_a_boundary_seals_what_stays_under_the_next_epoch(place: Place, store: Store) -> None:
    """No key, name or content survives a boundary, and what stays can be found by its receipt."""
    await _with_responses(store)
    before = [set(place.rows(query)) for query in (KEYS, CONTENTS)]
    keys = _vault_keys(place)
    await store.boundary("1", keep_all)
    after = [set(place.rows(query)) for query in (KEYS, CONTENTS)]
    assert not before[0] & after[0]
    assert not before[1] & after[1]
    assert not keys.keys() & _vault_keys(place).keys()
    assert len(_vault_keys(place)) == 2
    assert await store.forget(name(3))


async def test_a_boundary_happens_once(store: Store) -> None:
    """Whoever comes late to a boundary decides nothing."""
    await _with_responses(store)
    assert await store.boundary("2", keep_all) is None
    settled = await store.boundary("1", keep_all)
    assert settled is not None
    assert await store.calendar() == settled.calendar
    assert await store.boundary("1", _never) is None
    assert await contents(store) == [b"%d" % number for number in range(6)]


def _never(pool: Pool) -> Settled:
    raise AssertionError(pool.calendar.period)


async def test_a_batch_leaves_as_a_bag(place: Place, store: Store) -> None:
    """What is released is in the bag and nowhere else; what waits may be written anew."""
    await _with_responses(store)

    def release(pool: Pool) -> Settled:
        first, *rest = sorted(pool.responses, key=lambda waiting: waiting.content)
        bag = Bag("ba5e", b"".join(waiting.content for waiting in rest))
        return Settled(next_period(pool), keep=(Waiting(first.id, b"waited"),), bags=(bag,))

    await store.boundary("1", release)
    assert await store.bags() == (Bag("ba5e", b"12345"),)
    assert place.rows("SELECT id, length(content) FROM bag") == [("ba5e", 32 * 1024)]
    assert await contents(store) == [b"waited"]
    assert await store.forget(name(0))
    assert not await store.forget(name(1))


async def test_bags_are_rewritten_at_each_boundary(place: Place, store: Store) -> None:
    """Bags stay under the next key as they were decided; a bag not listed is gone."""
    await store.begin_calendar(FIRST)
    one, other = Bag("01", b"one" * 20_000), Bag("02", b"other")
    await store.boundary("1", lambda pool: Settled(next_period(pool), bags=(one, other)))
    before = place.rows("SELECT content FROM bag")
    await store.boundary("2", lambda pool: Settled(next_period(pool), bags=(pool.bags[0],)))
    assert await store.bags() == (replace(one, age=1),)
    after = place.rows("SELECT content FROM bag")
    assert not set(after) & set(before)
    assert place.rows("SELECT id, length(content) FROM bag") == [("01", 64 * 1024)]


async def test_the_tokens_of_a_cohort_end(place: Place, store: Store) -> None:
    """Dropped tokens are unknown and their marks gone; the number of people invited stays."""
    (token, *_) = await invite(store)
    await store.begin_calendar(FIRST)
    await store.keep(token, name(1), name(1), b"response")
    await store.boundary(
        "1", lambda pool: replace(keep_all(pool), drop_cohorts=(pool.cohorts[0].id,))
    )
    assert await store.token(token) is None
    assert await store.keep(token, name(1), name(1), b"response") == "unknown"
    assert place.rows("SELECT * FROM token") == []
    assert await store.cohorts() == (cohort(),)
    assert await contents(store) == [b"response"]
    await store.add_cohort(cohort("again"), [token])
    assert await store.keep(token, name(2), name(2), b"not spent") == "kept"


async def test_a_boundary_that_cannot_decide_changes_nothing(place: Place, store: Store) -> None:
    """When deciding fails, everything waits as before and the same keys open it."""
    await _with_responses(store)
    before, keys = place.rows(CONTENTS), _vault_keys(place)
    with pytest.raises(AssertionError):
        await store.boundary("1", _never)
    assert place.rows(CONTENTS) == before
    assert _vault_keys(place) == keys
    assert await store.calendar() == FIRST


@pytest.mark.parametrize("turn", ["night", "boundary"])
async def test_keys_of_a_turn_that_failed_are_destroyed(place: Place, turn: str) -> None:
    """Keys written for a turn that never came to be are gone after the next start."""
    store = place.fresh()
    await _with_responses(store)
    store.close()
    keys = _vault_keys(place)
    place.keys().add_vault_keys(*[(b"t" * 8, b"k" * 32)] * (2 if turn == "boundary" else 1))
    again = place.open()
    assert _vault_keys(place) == keys
    assert await contents(again) == [b"%d" % number for number in range(6)]
    again.close()


@pytest.mark.parametrize("turn", ["night", "boundary"])
async def test_keys_outlived_by_a_turn_are_destroyed(place: Place, turn: str) -> None:
    """A crash after the commit leaves old keys beside the new; the next start destroys them."""
    store = place.fresh()
    await _with_responses(store)
    old = _vault_keys(place)
    await (store.night(TODAY) if turn == "night" else store.boundary("1", keep_all))
    store.close()
    new = _vault_keys(place)
    place.keys().add_vault_keys(*((bytes.fromhex(t), bytes.fromhex(k)) for t, k in old.items()))
    assert _vault_keys(place) == old | new
    again = place.open()
    assert _vault_keys(place) == new
    assert await contents(again) == [b"%d" % number for number in range(6)]
    again.close()


async def test_the_pool_says_nothing_about_who_came_first(store: Store) -> None:
    """The order of the pool is not the order of sending, and changes from night to night."""
    hashes = await invite(store)
    for number, token in enumerate(hashes):
        await store.keep(token, name(number), name(number), b"%02d" % number)
    first = [waiting.content for waiting in (await pool_of(store)).responses]
    second = [waiting.content for waiting in (await pool_of(store)).responses]
    assert first != sorted(first)
    assert first != second
    assert sorted(first) == sorted(second)
