"""What a PostgreSQL server's settings give away of our statements, as seen by our connection.

Our statements carry their values apart from their words. A log that keeps the values ties token
hashes to moments; one that keeps the words only tells that something happened.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from storage.weakness import Weakness

_SETTINGS = "SELECT name, setting FROM pg_settings"
_SLOTS = "SELECT count(*) FROM pg_replication_slots"
_PLAIN = """
SELECT inet_server_addr() IS NOT NULL AND NOT inet_server_addr() <<= '127.0.0.0/8'
AND inet_server_addr() <> '::1' AND NOT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()
"""
_MEND = "Set it for this program: ALTER ROLE … SET {name} = '{wanted}', as a superuser."

# What is logged of every statement, and what of it is harmless all the same.
_STATEMENTS = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "auto_explain.log_min_duration": "-1",
}
_HARMLESS = {"log_statement": ("ddl",)}


def told_by_server(connection: Connection) -> Iterator[Weakness]:
    """What this server logs, keeps and sends that it should not."""
    found = {str(n): str(v) for n, v in connection.exec_driver_sql(_SETTINGS)}
    yield from logging(found)
    yield from copying(found, int(connection.exec_driver_sql(_SLOTS).scalar_one()))
    if connection.exec_driver_sql(_PLAIN).scalar():
        yield Weakness(
            "stops",
            "The connection to the server is not encrypted, so the network sees who sends when."
            " Add ?sslmode=verify-full to DATABASE_URL.",
        )


def logging(found: Mapping[str, str]) -> Iterator[Weakness]:
    """What these settings let the server's log tell."""
    values = found.get("log_parameter_max_length", "-1") != "0"
    for name, wanted in _STATEMENTS.items():
        if found.get(name, wanted) not in {wanted, *_HARMLESS.get(name, ())}:
            yield _logged(name, found[name], wanted, values=values)
    if found.get("log_min_error_statement") not in {"panic", "fatal"}:
        yield _weak("log_min_error_statement", found, "panic", "statements that failed")
    if found.get("log_error_verbosity") != "terse":
        yield _weak("log_error_verbosity", found, "terse", "the values that an error was about")
    if found.get("log_parameter_max_length_on_error", "0") != "0":
        yield _weak("log_parameter_max_length_on_error", found, "0", "the values of errors")
    if found.get("pgaudit.log", "none") != "none":
        yield _weak("pgaudit.log", found, "none", "who is looked up and when")


def copying(found: Mapping[str, str], slots: int) -> Iterator[Weakness]:
    """Where else these settings let rows go, and whether a commit is kept."""
    if found.get("archive_mode") != "off":
        yield Weakness(
            "weakens",
            "The server archives its write-ahead log (archive_mode). What is sealed there cannot"
            " be opened once its keys are destroyed, but it tells when something was written, and"
            " keeps the hashes of old tokens. Delete archived files after a few days.",
        )
    if slots:
        yield Weakness(
            "weakens",
            f"{slots} replication slots receive every change at its moment. Drop those nobody needs"
            " (pg_drop_replication_slot), and treat the replicas as you treat this server.",
        )
    for name in ("fsync", "full_page_writes"):
        if found.get(name) == "off":
            yield Weakness(
                "weakens",
                f"The server runs with {name} = off, so a crash can lose what was acknowledged."
                f" Set {name} = on.",
            )


def _logged(name: str, value: str, wanted: str, *, values: bool) -> Weakness:
    what = "with their values, which tie tokens to moments" if values else "and when they came"
    mend = _MEND.format(name=name, wanted=wanted)
    sentence = f"The server logs our statements {what} ({name} = {value}). {mend}"
    return Weakness("stops" if values else "weakens", sentence)


def _weak(name: str, found: Mapping[str, str], wanted: str, what: str) -> Weakness:
    mend = _MEND.format(name=name, wanted=wanted)
    return Weakness("weakens", f"The server may log {what} ({name} = {found.get(name)}). {mend}")
