"""The SQLite file: what every connection promises, and what is said when it cannot."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import PRAGMAS, Database, path_of
from storage.errors import (
    BusyDatabase,
    CheckpointBlocked,
    DamagedDatabase,
    DiskFull,
    ForeignDatabase,
    NoDatabase,
    OldDatabase,
    ReadOnlyDatabase,
    StorageError,
    UnsafeDatabase,
    UnsupportedDatabase,
)
from storage.store import Store, migrate
from tests.storage.places import Place, cohort, invite, name


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:secret@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=ro&uri=true",
        "sqlite+aiosqlite:///x.db",
        "nonsense",
        "",
    ],
)
def test_another_database_is_refused(url: str) -> None:
    """Anything but an SQLite file is refused in a sentence, without its password."""
    with pytest.raises(UnsupportedDatabase, match="one SQLite file") as caught:
        path_of(url)
    assert "secret" not in str(caught.value)


def test_a_file_is_taken() -> None:
    """Relative and absolute files are both understood."""
    assert path_of("sqlite:///./data/afterword.db") == Path("data/afterword.db")
    assert path_of("sqlite:////srv/a b%.db") == Path("/srv/a b%.db")


def test_every_connection_is_hardened(place: Place) -> None:
    """Each connection, reading or writing, zeroes what it deletes and waits for the disk."""
    migrate(place.url)
    database = Database(place.database)
    for connect in (database.writing, database.reading, database.writing):
        with connect() as connection:
            found = {
                pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                for pragma in PRAGMAS
            }
        assert found == {pragma: answer for pragma, (_, answer) in PRAGMAS.items()}
    assert (found["secure_delete"], found["synchronous"], found["journal_mode"]) == (1, 2, "wal")


def test_a_pragma_that_does_not_take_is_refused() -> None:
    """A connection on which SQLite keeps to ways that leave traces is never used."""
    with pytest.raises(UnsafeDatabase, match="SQLite answers memory to PRAGMA journal_mode"):
        Database(Path(":memory:")).writing()


async def test_an_error_does_not_quote_what_was_written(store: Store) -> None:
    """What SQLite refuses is reported without the values."""
    await invite(store, 1)
    with pytest.raises(IntegrityError) as caught:
        await store.add_cohort(cohort("c0ffee"), [b"canary"])
    assert "Engineering" not in str(caught.value)
    assert "canary" not in str(caught.value)


def test_only_the_owner_can_read_the_file(place: Place) -> None:
    """The database and its log are made for their owner alone."""
    store = place.fresh()
    assert {path.stat().st_mode & 0o777 for path in place.folder.iterdir()} == {0o600}
    store.close()


def test_a_writer_takes_the_lock_when_it_begins(place: Place) -> None:
    """Two writing transactions never run beside each other; who waited in vain can try again."""
    migrate(place.url)
    database = Database(place.database, patience=10)
    with database.writing() as first, database.writing() as second:
        with (
            first.begin(),
            pytest.raises(BusyDatabase, match="locked by another program"),
            database.explained(),
        ):
            second.begin()
        with second.begin():
            second.exec_driver_sql("INSERT INTO revision VALUES ('a', 'b')")
    assert place.rows("SELECT id FROM revision") == [("a",)]


def test_the_log_is_emptied(place: Place) -> None:
    """After a checkpoint the log has no bytes."""
    migrate(place.url)
    database = Database(place.database)
    with database.writing() as connection:
        with connection.begin():
            connection.exec_driver_sql("INSERT INTO revision VALUES ('a', 'b')")
        log = place.database.with_name("afterword.db-wal")
        assert log.stat().st_size
        database.checkpoint(connection)
        assert not log.stat().st_size


def test_a_log_that_is_being_read_is_a_sentence(place: Place) -> None:
    """Who keeps a transaction open keeps old bytes alive, and is asked to end."""
    migrate(place.url)
    database = Database(place.database, patience=1)
    with database.reading() as reader, database.writing() as writer:
        with reader.begin():
            reader.exec_driver_sql("SELECT * FROM revision").all()
            with writer.begin():
                writer.exec_driver_sql("INSERT INTO revision VALUES ('a', 'b')")
            with pytest.raises(CheckpointBlocked, match="another program is reading"):
                database.checkpoint(writer)
        database.checkpoint(writer)


def test_a_missing_database_is_a_sentence(place: Place) -> None:
    """Opening what was never migrated says which command makes it, and makes nothing."""
    with pytest.raises(NoDatabase, match="Run `python -m bot migrate`"):
        place.open()
    assert not place.folder.exists()


def test_an_older_database_is_a_sentence(place: Place) -> None:
    """Tables of another version are not touched."""
    migrate(place.url)
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    with pytest.raises(OldDatabase, match=r"0000 instead of 0001.*migrate"):
        place.open()


@pytest.mark.parametrize("act", [Place.open, lambda place: migrate(place.url)])
def test_a_foreign_database_is_left_alone(place: Place, act: Callable[[Place], object]) -> None:
    """A database of another program is refused, and not a byte of it changes."""
    place.folder.mkdir()
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = place.bytes()
    with pytest.raises(ForeignDatabase, match="database of another program"):
        act(place)
    assert place.bytes() == before


@pytest.mark.parametrize("act", [Place.open, lambda place: migrate(place.url)])
def test_a_file_that_is_no_database_is_a_sentence(
    place: Place, act: Callable[[Place], object]
) -> None:
    """A file of something else is refused, and not a byte of it changes."""
    place.folder.mkdir()
    place.database.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(DamagedDatabase, match="cannot be read as a database"):
        act(place)
    assert place.bytes() == b"Dear diary, " * 100


def test_a_torn_database_is_a_sentence(place: Place) -> None:
    """A database whose pages were overwritten is refused at the start."""
    place.fresh().close()
    whole = bytearray(place.database.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 200_000] = b"\xff" * 200_000
    place.database.write_bytes(bytes(whole))
    with pytest.raises(DamagedDatabase):
        place.open()


def test_a_read_only_database_is_a_sentence(place: Place) -> None:
    """A database that cannot be written stops the start and says which right is missing."""
    place.fresh().close()
    header = bytearray(place.database.read_bytes())
    header[18] = 3  # a write version from the future: SQLite then only reads, root or not
    place.database.write_bytes(bytes(header))
    with pytest.raises(ReadOnlyDatabase, match="cannot be written"):
        place.open()


@pytest.mark.parametrize(
    ("pragma", "kind", "sentence"),
    [
        ("query_only = ON", ReadOnlyDatabase, "cannot be written"),
        ("max_page_count = 1", DiskFull, "no room left"),
    ],
)
def test_what_stops_a_write_is_a_sentence(
    place: Place, pragma: str, kind: type[StorageError], sentence: str
) -> None:
    """A database that cannot be written, or has no room, says what to do."""
    place.fresh().close()
    database = Database(place.database)
    with database.writing() as connection:
        connection.connection.cursor().execute(f"PRAGMA {pragma}")
        with pytest.raises(kind, match=sentence), database.explained(), connection.begin():
            connection.exec_driver_sql("INSERT INTO revision VALUES ('a', zeroblob(100000))")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A database below something that is no folder is refused with its path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadOnlyDatabase, match=r"file/x\.db cannot be written"):
        migrate(f"sqlite:///{tmp_path}/file/x.db")


async def test_a_changed_slot_is_a_sentence(place: Place, store: Store) -> None:
    """A slot that was changed behind the program's back is noticed, never believed."""
    (token, *_) = await invite(store)
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute("UPDATE slot SET content = zeroblob(32768)")
        connection.commit()
    with pytest.raises(DamagedDatabase, match="a sealed part was changed"):
        await store.keep(token, name(1), name(2), b"response")
