"""What the raw bytes of the files give away: nothing."""

import re
from dataclasses import replace

from storage.records import Bag, DigestRow, Pool, Settled
from storage.sealing import hash_token
from storage.store import Store
from tests.storage.places import (
    FIRST,
    SLOTS,
    TODAY,
    Place,
    SqlitePlace,
    cohort,
    keep_all,
    name,
    next_period,
)

WORDS = b"the cranberry coloured office"
TOKENS = [f"token-canary-{number}" for number in range(8)]


async def _interviewed(store: Store) -> None:
    await store.begin_calendar(FIRST)
    await store.add_cohort(cohort(), [hash_token(token) for token in TOKENS])
    for number, token in enumerate(TOKENS):
        await store.keep(hash_token(token), b"once-canary", name(number) * 2, WORDS * 50)
    await store.ask_to_delete(b"deletion-canary".ljust(32, b"!"))
    await store.forget(name(0) * 2)


def _assert_silent(raw: bytes, *, hashes: bool) -> None:
    for canary in (b"cranberry", b"canary", *(name(n) * 2 for n in range(1, 8))):
        assert canary not in raw
    assert any(hash_token(token) in raw for token in TOKENS) is hashes


async def test_nothing_that_was_sent_can_be_read(place: Place, store: Store) -> None:
    """Neither database nor log hold a word, a token, a receipt or an idempotency key."""
    await _interviewed(store)
    _assert_silent(place.raw(), hashes=True)
    await store.night(TODAY)
    _assert_silent(place.raw(), hashes=True)
    await store.boundary(
        "1", lambda pool: Settled(next_period(pool), bags=(Bag("00", WORDS), *pool.bags))
    )
    _assert_silent(place.raw(), hashes=True)


async def test_the_keys_lie_elsewhere(place: Place, store: Store) -> None:
    """No key is in the database or its log, at any time."""
    await _interviewed(store)
    seen = [(place.key_path / "keys.json").read_text()]
    await store.night(TODAY)
    seen.append((place.key_path / "keys.json").read_text())
    await store.boundary("1", keep_all)
    seen.append((place.key_path / "keys.json").read_text())
    keys = {bytes.fromhex(found) for text in seen for found in re.findall("[0-9a-f]{64}", text)}
    assert len(keys) >= 6
    assert not [key for key in keys if key in place.raw()]


async def test_deleted_tokens_leave_no_bytes(place: Place, store: Store) -> None:
    """After a boundary dropped a cohort, not even the hashes of its tokens are in the files."""
    await _interviewed(store)
    await store.boundary("1", _drop)
    _assert_silent(place.raw(), hashes=False)
    assert place.rows("SELECT count(*) FROM token") == [(0,)]


def _drop(pool: Pool) -> Settled:
    dropped = tuple(cohort.id for cohort in pool.cohorts)
    return Settled(next_period(pool), drop_cohorts=dropped)


async def test_what_was_replaced_leaves_no_bytes(place: Place, store: Store) -> None:
    """Sealed slots and bags of yesterday are nowhere in the file, not even in free pages."""
    await _interviewed(store)
    bags = (Bag("00", WORDS),)
    await store.boundary("1", lambda pool: replace(keep_all(pool), bags=bags))
    query = "SELECT content FROM slot UNION ALL SELECT content FROM bag"
    sealed = b"".join(content for (content,) in place.rows(query) if isinstance(content, bytes))
    before = _middles(place)
    await store.boundary("2", lambda pool: replace(keep_all(pool), bags=()))
    assert len(before) > 8 * SLOTS
    assert not [middle for middle in before & _middles(place) if middle in sealed]


def _middles(place: Place) -> set[bytes]:
    """A hundred bytes out of every page that is not empty."""
    raw = place.raw()
    return {raw[at + 2000 : at + 2100] for at in range(0, len(raw) - 4095, 4096)} - {bytes(100)}


async def test_the_boundary_empties_the_log(file: SqlitePlace) -> None:
    """After a night or a boundary SQLite's log has no bytes at all."""
    store = file.fresh()
    log = file.database.with_name("afterword.db-wal")
    await _interviewed(store)
    assert log.stat().st_size
    await store.night(TODAY)
    assert not log.stat().st_size
    await store.boundary("1", keep_all)
    assert not log.stat().st_size
    store.close()


async def test_a_digest_is_all_that_stands_in_clear(place: Place, store: Store) -> None:
    """What is published can be read in the file, and of the batch nothing else."""
    await _interviewed(store)
    digest = DigestRow("d", "1", "#hiring", "slow answers and pay")
    await store.boundary(
        "1",
        lambda pool: Settled(next_period(pool), bags=(Bag("00", WORDS),), digests=(digest,)),
    )
    assert b"slow answers and pay" in place.raw()
    _assert_silent(place.raw(), hashes=True)


async def test_these_tests_can_fail(place: Place, store: Store) -> None:
    """Rows deleted without zeroing or rewriting leave hashes behind, and that is seen."""
    await _interviewed(store)
    store.close()
    place.rows("DELETE FROM token")
    assert any(hash_token(token) in place.raw() for token in TOKENS)
