"""Bringing the tables up to date, and refusing to work on tables that are not."""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect

from storage.database import Database, path_of
from storage.errors import (
    DamagedDatabase,
    ForeignDatabase,
    NoDatabase,
    OldDatabase,
    ReadOnlyDatabase,
)
from storage.tables import HEAD

# Written into the file's header, so that a database of another program is known as such.
APPLICATION_ID = 0x41465457


def migrate(url: str) -> None:
    """Create the database where there is none, and bring its tables to the newest version."""
    path = path_of(url)
    _create(path)
    database = Database(path)
    with database.explained():
        _refuse_foreign(path)
    with database.explained(), database.writing() as connection:
        with connection.begin():
            _mark(connection)
            _upgrade(connection)
        database.checkpoint(connection)


def check_schema(database: Database) -> None:
    """Raise what is wrong with the file, in a sentence, unless its tables are of this version."""
    if not database.path.exists() or not database.path.stat().st_size:
        raise NoDatabase(path=database.path)
    with database.explained():
        _refuse_foreign(database.path)
        with database.reading() as connection, connection.begin():
            found = _version(connection)
            answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != HEAD:
        raise OldDatabase(path=database.path, found=found, wanted=HEAD)
    if answer != "ok":
        raise DamagedDatabase(path=database.path, reason=answer)


def database_number(connection: Connection) -> int:
    """The random number by which a key folder knows its database."""
    number: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return number


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise ReadOnlyDatabase(path=path) from error


def _refuse_foreign(path: Path) -> None:
    """Look before opening it as ours, which would already change the file."""
    with closing(sqlite3.connect(path)) as connection:
        marked = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not marked:
        raise ForeignDatabase(path=path)


def _mark(connection: Connection) -> None:
    """Say whose file this is, and give it a number that its key folder will remember."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    if not database_number(connection):
        connection.exec_driver_sql(f"PRAGMA user_version={1 + secrets.randbelow(2**31 - 1)}")


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return "none"
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _upgrade(connection: Connection) -> None:
    # Alembic is heavy and needed once a release: it is loaded here and nowhere else.
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
