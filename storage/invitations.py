"""Cohorts and the hashes of their tokens: the only tables that know dates."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, update
from sqlmodel import col, select

from storage.records import Cohort, Terms
from storage.tables import CohortRow, TokenRow

_COLUMNS = tuple(Cohort.__dataclass_fields__)
_COHORTS = CohortRow.metadata.tables["cohort"]
_FIELDS = tuple(Terms.__dataclass_fields__)
# Said straight to the driver: putting a statement together costs more than answering it.
_TERMS = (
    f"SELECT hash, {', '.join(_FIELDS)} FROM token"  # noqa: S608 - our own names
    " JOIN cohort ON cohort.id = token.cohort WHERE hash IN ({})"
)


def terms_of(connection: Connection, token_hash: bytes) -> Terms | None:
    """What the token of this hash promises, or None when it was never issued or has expired."""
    return all_terms_of(connection, [token_hash])[token_hash]


def all_terms_of(
    connection: Connection, token_hashes: Sequence[bytes]
) -> dict[bytes, Terms | None]:
    """The same for several, at once."""
    driver: Any = connection.connection.driver_connection
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    said = _TERMS.format(", ".join([sign] * len(token_hashes)))
    rows = driver.execute(said, token_hashes).fetchall()
    return dict.fromkeys(token_hashes) | {bytes(row[0]): Terms(*row[1:]) for row in rows}


def add_cohort(connection: Connection, cohort: Cohort, token_hashes: Sequence[bytes]) -> None:
    """Note who was invited together; the order of the hashes says nothing about the order given."""
    connection.execute(insert(CohortRow).values(**asdict(cohort)))
    rows = [{"hash": token_hash, "cohort": cohort.id} for token_hash in sorted(token_hashes)]
    if rows:
        connection.execute(insert(TokenRow), rows)


def all_cohorts(connection: Connection) -> tuple[Cohort, ...]:
    """Every cohort, in the random order of their ids."""
    columns = [_COHORTS.c[name] for name in _COLUMNS]
    rows = connection.execute(_COHORTS.select().with_only_columns(*columns).order_by("id"))
    return tuple(Cohort(*row) for row in rows)


def take_tokens(connection: Connection, cohorts: Sequence[str]) -> tuple[tuple[bytes, int], ...]:
    """Delete the tokens of these cohorts and return their hashes, each with its number of Sends."""
    theirs = col(TokenRow.cohort).in_(cohorts)
    found = (
        select(col(TokenRow.hash), col(CohortRow.sends))
        .join(CohortRow, col(TokenRow.cohort) == col(CohortRow.id))
        .where(theirs)
    )
    tokens = tuple((row[0], row[1]) for row in connection.execute(found))
    connection.execute(delete(TokenRow).where(theirs))
    return tokens


def end_lists(connection: Connection, named: str, counted: str) -> bool:
    """Forget names and labels of periods that ended before `named`, the rest before `counted`.

    Both are ISO dates. How many were invited decides on releases as long as an answer may wait;
    whether one does must not show, so this is the same in any case. Returns whether there was
    anything to forget.
    """
    over, listed = col(CohortRow.until) < named, col(CohortRow.name) != ""
    unnamed = connection.execute(update(CohortRow).where(over, listed).values(name="", label=None))
    ended = col(CohortRow.id).not_in(select(col(TokenRow.cohort)))
    gone = connection.execute(delete(CohortRow).where(col(CohortRow.until) < counted, ended))
    return unnamed.rowcount + gone.rowcount > 0
