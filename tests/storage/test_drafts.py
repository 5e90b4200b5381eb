"""Drafts: one a name, written one after the other, gone after two nights and without a trace."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from storage.drafts import MOST_BYTES, Draft
from storage.errors import TooLarge
from storage.store import Store
from tests.storage.places import FIRST, SLOTS, TODAY, Place, contents, invite, keep_all, name

CANARY = b"canary of a draft"


def writes(content: bytes) -> Callable[[Draft], None]:
    """Writes this."""
    return lambda draft: draft.write(content)


def slots(place: Place) -> dict[object, object]:
    """The contents of all slots by their keys."""
    return {row[0]: row[1] for row in place.rows("SELECT key, content FROM slot")}


async def found(store: Store, number: int = 1, days: int = 0) -> bytes | None:
    """What the draft of this name holds, so many days later."""
    later = TODAY + timedelta(days=days)
    return await store.with_draft(name(number), later, lambda draft: draft.content)


async def test_a_draft_is_found_by_its_name_alone(place: Place, store: Store) -> None:
    """What was written last is there, under its own name, in another process too."""
    assert await found(store) is None
    for content in (b"one", b"two"):
        await store.with_draft(name(1), TODAY, writes(content))
    await store.with_draft(name(2), TODAY, writes(b"other"))
    assert [await found(store, number) for number in (1, 2, 3)] == [b"two", b"other", None]
    beside = place.open()
    assert await found(beside) == b"two"
    beside.close()


async def test_a_forgotten_draft_is_gone(place: Place, store: Store) -> None:
    """Forgetting empties the slot, and forgetting what is not there does no harm."""
    await store.with_draft(name(1), TODAY, writes(b"one"))
    await store.with_draft(name(1), TODAY, Draft.forget)
    await store.with_draft(name(1), TODAY, Draft.forget)
    assert await found(store) is None
    assert place.slots() == SLOTS


async def test_writers_at_once_each_see_the_one_before(place: Place, store: Store) -> None:
    """Of many that add to one draft at once, in two processes, no addition is lost."""
    beside = place.open()

    def add(draft: Draft) -> None:
        draft.write((draft.content or b"") + b"x")

    adding = [s.with_draft(name(1), TODAY, add) for s in (store, beside) for _ in range(20)]
    await asyncio.gather(*adding)
    assert await found(store) == b"x" * 40
    beside.close()


async def test_no_slot_keeps_its_key(place: Place, store: Store) -> None:
    """A draft that is written again lies under another key, as everything that changes does."""
    await store.with_draft(name(1), TODAY, writes(b"one"))
    for content in (b"two", b"three", b"four"):
        before = slots(place)
        await store.with_draft(name(1), TODAY, writes(content))
        after = slots(place)
        assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 2
        assert all(after[key] == before[key] for key in before.keys() & after.keys())


async def test_a_draft_ends_at_the_second_night(store: Store) -> None:
    """One night it outlives, the second it does not; before that night it is not read any more."""
    await store.begin_calendar(FIRST)
    await store.with_draft(name(1), TODAY, writes(CANARY))
    await store.night(TODAY + timedelta(days=1))
    assert await found(store, days=1) == CANARY
    assert await found(store, days=2) is None
    await store.night(TODAY + timedelta(days=2))
    assert await found(store, days=0) is None
    assert await contents(store) == []


async def test_writing_again_makes_a_draft_young(store: Store) -> None:
    """The days are counted from the last writing."""
    await store.with_draft(name(1), TODAY, writes(b"one"))
    await store.with_draft(name(1), TODAY + timedelta(days=1), writes(b"two"))
    await store.night(TODAY + timedelta(days=2))
    assert await found(store, days=2) == b"two"


async def test_a_draft_outlives_a_boundary(store: Store) -> None:
    """A boundary seals it under the next key, like what waits."""
    await store.begin_calendar(FIRST)
    await store.with_draft(name(1), TODAY, writes(b"one"))
    await store.boundary("1", keep_all)
    assert await found(store) == b"one"


async def test_a_draft_ends_with_its_response_or_not_at_all(store: Store) -> None:
    """What fails takes back the response, the spent token and the change of the draft."""
    tokens = await invite(store)
    await store.with_draft(name(1), TODAY, writes(b"one"))

    def broken(draft: Draft) -> None:
        assert draft.keep(tokens[0], b"once", name(1), b"response") == "kept"
        draft.write(b"tombstone")
        raise KeyError

    with pytest.raises(KeyError):
        await store.with_draft(name(1), TODAY, broken)
    assert await found(store) == b"one"
    assert await store.keep(tokens[0], b"later", name(1), b"response") == "kept"


async def test_what_does_not_fit_changes_nothing(store: Store) -> None:
    """The largest draft fits into its slot; a larger one is refused and the last one stays."""
    await store.with_draft(name(1), TODAY, writes(b"x" * MOST_BYTES))
    with pytest.raises(TooLarge):
        await store.with_draft(name(1), TODAY, writes(b"x" * (MOST_BYTES + 1)))
    assert await found(store) == b"x" * MOST_BYTES


async def test_no_name_and_no_word_in_clear(place: Place, store: Store) -> None:
    """Neither what a draft holds nor its name stands in the files."""
    await store.with_draft(CANARY, TODAY, writes(CANARY))
    await store.with_draft(CANARY, TODAY, Draft.forget)
    assert CANARY not in place.raw()
