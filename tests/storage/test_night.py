"""Nights during which others write, and nights that are cut short."""

import asyncio
from datetime import timedelta

import pytest

from storage.copying import PART, Copying
from storage.errors import CannotOpen
from storage.records import Settled
from storage.sealing import digest, unseal
from storage.store import Store
from storage.turning import following, vault_of
from storage.vault import FIRST_SLOTS
from tests.storage.places import (
    FIRST,
    TODAY,
    Place,
    contents,
    invite,
    keep_all,
    name,
    next_period,
    pool_of,
)

NEXT = "SELECT key FROM next_slot"
SLOTS = "SELECT key, content FROM slot ORDER BY key"


@pytest.fixture
def blank(whole: Place) -> Place:
    """A vault of the size that the program begins with."""
    return whole


def _counted(place: Place) -> tuple[int, int]:
    """How many slots are in use and how many there are, when the counts say the same."""
    with place.connect().reading() as connection, connection.begin():
        vault = vault_of(connection, place.keys())
        head, used = vault.head(), len(list(vault.slots()))
    assert (head.used, head.total) == (used, place.slots())
    return head.used, head.total


def _begun(place: Place, parts: int = 2) -> Copying:
    """A night that copied so many parts and went no further."""
    keys = place.keys()
    with place.connect().writing() as connection, connection.begin():
        day = vault_of(connection, keys).keys
        copying = Copying(TODAY, day, following(day, keys), 0)
        assert copying.begin(connection)
        missing, _ = copying.changed(connection)
        sealed = copying.sealed(connection, missing[: parts * PART])
        copying.change(connection, sealed, ())
    copying.note(sealed, ())
    return copying


def _holds(place: Place, copying: Copying) -> bool:
    with place.connect().reading() as connection, connection.begin():
        return copying.holds(connection)


async def test_what_is_written_at_night_is_kept(place: Place, store: Store) -> None:
    """Sends, forgettings and deletions during a night are there afterwards, each once."""
    hashes = await invite(store, 200)
    await store.begin_calendar(FIRST)
    for number in range(20):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)
    night = asyncio.create_task(store.night(TODAY))
    sent = asked = 20
    # Without a pause, so that there is no moment in which nothing has changed.
    while not night.done():
        if sent < len(hashes) // 2:
            await store.keep(hashes[sent], name(sent), name(sent), b"%d" % sent)
            assert await store.forget(name(sent - 20))
            sent += 1
        await store.ask_to_delete(name(asked))
        asked += 1
    assert await night
    assert sent > 22
    assert _counted(place)[1] == FIRST_SLOTS
    assert place.rows(NEXT) == []
    for number in range(sent):
        again = await store.keep(hashes[number], b"another", name(number), b"again")
        assert again == "spent"
    pool = await pool_of(store)
    left = {b"%d" % number for number in range(sent - 20, sent)}
    assert {waiting.content for waiting in pool.responses} == left
    assert len(pool.responses) == len(left)
    assert set(pool.deletions) == {name(number) for number in range(20, asked)}


async def test_the_vault_doubles_at_night(place: Place, store: Store) -> None:
    """A vault that grows while it is copied is copied as it has become."""
    hashes = await invite(store, 300)
    await store.begin_calendar(FIRST)
    for number in range(FIRST_SLOTS // 4):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)
    sends = [store.keep(hashes[n], name(n), name(n), b"%d" % n) for n in range(200, 210)]
    night, *_ = await asyncio.gather(store.night(TODAY), *sends)
    assert night
    assert _counted(place) == (2 * (FIRST_SLOTS // 4 + 10), 2 * FIRST_SLOTS)
    assert len(await contents(store)) == FIRST_SLOTS // 4 + 10


async def test_two_nights_at_once_are_one(place: Place, store: Store) -> None:
    """Of two processes that turn the day key at the same moment, one does, and both go on."""
    hashes = await invite(store)
    await store.begin_calendar(FIRST)
    await store.keep(hashes[0], name(0), name(0), b"0")
    other = place.open()
    assert sorted(await asyncio.gather(other.night(TODAY), store.night(TODAY))) == [False, True]
    assert _counted(place) == (2, FIRST_SLOTS)
    for number, door in ((1, store), (2, other)):
        assert await door.keep(hashes[number], name(number), name(number), b"x") == "kept"
    other.close()


async def test_a_night_cut_short_changes_nothing(place: Place, store: Store) -> None:
    """The day's slots are as they were, what was copied opens for nobody, and the next night
    removes it."""
    hashes = await invite(store)
    await store.begin_calendar(FIRST)
    await store.keep(hashes[0], name(0), name(0), b"0")
    store.close()
    before, file = place.rows(SLOTS), (place.key_path / "keys.json").read_text()
    _begun(place)
    left = place.rows("SELECT key, content FROM next_slot")
    assert len(left) == 2 * PART + 1
    assert place.rows(SLOTS) == before
    assert (place.key_path / "keys.json").read_text() == file
    assert not {key for key, _ in left} & {key for key, _ in before}
    assert not any(_opens(place, key, content) for key, content in left)
    again = place.open()
    assert not await again.swept() or place.rows(NEXT) == []
    assert await again.night(TODAY)
    assert place.rows(NEXT) == []
    assert not {key for key, _ in left} & set(place.rows("SELECT key FROM slot"))
    assert _counted(place) == (2, FIRST_SLOTS)
    assert await contents(again) == [b"0"]
    again.close()


def _opens(place: Place, key: object, content: object) -> bool:
    assert isinstance(key, bytes)
    assert isinstance(content, bytes)
    with place.connect().reading() as connection, connection.begin():
        keys = vault_of(connection, place.keys()).keys
    for known in (keys.epoch, keys.day, digest(keys.day, b"contents", keys.epoch)):
        try:
            unseal(known, content, key)
        except CannotOpen:
            continue
        return True
    return False


async def test_what_a_dead_night_left_is_swept(place: Place, store: Store) -> None:
    """A start notices what lies in the other table, and the next sweep takes it away."""
    store.close()
    _begun(place)
    again = place.open()
    assert await again.swept()
    assert place.rows(NEXT) == []
    again.close()


async def test_a_night_that_is_overtaken_gives_up(place: Place, store: Store) -> None:
    """A boundary, or another night, takes the other table from a night that stood still."""
    await store.begin_calendar(FIRST)
    turns = (
        lambda: store.boundary("1", keep_all),
        lambda: store.night(TODAY),
        lambda: store.night(TODAY + timedelta(days=1)),
    )
    for turn in turns:
        place.rows("DELETE FROM next_slot")
        stood_still = _begun(place)
        assert _holds(place, stood_still)
        await turn()
        assert not _holds(place, stood_still)
    assert _counted(place) == (0, FIRST_SLOTS)


async def test_a_copy_does_not_stay_behind(place: Place, store: Store) -> None:
    """A slot that changes after it was copied is copied anew, and its copy taken out."""
    hashes = await invite(store)
    await store.keep(hashes[0], name(0), name(0), b"0")
    copying = _begun(place, FIRST_SLOTS // PART)
    assert await store.forget(name(0))
    with place.connect().writing() as connection, connection.begin():
        missing, gone = copying.changed(connection)
        assert (len(missing), len(gone)) == (2, 2)
        sealed = copying.sealed(connection, missing)
        copying.change(connection, sealed, gone)
        assert copying.counted(sealed, gone) == (1, FIRST_SLOTS)
        copying.change_names(connection)


async def test_the_vault_shrinks_again(place: Place, store: Store) -> None:
    """When less than an eighth is used the next night makes it smaller, never below the first
    size."""
    hashes = await invite(store, 300)
    await store.begin_calendar(FIRST)
    for number in range(FIRST_SLOTS // 4 + 1):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)
    await store.night(TODAY)
    assert place.slots() == 2 * FIRST_SLOTS
    await store.boundary(
        "1", lambda pool: Settled(next_period(pool), drop_cohorts=(pool.cohorts[0].id,))
    )
    assert place.slots() == 2 * FIRST_SLOTS
    await store.night(TODAY + timedelta(days=1))
    assert place.slots() == FIRST_SLOTS
    await store.night(TODAY + timedelta(days=2))
    assert place.slots() == FIRST_SLOTS
