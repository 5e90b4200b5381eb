"""Keeping, forgetting, inviting and publishing through the one door."""

import asyncio
import shutil
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from storage.errors import (
    Closed,
    KeyFolderForeign,
    ReceiptTaken,
    StaleKeys,
    TooLarge,
)
from storage.keys import KeyFolder
from storage.records import Calendar, Cohort, DigestRow, Post, Settled, Terms
from storage.store import Store, migrate, open_store
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


async def test_a_token_knows_its_terms(store: Store) -> None:
    """A token tells the terms of its cohort, before and after it is spent; others are unknown."""
    (token, *_) = await invite(store)
    terms = Terms("1", "Engineering", 5, "2026-12-01")
    assert await store.token(token) == terms
    assert await store.keep(token, name(1), name(2), b"response") == "kept"
    assert await store.token(token) == terms
    assert await store.token(name(3)) is None


async def test_a_send_is_kept_once(store: Store) -> None:
    """The same Send again is called repeated, another on the token spent; one response waits."""
    (token, *_) = await invite(store)
    assert await store.keep(token, name(1), name(2), b"first") == "kept"
    assert await store.keep(token, name(1), name(2), b"first") == "repeated"
    assert await store.keep(token, name(1), name(3), b"again, with a new receipt") == "repeated"
    assert await store.keep(token, name(4), name(5), b"second") == "spent"
    assert await contents(store) == [b"first"]


async def test_a_shared_token_takes_as_many_sends_as_people(store: Store) -> None:
    """Each Send on it is kept once; the one after the last is spent, also of two at once."""
    await store.add_cohort(replace(cohort(count=20), sends=3), [name(9)])
    assert (await store.token(name(9)) or Terms("", None, 0, "")).sends == 3
    assert await store.keep(name(9), name(1), name(2), b"first") == "kept"
    assert await store.keep(name(9), name(3), name(4), b"second") == "kept"
    assert await store.keep(name(9), name(1), name(2), b"first") == "repeated"
    rivals = ((name(5), name(6), b"third"), (name(7), name(8), b"fourth"))
    kept = await asyncio.gather(*(store.keep(name(9), *rival) for rival in rivals))
    assert sorted(kept) == ["kept", "spent"]
    assert len(await contents(store)) == 3


async def test_cohorts_are_noted_together_or_not_at_all(store: Store) -> None:
    """An import that fails at its last label leaves nothing of the first."""
    one, other = cohort(count=2), replace(cohort(count=2), id="other", label="Sales")
    with pytest.raises(IntegrityError):
        await store.add_cohorts({one: [name(1), name(2)], other: [name(3), name(2)]})
    assert await store.cohorts() == ()
    assert await store.token(name(1)) is None
    await store.add_cohorts({one: [name(1), name(2)], other: [name(3), name(4)]})
    assert (await store.token(name(4)) or Terms("", None, 0, "")).label == "Sales"


async def test_an_unknown_token_keeps_nothing(store: Store) -> None:
    """A Send on a token that was never issued stores nothing."""
    assert await store.keep(name(9), name(1), name(2), b"response") == "unknown"
    assert await contents(store) == []


async def test_of_two_sends_at_once_one_wins(place: Place, store: Store) -> None:
    """Sends on one token from two processes and many tabs: exactly one is kept."""
    (token, *_) = await invite(store)
    other = place.open()
    doors = [store, other] * 6
    both = [
        door.keep(token, name(number), name(100 + number), b"%d" % number)
        for number, door in enumerate(doors)
    ]
    said = await asyncio.gather(*both)
    other.close()
    assert sorted(said) == ["kept"] + ["spent"] * 11
    assert await contents(store) == [b"%d" % said.index("kept")]


async def test_one_that_fails_fails_alone(store: Store) -> None:
    """Writes committed together do not share their failures."""
    hashes = await invite(store)
    sends = [
        store.keep(token, name(number), name(number), b"x" * 40_000 if number == 3 else b"fits")
        for number, token in enumerate(hashes)
    ]
    said = await asyncio.gather(*sends, return_exceptions=True)
    assert [number for number, one in enumerate(said) if one != "kept"] == [3]
    assert isinstance(said[3], TooLarge)
    assert await store.keep(hashes[3], name(3), name(3), b"shorter") == "kept"
    assert await contents(store) == [b"fits"] * 19 + [b"shorter"]


async def test_a_receipt_belongs_to_one_response(store: Store) -> None:
    """A second response under the same receipt is refused, and its token stays unspent."""
    first, second, *_ = await invite(store)
    await store.keep(first, name(1), name(2), b"first")
    with pytest.raises(ReceiptTaken, match="Make a new receipt"):
        await store.keep(second, name(1), name(2), b"second")
    assert await store.keep(second, name(1), name(3), b"second") == "kept"
    assert await contents(store) == [b"first", b"second"]


async def test_a_waiting_response_is_forgotten_at_once(store: Store) -> None:
    """Only the receipt's holder deletes, once; the token stays spent."""
    first, second, *_ = await invite(store)
    await store.keep(first, name(1), name(2), b"first")
    await store.keep(second, name(1), name(3), b"second")
    assert not await store.forget(name(9))
    assert await store.forget(name(2))
    assert not await store.forget(name(2))
    assert await store.keep(first, name(7), name(8), b"third") == "spent"
    assert await contents(store) == [b"second"]


async def test_deletions_wait_for_the_boundary(store: Store) -> None:
    """Every deletion is handed to the next boundary, once, and to no later one."""
    for number in (1, 2, 1):
        await store.ask_to_delete(name(number))
    assert set((await pool_of(store)).deletions) == {name(1), name(2)}
    assert (await pool_of(store)).deletions == ()
    with pytest.raises(ValueError, match="32 bytes"):
        await store.ask_to_delete(b"short")


async def test_made_up_receipts_do_not_fill_the_disk(place: Place, store: Store) -> None:
    """A thousand deletions take no more slots than were there before, and all arrive."""
    await asyncio.gather(*(store.ask_to_delete(name(number)) for number in range(1000)))
    pool = await pool_of(store)
    assert set(pool.deletions) == {name(number) for number in range(1000)}
    assert place.slots() == SLOTS


async def test_the_vault_doubles(place: Place, store: Store) -> None:
    """When more than half of the slots are in use there are twice as many, and nothing is lost."""
    hashes = await invite(store, 300)
    for number in range(SLOTS // 4):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)
    assert place.slots() == SLOTS
    await store.keep(hashes[299], name(299), name(299), b"299")
    assert place.slots() == 2 * SLOTS
    assert len(await contents(store)) == SLOTS // 4 + 1
    assert place.slots() == 2 * SLOTS


async def test_stale_keys_stop_a_writer(place: Place, store: Store) -> None:
    """A process whose key folder was left behind stores nothing, and says why."""
    (token, *_) = await invite(store)
    copied = shutil.copytree(place.key_path, place.root / "copied keys")
    copied.chmod(0o700)
    other = open_store(place.url, KeyFolder(copied).open_or_create(TODAY))
    await store.begin_calendar(FIRST)
    await store.boundary("1", keep_all)
    with pytest.raises(StaleKeys, match="nothing was stored"):
        await other.keep(token, name(1), name(2), b"response")
    with pytest.raises(StaleKeys):
        await other.night(TODAY)
    with pytest.raises(StaleKeys):
        await other.bags()
    other.close()
    assert await contents(store) == []


async def test_another_process_follows_the_keys(place: Place, store: Store) -> None:
    """A process on the same key folder goes on after the other turned the keys."""
    first, second, *_ = await invite(store)
    other = place.open()
    await other.keep(first, name(1), name(2), b"before")
    await store.night(TODAY)
    assert await other.keep(first, name(1), name(2), b"before") == "repeated"
    await store.begin_calendar(FIRST)
    await store.boundary("1", keep_all)
    assert await other.keep(second, name(1), name(3), b"after") == "kept"
    other.close()
    assert await contents(store) == [b"after", b"before"]


def test_a_foreign_key_folder_is_a_sentence(place: Place, empty: Place) -> None:
    """A folder that is new or of another database is refused, and harmed no more than this one."""
    with pytest.raises(KeyFolderForeign, match="If that is lost"):
        open_store(place.url, KeyFolder(place.root / "new").open_or_create(TODAY))
    migrate(empty.url)
    with pytest.raises(KeyFolderForeign, match="does not hold the keys"):
        open_store(empty.url, place.keys())
    place.open().close()


async def test_revisions_are_kept_by_their_hash(store: Store) -> None:
    """A revision is found again, keeping it twice is nothing, and others are None."""
    for _ in range(2):
        await store.keep_revision("abc", '{"script": "…"}')
    assert await store.revision("abc") == '{"script": "…"}'
    assert await store.revision("abd") is None


async def test_cohorts_are_listed(store: Store) -> None:
    """Every cohort comes back as it was given; an id or token given twice changes nothing."""
    unlabelled = Cohort("beef", "Winter", "2", 2, None, None, 5, "2027-01-04")
    await invite(store, 3)
    await store.add_cohort(unlabelled, [name(1), name(2)])
    with pytest.raises(IntegrityError):
        await store.add_cohort(replace(unlabelled, id="dead"), [name(1)])
    assert await store.cohorts() == (unlabelled, cohort(count=3))


async def test_the_calendar_begins_once(store: Store) -> None:
    """The first calendar stays, whoever else begins one."""
    assert await store.calendar() is None
    assert await store.begin_calendar(FIRST) == FIRST
    assert await store.begin_calendar(Calendar("9", "", 9, 9)) == FIRST
    assert await store.calendar() == FIRST


async def test_the_outbox_remembers_how_far_it_came(store: Store) -> None:
    """A boundary leaves digests and posts; a post is to do until it is posted or given up."""
    digests = (DigestRow("d1", "1", "#b", "{}"), DigestRow("d2", "1", "#a", "{}"))
    posts = tuple(Post(f"p{n}", "d1", "#b") for n in range(3))
    await store.begin_calendar(FIRST)
    await store.boundary("1", lambda pool: Settled(next_period(pool), digests=digests, posts=posts))
    assert await store.digests() == (digests[1], digests[0])
    assert await store.posts() == posts
    trying = replace(posts[0], state="sending", attempts=1, problem="no answer")
    assert await store.set_post(posts[0], trying)
    assert await store.set_post(posts[1], replace(posts[1], state="posted"))
    assert await store.set_post(posts[2], replace(posts[2], state="stuck"))
    assert await store.posts() == (trying,)


async def test_of_two_workers_one_takes_a_post(place: Place, store: Store) -> None:
    """Who finds a post other than it was when it was read notes nothing and leaves it alone."""
    digest, post = DigestRow("d", "1", "#a", "{}"), Post("p", "d", "#a")
    await store.begin_calendar(FIRST)
    await store.boundary(
        "1", lambda pool: Settled(next_period(pool), digests=(digest,), posts=(post,))
    )
    other = place.open()
    rivals = [replace(post, state="sending", attempts=1, problem=by) for by in ("a", "b")]
    took = await asyncio.gather(store.set_post(post, rivals[0]), other.set_post(post, rivals[1]))
    assert sorted(took) == [False, True]
    assert await store.posts() == (rivals[took.index(True)],)
    other.close()


async def test_a_claim_is_for_one_process(place: Place, store: Store) -> None:
    """While one has it nobody else does, whatever else is claimed; then the next one may."""
    other = place.open()
    async with store.claim("outbox") as mine, other.claim("outbox") as too, other.claim("x") as x:
        assert (mine, too, x) == (True, False, True)
    async with other.claim("outbox") as now:
        assert now
    other.close()


async def test_a_closed_store_takes_nothing(place: Place) -> None:
    """What waits is finished when the store closes; after that it says that it is closed."""
    store = place.fresh()
    waiting = asyncio.gather(*(store.keep_revision(str(n), "text") for n in range(50)))
    await asyncio.wait_for(store.keep_revision("last", "text"), timeout=60)
    store.close()
    await waiting
    with pytest.raises(Closed):
        await store.keep_revision("late", "text")
    again = place.open()
    assert await again.revision("49") == await again.revision("last") == "text"
    assert await again.revision("late") is None
    again.close()
