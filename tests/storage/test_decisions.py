"""Actions and reasons on record, on either database."""

from dataclasses import replace

from storage.records import ActionRecord, Pool, Recorded, Settled
from storage.store import Store
from tests.storage.places import FIRST, Place, cohort, name, next_period

DONE = ActionRecord("b1", "Answer within three days", "waiting", "recruiting", state="done")
OPEN = ActionRecord("a1", "Publish the range", "pay_clarity", "recruiting", "2027-03-31")


async def test_an_action_is_kept_changed_and_forgotten(place: Place, store: Store) -> None:
    """What was noted is there for every process; a change that comes too late changes nothing."""
    await store.add_action(OPEN)
    other = place.open()
    assert await other.actions() == (OPEN,)
    hidden = replace(OPEN, hidden=True)
    assert await store.set_action(OPEN, hidden)
    assert not await other.set_action(OPEN, replace(OPEN, state="done"))
    assert await store.actions() == (hidden,)
    assert await other.drop_action("a1")
    assert not await store.drop_action("a1")
    assert await store.actions() == ()
    other.close()


async def test_a_boundary_sees_them_and_notes_what_was_told(store: Store) -> None:
    """In the one transaction: actions reported as done, and what stays on record."""
    for action in (DONE, OPEN):
        await store.add_action(action)
    now, later = Recorded("1", "waiting", 4), Recorded("2", "waiting", 7)
    await store.add_cohorts({cohort(count=20): [name(9)]}, [now])
    await store.add_cohorts({}, [now, later])
    await store.begin_calendar(FIRST)
    seen: list[Pool] = []

    def settle(pool: Pool) -> Settled:
        seen.append(pool)
        return Settled(next_period(pool), told=("b1", "a1"), recorded=(later,))

    await store.boundary("1", settle)
    assert set(seen[0].actions) == {DONE, OPEN}
    assert seen[0].recorded == (Recorded("1", "waiting", 8), later)
    assert set(await store.actions()) == {replace(DONE, told=True), OPEN}
    await store.boundary("2", settle)
    assert seen[1].recorded == (later,)
