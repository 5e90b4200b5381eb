"""Each kind of record ends when its time is over, not before, and its bytes go with it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.records import Bag, Cohort
from storage.retention import Retention
from storage.store import Store, open_store
from tests.storage.places import FIRST, TODAY, Place, invite, keep_all, name

ENDED = date(2026, 12, 1)
LAST = ENDED + timedelta(days=90)
AUTUMN = Cohort("c0ffee", "Canary List", "1", 20, 3, "Canary Label", 5, ENDED.isoformat())

COUNTED = replace(AUTUMN, name="", label=None)


async def _ended(store: Store) -> None:
    """A cohort whose period is over, and one that was invited later."""
    await store.begin_calendar(FIRST)
    await store.add_cohort(AUTUMN, [name(1), name(2)])
    later = replace(AUTUMN, id="beef", name="Later", label=None, until="2027-12-01")
    await store.add_cohort(later, [name(3)])
    await store.boundary("1", lambda pool: replace(keep_all(pool), drop_cohorts=("c0ffee",)))


async def test_an_invitation_list_ends_after_ninety_days(place: Place, store: Store) -> None:
    """On the ninetieth day it is still there; a day later not even the bytes of its words are."""
    await _ended(store)
    await store.night(LAST)
    assert AUTUMN in await store.cohorts()
    await store.night(LAST + timedelta(days=1))
    assert COUNTED in await store.cohorts()
    assert AUTUMN not in await store.cohorts()
    assert b"Canary" not in place.raw()


@pytest.mark.parametrize("sent", [0, 1])
async def test_how_many_were_invited_is_kept_alike(store: Store, sent: int) -> None:
    """The numbers stay for as long as an answer may wait for them, whether one does or not."""
    await store.begin_calendar(FIRST)
    await store.add_cohort(AUTUMN, [name(1), name(2)])
    for number in range(sent):
        await store.keep(name(1), name(number), name(number), b"response")
    await store.boundary("1", lambda pool: replace(keep_all(pool), drop_cohorts=("c0ffee",)))
    await store.night(ENDED + timedelta(days=2 * 366 + 7))
    assert await store.cohorts() == (COUNTED,)
    await store.night(ENDED + timedelta(days=2 * 366 + 8))
    assert await store.cohorts() == ()


async def test_a_list_ends_after_its_tokens(store: Store) -> None:
    """While a boundary is overdue its tokens are there, and the cohort they belong to."""
    await store.begin_calendar(FIRST)
    await store.add_cohort(AUTUMN, [name(1)])
    await store.night(ENDED + timedelta(days=1000))
    assert await store.token(name(1)) is not None


async def test_settings_shorten_and_never_lengthen(place: Place, store: Store) -> None:
    """Shorter times hold; longer ones than were promised are refused."""
    await _ended(store)
    store.close()
    short = open_store(place.url, place.keys(), Retention(list_days=10, bag_boundaries=1))
    await short.night(ENDED + timedelta(days=11))
    assert COUNTED in await short.cohorts()
    bag = Bag("00", b"answers")
    await short.boundary("2", lambda pool: replace(keep_all(pool), bags=(bag,)))
    assert await short.bags() == (bag,)
    await short.boundary("3", keep_all)
    assert await short.bags() == ()
    short.close()
    for wrong in ({"list_days": 91}, {"list_days": -1}, {"bag_boundaries": 9}):
        with pytest.raises(ValueError, match="as long as promised, or shorter"):
            Retention(**wrong)


async def test_a_bag_ends_at_the_eighth_boundary_after_its_release(store: Store) -> None:
    """A bag knows its age whatever is handed in, and nobody has to remember to drop it."""
    await store.begin_calendar(FIRST)
    await store.boundary("1", lambda pool: replace(keep_all(pool), bags=(Bag("00", b"a", 5),)))
    for age in range(8):
        assert await store.bags() == (Bag("00", b"a", age),)
        await store.boundary(str(age + 2), keep_all)
    assert await store.bags() == ()


async def test_a_revision_outlives_its_sessions_and_its_responses(store: Store) -> None:
    """A revision that was replaced stays for eight nights, and longer while a response needs it."""
    seen: list[bytes] = []

    def needed(responses: Sequence[bytes]) -> Collection[str]:
        seen.extend(responses)
        return {response.decode() for response in responses}

    (token, *_) = await invite(store)
    await store.begin_calendar(FIRST)
    for revision in ("needed", "replaced", "in use"):
        await store.keep_revision(revision, "words")
    await store.keep(token, name(1), name(1), b"needed")
    for day in range(7):
        await store.night(TODAY + timedelta(days=day), needed)
    assert await store.revision("replaced") == "words"
    await store.night(TODAY + timedelta(days=7), needed)
    assert await store.revision("replaced") is None
    assert await store.revision("needed") == await store.revision("in use") == "words"
    assert seen == [b"needed"] * 8
    await store.forget(name(1))
    await store.night(TODAY + timedelta(days=8), needed)
    assert await store.revision("needed") is None
    assert len(seen) == 8
    await store.night(TODAY + timedelta(days=100), needed)
    assert await store.revision("in use") == "words"


async def test_a_revision_that_is_used_again_stays(store: Store) -> None:
    """Going back to earlier words makes them the ones in use."""
    await store.begin_calendar(FIRST)
    for revision in ("first", "second", "first"):
        await store.keep_revision(revision, "words")
    for day in range(9):
        await store.night(TODAY + timedelta(days=day), lambda _: ())
    assert await store.revision("first") == "words"
    assert await store.revision("second") is None


async def test_a_clock_moved_back_ends_nothing(place: Place, store: Store) -> None:
    """A night with an earlier date turns the keys and deletes nothing; the next one is as ever."""
    await _ended(store)
    await store.keep_revision("old", "words")
    await store.keep_revision("new", "words")
    await store.night(LAST)
    tag, _ = place.keys().session_key()
    for _ in range(5):
        for day in (TODAY, LAST - timedelta(days=3)):
            await store.night(day, lambda _: ())
    assert AUTUMN in await store.cohorts()
    assert await store.boundary("1", keep_all) is None
    await store.night(LAST + timedelta(days=1), lambda _: ())
    assert AUTUMN not in await store.cohorts()
    assert place.keys().session_key()[0] != tag


async def test_a_key_from_the_future_does_not_live_long(place: Place, store: Store) -> None:
    """A clock that ran ahead for a day and was put right leaves no key that never ends."""
    await store.night(TODAY + timedelta(days=3650))
    tag, _ = place.keys().session_key()
    await store.night(TODAY)
    assert place.keys().session_key_of(tag) is not None
    await store.night(TODAY + timedelta(days=8))
    assert place.keys().session_key_of(tag) is None
