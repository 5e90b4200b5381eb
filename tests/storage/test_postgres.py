"""The PostgreSQL database: what only it can do wrong."""

import asyncio
import secrets
import sys
from collections.abc import Iterator
from subprocess import run

import psycopg
import pytest

from storage.copying import PART
from storage.errors import BusyDatabase, LostServer, NoRights, UnsupportedDatabase
from storage.kinds import open_database
from storage.sealing import hash_token
from storage.store import Store, migrate
from storage.vault import FIRST_SLOTS
from storage.weaknesses import weaknesses
from tests.storage.places import (
    FIRST,
    TODAY,
    PostgresPlace,
    cohort,
    contents,
    invite,
    keep_all,
    name,
)
from tests.storage.server import Server


@pytest.fixture
def blank(whole: PostgresPlace) -> PostgresPlace:
    """A vault of the size that the program begins with."""
    return whole


@pytest.fixture(scope="session", params=["postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """These tests are about PostgreSQL alone."""
    return str(request.param)


@pytest.fixture
def apart(place: PostgresPlace) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of somebody else."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        yield connection


async def _sent(store: Store, first: int = 0, count: int = 5) -> None:
    hashes = await invite(store) if first == 0 else [hash_token(f"token{n}") for n in range(20)]
    for number in range(first, first + count):
        await store.keep(hashes[number], name(number), name(number), b"%d" % number)


async def test_a_night_leaves_no_moment_and_no_order(place: PostgresPlace, store: Store) -> None:
    """After a night no slot is of a transaction of the day, and they lie neither in the order of
    their keys nor of the day before."""
    await store.begin_calendar(FIRST)
    await _sent(store)
    day = set(place.rows("SELECT DISTINCT xmin::text FROM slot"))
    await store.night(TODAY)
    parts = place.rows("SELECT xmin::text, count(*) FROM slot GROUP BY xmin")
    assert not day & {(moment,) for moment, _ in parts}
    # A part of the night says as little of its slots as the lot that chose them.
    assert [count for _, count in parts] == [PART] * (FIRST_SLOTS // PART)
    keys = [key for (key,) in place.rows("SELECT key FROM slot ORDER BY ctid")]
    assert keys != sorted(keys, key=str)


async def test_a_day_tells_only_that_something_was_written(
    place: PostgresPlace, store: Store
) -> None:
    """Between two nights a Send and a forgetting in vain touch two slots each, and no others."""
    await store.begin_calendar(FIRST)
    await store.night(TODAY)
    night = {moment for (moment,) in place.rows("SELECT DISTINCT xmin::text FROM slot")}
    await _sent(store, count=1)
    await store.forget(name(77))
    written = place.rows("SELECT xmin::text, count(*) FROM slot GROUP BY xmin")
    assert [count for moment, count in written if moment not in night] == [2, 2]


async def test_deleted_slots_leave_no_bytes(place: PostgresPlace, store: Store) -> None:
    """What a night or a boundary replaced is in no file of the database, not even of its TOAST."""
    await store.begin_calendar(FIRST)
    await _sent(store)
    for turn in (store.night(TODAY), store.boundary("1", keep_all)):
        before = [bytes(box) for (box,) in place.rows("SELECT content FROM slot LIMIT 60")]  # type: ignore[call-overload]  # bytes
        await turn
        raw = place.raw()
        assert not [box for box in before if box[100:150] in raw or box[-80:] in raw]
        now = [bytes(box) for (box,) in place.rows("SELECT content FROM slot LIMIT 60")]  # type: ignore[call-overload]  # bytes
        assert all(box[100:150] in raw for box in now)


async def test_the_log_holds_nothing_that_was_said(place: PostgresPlace, store: Store) -> None:
    """The write-ahead log holds slots under keys that are destroyed, and no word in clear."""
    word, once = secrets.token_bytes(24), secrets.token_bytes(32)
    (token,) = [secrets.token_bytes(32)]
    await store.begin_calendar(FIRST)
    await store.add_cohort(cohort(count=1), [token])
    await store.keep(token, once, word * 2, word * 20)
    keys = (place.key_path / "keys.json").read_bytes()
    await store.boundary("1", keep_all)
    log = place.log()
    assert token in log
    assert word not in log
    assert once not in log
    assert not [key for key in _keys(keys) if key in log]


def _keys(file: bytes) -> list[bytes]:
    return [bytes.fromhex(part) for part in file.decode().split('"') if len(part) == 64]


def test_the_planner_keeps_no_samples(place: PostgresPlace) -> None:
    """Nothing of a row is copied into the statistics, where it would outlive the row."""
    place.rows("INSERT INTO cohort VALUES ('c', 'canary', '1', 20, 3, 'Sales', 5, '2026-12-01')")
    place.rows("ANALYZE")
    assert place.rows("SELECT * FROM pg_stats WHERE schemaname = current_schema()") == []


async def test_a_lost_connection_is_made_anew(
    store: Store, apart: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    """A server that was started again is found again, by readers and by writers."""
    (token, *_) = await invite(store)
    apart.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    assert await store.token(token) is not None
    assert await store.keep(token, name(1), name(1), b"response") == "kept"
    assert await contents(store) == [b"response"]


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: object) -> None:
    """Nobody answering is said with the server's name, and without the password."""
    with pytest.raises(LostServer, match="cannot be reached") as caught:
        migrate(f"postgresql://me:hunter2@/db?host={tmp_path}")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgresql://", "postgresql+asyncpg://h/d", "postgres://h/d"])
def test_other_drivers_are_refused(url: str) -> None:
    """What cannot be used is said before anything is tried."""
    with pytest.raises(UnsupportedDatabase, match="postgresql://user@host/database"):
        open_database(url)


async def test_missing_rights_are_a_sentence(place: PostgresPlace, store: Store) -> None:
    """A user who may look but not write is told whose right is missing."""
    store.close()
    place.rows("CREATE ROLE onlooker LOGIN")
    place.rows("GRANT SELECT ON ALL TABLES IN SCHEMA public TO onlooker")
    with pytest.raises(NoRights, match="owner of the database"):
        place.open_as("onlooker")
    place.rows("DROP OWNED BY onlooker")
    place.rows("DROP ROLE onlooker")


async def test_who_waits_for_the_lock_is_told(
    place: PostgresPlace, apart: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    """A lock that is not given in time is a sentence, and nothing is half done."""
    apart.execute(f"SELECT pg_advisory_lock({0x41465457}, 0)")
    with (
        place.connect().writing() as connection,
        pytest.raises(BusyDatabase, match="locked by another program"),
        place.connect().explained(),
    ):
        connection.begin()


async def test_a_table_that_is_read_is_swept_later(
    place: PostgresPlace, apart: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    """Who holds a table open stops the sweep, not the night."""
    with apart.transaction():
        apart.execute("SELECT * FROM token")
        database = place.connect()
        with database.writing() as connection:
            assert not database.sweep(connection)
    with database.writing() as connection:
        assert database.sweep(connection)


async def test_a_night_waits_for_a_backup_and_nobody_for_the_night(
    place: PostgresPlace, store: Store, apart: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    """While somebody reads the slots people send as always; when that is over it becomes night."""
    await store.begin_calendar(FIRST)
    before = place.rows("SELECT key FROM slot")
    with apart.transaction():
        apart.execute("SELECT key FROM slot LIMIT 1")
        night = asyncio.create_task(store.night(TODAY))
        await _sent(store, count=20)
        assert not night.done()
    assert await night
    assert not set(before) & set(place.rows("SELECT key FROM slot"))
    assert len(await contents(store)) == 20


async def test_two_processes_race_for_one_token(place: PostgresPlace, store: Store) -> None:
    """Of Sends from two processes on one token, one is kept, and a night beside them harms none."""
    await store.begin_calendar(FIRST)
    hashes = await invite(store)
    program = "import sys; from tests.storage.rival import main; main(*sys.argv[1:])"
    command = [sys.executable, "-c", program, place.url, str(place.key_path)]
    rival = asyncio.to_thread(run, command, capture_output=True, text=True, check=True)
    waiting = asyncio.create_task(rival)
    mine = [await store.keep(t, b"mine", t[:16] + b"mine", b"mine") for t in hashes[:10]]
    await store.night(TODAY)
    mine += [await store.keep(t, b"mine", t[:16] + b"mine", b"mine") for t in hashes[10:]]
    theirs = (await waiting).stdout.split()
    assert {tuple(sorted(pair)) for pair in zip(mine, theirs, strict=True)} == {("kept", "spent")}
    assert len(await contents(store)) == len(hashes)


def test_a_server_is_enough_for_many(server: Server, place: PostgresPlace) -> None:
    """Locks are those of one database: another on the same server does not wait."""
    other = open_database(server.url("postgres"), patience=50)
    with place.connect().writing() as mine, mine.begin(), other.writing() as theirs:
        theirs.begin().rollback()


def test_what_a_user_may_not_silence_is_told(place: PostgresPlace) -> None:
    """Somebody without rights over the log is told what the server would write down."""
    place.rows("CREATE ROLE plain LOGIN")
    place.rows("ALTER ROLE plain SET log_statement = 'all'")
    found = weaknesses(place.url.replace("postgres@", "plain@"), place.key_path)
    place.rows("DROP ROLE plain")
    assert found[0].severity == "stops"
    assert "log_statement = all" in found[0].sentence
    assert "ALTER ROLE" in found[0].sentence
