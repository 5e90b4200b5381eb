"""The PostgreSQL database: how every connection is opened, and what its failures mean.

The write lock is an advisory lock, taken when a writing transaction begins and let go with it.
"""

import secrets
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database import MOMENT, PATIENCE, Database, Meaning, name_of, parsed_url
from storage.errors import (
    BusyDatabase,
    DamagedDatabase,
    DiskFull,
    DiskTrouble,
    LostServer,
    NoRights,
    OldServer,
    StorageError,
    UnsupportedDatabase,
)

OLDEST = 150_000
# The numbers of our advisory locks; the second one says which.
_LOCKS = 0x41465457
_WRITING = 0
_MARK = "Afterword, database "
_CONNECT_SECONDS = 10
# What the server must not write of our statements, as far as this user may say so.
_QUIET = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "auto_explain.log_min_duration": "-1",
}
_ASK = """
SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS asked (name, value)
WHERE current_setting(name, true) IS NOT NULL AND has_parameter_privilege(name, 'SET')
"""
_OWN = """
SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS asked (name, value)
"""
_TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
_REMARK = "SELECT obj_description(to_regclass('slot'), 'pg_class')"
_SLOTS = (
    "SELECT tablename::text FROM pg_tables"
    " WHERE schemaname = current_schema() AND tablename IN ('slot', 'next_slot')"
)
_MAY_CHECKPOINT = "SELECT pg_has_role(current_user, 'pg_checkpoint', 'USAGE')"
# The tables of slots are not among them: they are made anew whenever they are emptied.
_SWEPT = ("vault", "bag", "calendar", "revision", "digest", "post")
_LISTS = ("token", "cohort")
_FAILURES: dict[str, type[StorageError]] = {
    "42501": NoRights,
    "25006": NoRights,
    "53100": DiskFull,
    "58": DiskTrouble,
    "XX001": DamagedDatabase,
    "XX002": DamagedDatabase,
    "53": BusyDatabase,
    "55P03": BusyDatabase,
    "40": BusyDatabase,
    "57014": BusyDatabase,
    "57P": LostServer,
    "08": LostServer,
}


class PostgresDatabase(Database):
    """One database on a PostgreSQL server."""

    sweeps_beside = True
    # Every time is a checkpoint of the whole server, and perhaps two lines of its log.
    catches_up_after = 16

    def __init__(self, url: str, patience: int = PATIENCE) -> None:
        """`patience` is how many milliseconds to wait for another process, each time."""
        parsed = parsed_url(url)
        if parsed.drivername != "postgresql" or not parsed.database:
            raise UnsupportedDatabase(url=parsed.render_as_string(hide_password=True))
        self._patience = patience
        writing = self._engine(url, _asked(patience, "read committed", "off"))
        reading = self._engine(url, _asked(patience, "repeatable read", "on"))
        event.listen(writing, "begin", _begun)
        super().__init__(name_of(parsed), writing, reading)

    def create(self) -> None:
        """Nothing: whoever runs the server makes the database."""

    def missing(self) -> bool:
        """Whether there are no tables."""
        return not self._look(_TABLES)

    def foreign(self) -> bool:
        """Whether there are tables, but none with our mark."""
        return not self.missing() and not str(self._look(_REMARK)[0]).startswith(_MARK)

    def mark(self, connection: Connection) -> None:
        """Write mark and number as a remark to the tables of slots."""
        known = connection.exec_driver_sql(_REMARK).scalar()
        mark = known or f"{_MARK}{1 + secrets.randbelow(2**31 - 1)}"
        # Both, since they change their names; tables of an older version are fewer.
        for table in connection.exec_driver_sql(_SLOTS).scalars().all():
            connection.exec_driver_sql(f"COMMENT ON TABLE {table} IS '{mark}'")

    def number(self, connection: Connection) -> int:
        """The number in that remark."""
        remark = str(connection.exec_driver_sql(_REMARK).scalar_one())
        return int(remark.removeprefix(_MARK))

    def damage(self, connection: Connection) -> str:  # noqa: ARG002 - as every database
        """Nothing: the server checks its own files."""
        return ""

    def sweep(self, connection: Connection, lists: bool = True) -> bool:
        """Write every table that had deletions into a new file, and let go of old log files."""
        try:
            with self._apart(connection) as beneath:
                for table in (*_SWEPT, *(_LISTS if lists else ())):
                    beneath.execute(f"VACUUM (FULL) {table}")
                self._checkpoint(beneath)
        except psycopg.errors.LockNotAvailable:
            return False
        return True

    def _checkpoint(self, beneath: "psycopg.Connection[Any]") -> None:
        if beneath.execute(_MAY_CHECKPOINT).fetchone() == (True,):
            beneath.execute("CHECKPOINT")

    @contextmanager
    def _apart(self, connection: Connection) -> "Iterator[psycopg.Connection[Any]]":
        """The connection for what stands in no transaction and waits only a moment for tables."""
        beneath = _raw(connection)
        beneath.autocommit = True
        try:
            beneath.execute(f"SET lock_timeout = {min(MOMENT, self._patience)}")
            yield beneath
        finally:
            if not beneath.closed:
                beneath.execute(f"SET lock_timeout = {self._patience}")
                beneath.autocommit = False

    def empty(self, table: str) -> bool:
        """Begin a new file for the table; removing the old one may take a while."""
        with (
            self.explained(),
            self.writing() as connection,
            self._apart(connection) as beneath,
        ):
            beneath.execute(f"TRUNCATE {table}")
        return True

    def drain(self) -> None:
        """Nothing: the server does it by itself."""

    def catch_up(self) -> None:
        """Have the server write what it has put off, if it lets us; it uses log files again then.

        Otherwise it makes new ones and writes everything at once, and commits wait for both.
        """
        with self.explained(), self.reading() as connection, self._apart(connection) as beneath:
            self._checkpoint(beneath)

    def hurry(self, connection: Connection) -> None:
        """Wait for a moment."""
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {min(MOMENT, self._patience)}")

    @contextmanager
    def claim(self, what: str) -> Iterator[bool]:
        """Take an advisory lock on a connection of its own, which ends with the process."""
        with self.reading() as connection:
            number = zlib.crc32(what.encode()) >> 1
            taken = f"SELECT pg_try_advisory_lock({_LOCKS}, {number})"
            mine = bool(connection.exec_driver_sql(taken).scalar())
            connection.commit()
            yield mine
            # A server notices only later that a connection was closed. With one that is lost the
            # lock is gone already.
            with suppress(DBAPIError):
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCKS}, {number})")
                connection.commit()

    def meaning(self, cause: Exception) -> Meaning | None:
        """What an SQLSTATE means; without one, the server was not even reached."""
        if isinstance(cause, PendingRollbackError):
            return LostServer, "the connection was lost"
        if not isinstance(cause, psycopg.Error):
            return None
        if cause.sqlstate is None:
            return (LostServer, _first_line(cause)) if _is_loss(cause) else None
        found = (k for start, k in _FAILURES.items() if cause.sqlstate.startswith(start))
        kind = next(found, None)
        return (kind, cause.sqlstate) if kind else None

    def _look(self, query: str) -> list[object]:
        with self.reading() as connection, connection.begin():
            return list(connection.exec_driver_sql(query).scalars())

    def _engine(self, url: str, settings: Mapping[str, str]) -> Engine:
        engine = create_engine(
            parsed_url(url).set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            hide_parameters=True,
            use_native_hstore=False,
            connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "afterword"},
        )

        def opened(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
            try:
                self._harden(cast("psycopg.Connection[Any]", connection), settings)
            except Exception:
                connection.close()
                raise

        event.listen(engine, "connect", opened)
        return engine

    def _harden(self, connection: "psycopg.Connection[Any]", settings: Mapping[str, str]) -> None:
        """Ask for what may be asked for, for as long as the connection lives."""
        version = connection.info.server_version
        if version < OLDEST:
            raise OldServer(path=self.name, found=version // 10_000)
        connection.execute(_OWN, (list(settings), list(settings.values())))
        connection.execute(_ASK, (list(_QUIET), list(_QUIET.values())))
        connection.commit()


def _asked(patience: int, isolation: str, read_only: str) -> dict[str, str]:
    return {
        "lock_timeout": str(patience),
        "synchronous_commit": "on",
        "log_parameter_max_length_on_error": "0",
        "default_transaction_isolation": isolation,
        "default_transaction_read_only": read_only,
    }


def _begun(connection: Connection) -> None:
    try:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCKS}, {_WRITING})")
    except DBAPIError:
        # SQLAlchemy knows of no transaction yet, but the server does.
        if not connection.invalidated:
            connection.connection.rollback()
        raise


def _raw(connection: Connection) -> "psycopg.Connection[tuple[object, ...]]":
    """The connection beneath, for what may not stand in a transaction."""
    beneath = connection.connection.driver_connection
    assert isinstance(beneath, psycopg.Connection)  # noqa: S101 - no other driver is loaded here
    return beneath


def _is_loss(cause: psycopg.Error) -> bool:
    return isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)


def _first_line(cause: Exception) -> str:
    return (str(cause).strip().splitlines() or ["no answer"])[0]
