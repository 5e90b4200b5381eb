"""Bringing the tables up to date, and refusing to work on tables that are not."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from storage.database import Database
from storage.errors import DamagedDatabase, ForeignDatabase, NoDatabase, OldDatabase
from storage.kinds import open_database
from storage.tables import HEAD


def migrate(url: str, version: str = "head") -> None:
    """Create the tables where there are none, and bring them to this version or the newest."""
    database = open_database(url)
    database.create()
    with database.explained():
        _refuse_foreign(database)
        with database.writing() as connection:
            with connection.begin():
                _upgrade(connection, version)
                database.mark(connection)
            database.sweep(connection)


def check_schema(database: Database) -> None:
    """Raise what is wrong with it, in a sentence, unless its tables are of this version."""
    with database.explained():
        if database.missing():
            raise NoDatabase(path=database.name)
        _refuse_foreign(database)
        with database.reading() as connection, connection.begin():
            found = _version(connection)
            broken = database.damage(connection)
    if found != HEAD:
        raise OldDatabase(path=database.name, found=found, wanted=HEAD)
    if broken:
        raise DamagedDatabase(path=database.name, reason=broken)


def _refuse_foreign(database: Database) -> None:
    if database.foreign():
        raise ForeignDatabase(path=database.name)


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return "none"
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _upgrade(connection: Connection, version: str) -> None:
    # Alembic is heavy and needed once a release: it is loaded here and nowhere else.
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
