"""What either database promises, and what is said when it cannot be used."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from storage.errors import (
    BusyDatabase,
    DamagedDatabase,
    ForeignDatabase,
    KeyFolderForeign,
    NoDatabase,
    OldDatabase,
)
from storage.store import Store, migrate, open_store
from storage.tables import HEAD
from tests.storage.places import FIRST, TODAY, Place, cohort, contents, invite, keep_all, name

KEEP = "INSERT INTO revision (id, sources) VALUES ('a', 'b')"


async def test_an_error_does_not_quote_what_was_written(store: Store) -> None:
    """What the database refuses is reported without the values."""
    await invite(store, 1)
    with pytest.raises(IntegrityError) as caught:
        await store.add_cohort(cohort("c0ffee"), [b"canary"])
    assert "Engineering" not in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_writer_takes_the_lock_when_it_begins(place: Place) -> None:
    """Two writing transactions never run beside each other; who waited in vain can try again."""
    database = place.connect()
    with database.writing() as first, database.writing() as second:
        with (
            first.begin(),
            pytest.raises(BusyDatabase, match="locked by another program"),
            database.explained(),
        ):
            second.begin()
        with second.begin():
            second.exec_driver_sql(KEEP)
    assert place.rows("SELECT id FROM revision") == [("a",)]


def test_a_reader_sees_one_moment_and_waits_for_nobody(place: Place) -> None:
    """What is written meanwhile is seen by the next look only."""
    database = place.connect()
    with database.reading() as reader, database.writing() as writer:
        with reader.begin():
            count = "SELECT count(*) FROM revision"
            assert reader.exec_driver_sql(count).scalar() == 0
            with writer.begin():
                writer.exec_driver_sql(KEEP)
                assert reader.exec_driver_sql(count).scalar() == 0
            assert reader.exec_driver_sql(count).scalar() == 0
        with reader.begin():
            assert reader.exec_driver_sql(count).scalar() == 1


def test_a_missing_database_is_a_sentence(empty: Place) -> None:
    """Opening what was never migrated says which command makes it."""
    with pytest.raises(NoDatabase, match="Run `python -m bot migrate`"):
        empty.open()


def test_an_older_database_is_a_sentence(place: Place) -> None:
    """Tables of another version are not touched."""
    place.rows("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(OldDatabase, match=f"0000 instead of {HEAD}.*migrate"):
        place.open()


@pytest.mark.parametrize("act", [Place.open, lambda place: migrate(place.url)])
def test_a_foreign_database_is_left_alone(empty: Place, act: Callable[[Place], object]) -> None:
    """A database of another program is refused, and nothing is made in it."""
    empty.rows("CREATE TABLE songs (title TEXT)")
    with pytest.raises(ForeignDatabase, match="database of another program"):
        act(empty)
    with pytest.raises(Exception, match="slot"):
        empty.rows("SELECT * FROM slot")


async def test_a_changed_slot_is_a_sentence(place: Place, store: Store) -> None:
    """A slot that was changed behind the program's back is noticed, never believed."""
    (token, *_) = await invite(store)
    await store.keep(token, name(1), name(2), b"response")
    place.rows("UPDATE slot SET content = key")
    with pytest.raises(DamagedDatabase, match="a sealed part was changed"):
        await store.keep(token, name(1), name(2), b"response")


async def test_a_slot_that_is_gone_is_a_sentence(place: Place, store: Store) -> None:
    """What could not be put into its slot is not said to be kept, alone or with others."""
    hashes = await invite(store)
    await store.keep(hashes[0], name(0), name(0), b"response")
    place.rows("DELETE FROM slot")
    for some in (hashes[1:2], hashes[2:]):
        sends = (store.keep(token, token, token, b"response") for token in some)
        for said in await asyncio.gather(*sends, return_exceptions=True):
            assert isinstance(said, DamagedDatabase)


async def test_an_old_copy_cannot_be_opened(
    place: Place, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A backup of before the last night is refused with a sentence."""
    await store.begin_calendar(FIRST)
    store.close()
    backup = place.copy(tmp_path_factory.mktemp("backup"))
    again = place.open()
    await again.night(TODAY)
    again.close()
    with pytest.raises(KeyFolderForeign, match="old copy whose keys are destroyed"):
        open_store(backup.url, place.keys())


async def test_a_copy_of_this_day_can_be_restored(
    place: Place, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A copy made since the last night opens with the same keys, and holds what it held."""
    first, second, *_ = await invite(store)
    await store.keep(first, name(1), name(1), b"response")
    store.close()
    backup = place.copy(tmp_path_factory.mktemp("backup"))
    again = place.open()
    await again.keep(second, name(2), name(2), b"lost with the disk")
    again.close()
    restored = open_store(backup.url, place.keys())
    assert await contents(restored) == [b"response"]
    restored.close()


async def test_two_boundaries_at_once_are_one(place: Place, store: Store) -> None:
    """Of two processes that end the same period at the same moment, one decides."""
    await store.begin_calendar(FIRST)
    other = place.open()
    settled = await asyncio.gather(other.boundary("1", keep_all), store.boundary("1", keep_all))
    assert [one is None for one in settled].count(True) == 1
    calendar = await store.calendar()
    assert calendar is not None
    assert calendar.period == "2"
    other.close()
