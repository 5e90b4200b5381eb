"""The tables: what they are, and what they must never hold."""

import ast
import json
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
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
from tests.storage.places import (
    FIRST,
    SLOTS,
    TODAY,
    Place,
    SqlitePlace,
    contents,
    invite,
    keep_all,
    name,
)

INVITATIONS = {"cohort", "token"}
ALEMBIC = "alembic_version"
SLOT_TABLES = {"slot", "next_slot"}
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
    with pytest.raises(OldDatabase, match=f"0001 instead of {HEAD}"):
        empty.open()
    store = empty.fresh()
    assert await store.cohorts() == (Cohort("c", "Autumn", "1", 20, 3, "Sales", 5, "2026-12-01"),)
    assert await store.revision("abc") == "{}"
    assert await store.calendar() == FIRST
    store.close()


async def test_the_slots_of_the_fifth_version_are_found(place: Place, store: Store) -> None:
    """Slots that were found by their whole keys are put into their places; nothing else changes,
    and what a night that was cut short left goes with the next."""
    hashes = await invite(store)
    await store.begin_calendar(FIRST)
    await store.keep(hashes[0], name(0), name(0), b"before")
    store.close()
    before = place.number(), place.rows("SELECT key, content FROM slot ORDER BY key")
    _downgrade(place, "0005")
    with pytest.raises(OldDatabase, match=f"0005 instead of {HEAD}"):
        place.open()
    place.rows("INSERT INTO next_slot SELECT key, content FROM slot WHERE key > content")
    migrate(place.url)
    assert (place.number(), place.rows("SELECT key, content FROM slot ORDER BY key")) == before
    _assert_places(place)
    again = place.open()
    assert await again.keep(hashes[0], name(1), name(1), b"after") == "spent"
    assert await again.keep(hashes[1], name(1), name(1), b"after") == "kept"
    assert await again.night(TODAY)
    assert place.rows("SELECT key FROM next_slot") == []
    assert sorted(await contents(again)) == [b"after", b"before"]
    again.close()


def _downgrade(place: Place, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SOURCES / "migrations"))
    with place.connect().writing() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, version)


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
    """Every key is a text or bytes, but for the place of a slot; no number is made by the
    database."""
    schema = _schema(place)
    for table in schema.get_table_names():
        keys = set(schema.get_pk_constraint(table)["constrained_columns"])
        columns = [column for column in schema.get_columns(table) if column["name"] in keys]
        kinds = {str(column["type"]) for column in columns}
        numbers = {"INTEGER", "BIGINT"} if table in SLOT_TABLES else set()
        assert kinds <= {"BLOB", "BYTEA", "VARCHAR", "VARCHAR(32)"} | numbers
        assert not [column for column in columns if column.get("default")]


async def test_the_place_of_a_slot_says_no_more_than_its_key(place: Place, store: Store) -> None:
    """It is the beginning of the key, which is drawn by lot, after Sends, nights and boundaries."""
    hashes = await invite(store)
    await store.begin_calendar(FIRST)
    for number in range(3):
        await store.keep(hashes[number], name(number), name(number), b"x")
    _assert_places(place)
    await store.night(TODAY)
    _assert_places(place)
    await store.boundary("1", keep_all)
    _assert_places(place)


def _assert_places(place: Place) -> None:
    rows = place.rows("SELECT place, key FROM slot")
    assert len(rows) == SLOTS
    for number, key in rows:
        assert isinstance(key, bytes)
        assert number == struct.unpack(">q", key[:8])[0]


def test_no_table_hides_a_row_number(file: SqlitePlace) -> None:
    """SQLite's tables are ordered by their keys, and have no number that grows."""
    file.fresh().close()
    for table, sql in file.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if table in SLOT_TABLES:
            assert "PRIMARY KEY (place)" in str(sql)
        else:
            assert table == ALEMBIC or str(sql).strip().endswith("WITHOUT ROWID")
    assert file.rows("SELECT place FROM slot WHERE rowid <> place") == []


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
