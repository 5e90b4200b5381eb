"""The tables: what they are, and what they must never hold."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, insert, inspect

import storage
from storage.errors import NoDatabase, OldDatabase
from storage.kinds import open_database
from storage.records import Bag, Cohort
from storage.schema import _upgrade, migrate
from storage.sealing import pad, seal
from storage.store import Store
from storage.tables import HEAD, BagRow, SlotRow
from tests.storage.places import FIRST, Place, SqlitePlace, keep_all

INVITATIONS = {"cohort", "token"}
ALEMBIC = "alembic_version"
SOURCES = Path(storage.__file__).parent


def _schema(place: Place) -> Inspector:
    with open_database(place.url).reading() as connection:
        return inspect(connection.engine)


def test_migrating_twice_changes_nothing(place: Place) -> None:
    """A second migration finds everything done, and the vault as it was."""
    before = _columns(place), place.number(), place.rows("SELECT key FROM slot ORDER BY key")
    migrate(place.url)
    assert (_columns(place), place.number()) == before[:2]
    assert place.rows("SELECT key FROM slot ORDER BY key") == before[2]


async def test_what_the_first_version_kept_is_still_there(empty: Place) -> None:
    """A database of the first version, with data, is brought up and loses nothing."""
    migrate(empty.url, "0001")
    empty.rows("INSERT INTO cohort VALUES ('c', 'Autumn', '1', 20, 3, 'Sales', 5, '2026-12-01')")
    empty.rows("INSERT INTO revision VALUES ('abc', '{}')")
    empty.rows("INSERT INTO calendar VALUES ('1', '2026-12-01T00:00:00+01:00', 5, 10, '')")
    with pytest.raises(OldDatabase, match="0001 instead of 0005"):
        empty.open()
    store = empty.fresh()
    assert await store.cohorts() == (Cohort("c", "Autumn", "1", 20, 3, "Sales", 5, "2026-12-01"),)
    assert await store.revision("abc") == "{}"
    assert await store.calendar() == FIRST
    store.close()


async def test_a_bag_of_the_first_version_is_opened(place: Place, store: Store) -> None:
    """A bag that was sealed without its age is as good as new, and ages from then on."""
    held = json.loads((place.key_path / "keys.json").read_text())["vault"]
    (tag,) = place.rows("SELECT epoch_tag FROM vault")[0]
    assert isinstance(tag, bytes)
    box = seal(bytes.fromhex(held[tag.hex()]), pad(b"answers", [32728]), b"bag00")
    with place.connect().writing() as connection, connection.begin():
        connection.execute(insert(BagRow).values(id="00", content=box))
    assert await store.bags() == (Bag("00", b"answers"),)
    await store.begin_calendar(FIRST)
    await store.boundary("1", keep_all)
    assert await store.bags() == (Bag("00", b"answers", 1),)


def test_a_migration_that_was_cut_short_is_run_again(empty: Place) -> None:
    """A migration happens as a whole or not at all."""
    empty.connect().create()
    with empty.connect().writing() as connection, connection.begin() as cut_short:
        _upgrade(connection, "head")
        cut_short.rollback()
    with pytest.raises((NoDatabase, OldDatabase), match="migrate"):
        empty.open()
    empty.fresh().close()


def _columns(place: Place) -> dict[str, list[str]]:
    schema = _schema(place)
    return {
        table: [f"{column['name']} {column['type']}" for column in schema.get_columns(table)]
        for table in sorted(schema.get_table_names())
    }


def test_the_newest_migration_is_the_one_expected() -> None:
    """The version that a start checks for is the newest that Alembic knows."""
    assert ScriptDirectory(str(SOURCES / "migrations")).get_current_head() == HEAD


def test_migrations_make_what_the_models_say(place: Place) -> None:
    """The migrated tables and the models do not differ."""
    with open_database(place.url).reading() as connection, connection.begin():
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, SlotRow.metadata)
    # The mark of a PostgreSQL database is a remark, of which the models say nothing.
    assert [one for one in differences if one[0] != "remove_table_comment"] == []


def test_nothing_says_when(place: Place) -> None:
    """No table outside the invitations has a column of time, and none is named like one."""
    timely = re.compile(r"(^|_)(at|on|time|date|created|updated|sent|seen|when|stamp)(_|$)")
    schema = _schema(place)
    for table in schema.get_table_names():
        for column in schema.get_columns(table):
            assert not re.search("DATE|TIME", str(column["type"]))
            assert table in INVITATIONS or not timely.search(column["name"])


def test_no_id_counts(place: Place) -> None:
    """Every key is a text or bytes, and no number is made by the database."""
    schema = _schema(place)
    for table in schema.get_table_names():
        keys = set(schema.get_pk_constraint(table)["constrained_columns"])
        columns = [column for column in schema.get_columns(table) if column["name"] in keys]
        kinds = {str(column["type"]) for column in columns}
        assert kinds <= {"BLOB", "BYTEA", "VARCHAR", "VARCHAR(32)"}
        assert not [column for column in columns if column.get("default")]


def test_no_table_hides_a_row_number(file: SqlitePlace) -> None:
    """SQLite's tables are ordered by their keys, and have no number that grows."""
    migrate(file.url)
    for table, sql in file.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        assert table == ALEMBIC or str(sql).strip().endswith("WITHOUT ROWID")


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
