"""The tables: what they are, and what they must never hold."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, inspect

import storage
from storage.database import Database
from storage.schema import migrate
from storage.tables import HEAD, SlotRow
from tests.storage.places import Place

INVITATIONS = {"cohort", "token"}
ALEMBIC = "alembic_version"
EVERYTHING = "SELECT * FROM sqlite_master"
SOURCES = Path(storage.__file__).parent


def _schema(place: Place) -> Inspector:
    migrate(place.url)
    with Database(place.database).reading() as connection:
        return inspect(connection.engine)


def test_migrating_twice_changes_nothing(place: Place) -> None:
    """A second migration finds everything done."""
    migrate(place.url)
    before = [place.rows(query) for query in (EVERYTHING, "PRAGMA user_version")]
    migrate(place.url)
    assert [place.rows(query) for query in (EVERYTHING, "PRAGMA user_version")] == before


def test_the_newest_migration_is_the_one_expected() -> None:
    """The version that a start checks for is the newest that Alembic knows."""
    assert ScriptDirectory(str(SOURCES / "migrations")).get_current_head() == HEAD


def test_migrations_make_what_the_models_say(place: Place) -> None:
    """The migrated tables and the models do not differ."""
    migrate(place.url)
    with Database(place.database).reading() as connection, connection.begin():
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SlotRow.metadata) == []


def test_nothing_says_when(place: Place) -> None:
    """No table outside the invitations has a column of time, and none is named like one."""
    timely = re.compile(r"(^|_)(at|on|time|date|created|updated|sent|seen|when|stamp)(_|$)")
    schema = _schema(place)
    for table in schema.get_table_names():
        for column in schema.get_columns(table):
            assert not re.search("DATE|TIME", str(column["type"]))
            assert table in INVITATIONS or not timely.search(column["name"])


def test_no_id_counts(place: Place) -> None:
    """Every key is a text or bytes, and no table hides a row number that grows."""
    schema = _schema(place)
    with Database(place.database).reading() as connection:
        made = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        ).all()
    for table, sql in made:
        assert table == ALEMBIC or sql.strip().endswith("WITHOUT ROWID")
        keys = set(schema.get_pk_constraint(table)["constrained_columns"])
        kinds = {str(c["type"]) for c in schema.get_columns(table) if c["name"] in keys}
        assert kinds <= {"BLOB", "VARCHAR", "VARCHAR(32)"}


def test_nothing_leads_to_a_person(place: Place) -> None:
    """A token knows its cohort and a post its digest; nothing else refers to anything."""
    schema = _schema(place)
    links = {
        (table, link["referred_table"])
        for table in schema.get_table_names()
        for link in schema.get_foreign_keys(table)
    }
    assert links == {("token", "cohort"), ("post", "digest")}


def test_what_is_kept_of_a_token_is_its_hash_and_cohort(place: Place) -> None:
    """No column could say that a token was used, mailed or belongs to somebody."""
    columns = [column["name"] for column in _schema(place).get_columns("token")]
    assert columns == ["hash", "cohort"]


def test_storage_knows_nothing_of_the_bot() -> None:
    """No module of the storage imports the bot."""
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [imported for imported in names if imported.split(".")[0] == "bot"]


def test_opening_does_not_load_alembic(place: Place) -> None:
    """A start checks the tables without loading what only migrations need."""
    place.fresh().close()
    program = (
        "import sys, datetime, pathlib; from storage.store import KeyFolder, open_store; "
        "keys = KeyFolder(pathlib.Path(sys.argv[2])).open_or_create(datetime.date(2026, 11, 22)); "
        "open_store(sys.argv[1], keys).close(); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, place.url, str(place.key_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
