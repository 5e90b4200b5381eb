"""The SQLite file: what every connection promises, and what is said when it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import (
    BusyDatabase,
    DamagedDatabase,
    DiskFull,
    ReadOnlyDatabase,
    StorageError,
    UnsafeDatabase,
    UnsupportedDatabase,
)
from storage.kinds import open_database
from storage.sqlite import PRAGMAS, SqliteDatabase, path_of
from storage.store import migrate
from tests.storage.places import SqlitePlace

KEEP = "INSERT INTO revision (id, sources) VALUES ('a', 'b')"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:secret@host/db",
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
        open_database(url)
    assert "secret" not in str(caught.value)


def test_a_file_is_taken() -> None:
    """Relative and absolute files are both understood."""
    assert path_of("sqlite:///./data/afterword.db") == Path("data/afterword.db")
    assert path_of("sqlite:////srv/a b%.db") == Path("/srv/a b%.db")


def test_every_connection_is_hardened(file: SqlitePlace) -> None:
    """Each connection, reading or writing, zeroes what it deletes and waits for the disk."""
    migrate(file.url)
    database = SqliteDatabase(file.database)
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
        SqliteDatabase(Path(":memory:")).writing()


def test_only_the_owner_can_read_the_file(file: SqlitePlace) -> None:
    """The database and its log are made for their owner alone."""
    store = file.fresh()
    assert {path.stat().st_mode & 0o777 for path in file.folder.iterdir()} == {0o600}
    store.close()


def test_a_writer_takes_the_lock_when_it_begins(file: SqlitePlace) -> None:
    """Two writing transactions never run beside each other; who waited in vain can try again."""
    migrate(file.url)
    database = SqliteDatabase(file.database, patience=10)
    with database.writing() as first, database.writing() as second:
        with (
            first.begin(),
            pytest.raises(BusyDatabase, match="locked by another program"),
            database.explained(),
        ):
            second.begin()
        with second.begin():
            second.exec_driver_sql(KEEP)
    assert file.rows("SELECT id FROM revision") == [("a",)]


def test_the_log_is_emptied(file: SqlitePlace) -> None:
    """After a checkpoint the log has no bytes."""
    migrate(file.url)
    database = SqliteDatabase(file.database)
    with database.writing() as connection:
        with connection.begin():
            connection.exec_driver_sql(KEEP)
        log = file.database.with_name("afterword.db-wal")
        assert log.stat().st_size
        assert database.sweep(connection)
        assert not log.stat().st_size


def test_a_log_that_is_being_read_is_left(file: SqlitePlace) -> None:
    """Who keeps a transaction open keeps old bytes alive; that is told, and can be tried again."""
    migrate(file.url)
    database = SqliteDatabase(file.database, patience=1)
    with database.reading() as reader, database.writing() as writer:
        with reader.begin():
            reader.exec_driver_sql("SELECT * FROM revision").all()
            with writer.begin():
                writer.exec_driver_sql(KEEP)
            assert not database.sweep(writer)
        assert database.sweep(writer)


@pytest.mark.parametrize("act", [SqlitePlace.open, lambda file: migrate(file.url)])
def test_a_file_that_is_no_database_is_a_sentence(
    file: SqlitePlace, act: Callable[[SqlitePlace], object]
) -> None:
    """A file of something else is refused, and not a byte of it changes."""
    file.folder.mkdir()
    file.database.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(DamagedDatabase, match="cannot be read as a database"):
        act(file)
    assert file.raw() == b"Dear diary, " * 100


def test_a_torn_database_is_a_sentence(file: SqlitePlace) -> None:
    """A database whose pages were overwritten is refused at the start."""
    file.fresh().close()
    whole = bytearray(file.database.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 200_000] = b"\xff" * 200_000
    file.database.write_bytes(bytes(whole))
    with pytest.raises(DamagedDatabase):
        file.open()


def test_a_read_only_database_is_a_sentence(file: SqlitePlace) -> None:
    """A database that cannot be written stops the start and says which right is missing."""
    file.fresh().close()
    header = bytearray(file.database.read_bytes())
    header[18] = 3  # a write version from the future: SQLite then only reads, root or not
    file.database.write_bytes(bytes(header))
    with pytest.raises(ReadOnlyDatabase, match="cannot be written"):
        file.open()


@pytest.mark.parametrize(
    ("pragma", "kind", "sentence"),
    [
        ("query_only = ON", ReadOnlyDatabase, "cannot be written"),
        ("max_page_count = 1", DiskFull, "no room left"),
    ],
)
def test_what_stops_a_write_is_a_sentence(
    file: SqlitePlace, pragma: str, kind: type[StorageError], sentence: str
) -> None:
    """A database that cannot be written, or has no room, says what to do."""
    file.fresh().close()
    database = SqliteDatabase(file.database)
    with database.writing() as connection:
        connection.connection.cursor().execute(f"PRAGMA {pragma}")
        with pytest.raises(kind, match=sentence), database.explained(), connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO revision (id, sources) VALUES ('a', zeroblob(100000))"
            )


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A database below something that is no folder is refused with its path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadOnlyDatabase, match=r"file/x\.db cannot be written"):
        migrate(f"sqlite:///{tmp_path}/file/x.db")
