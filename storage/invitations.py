"""Cohorts and the hashes of their tokens: the only tables that know dates."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlmodel import col, select

from storage.records import Cohort, Terms
from storage.tables import CohortRow, TokenRow

_COLUMNS = tuple(Cohort.__dataclass_fields__)
_COHORTS = CohortRow.metadata.tables["cohort"]
# Built once: putting a statement together costs more than SQLite needs to run it.
_TERMS = (
    select(col(CohortRow.period), col(CohortRow.label), col(CohortRow.k), col(CohortRow.until))
    .join(TokenRow, col(TokenRow.cohort) == col(CohortRow.id))
    .where(col(TokenRow.hash) == bindparam("wanted"))
)


def terms_of(connection: Connection, token_hash: bytes) -> Terms | None:
    """What the token of this hash promises, or None when it was never issued or has expired."""
    row = connection.execute(_TERMS, {"wanted": token_hash}).first()
    return None if row is None else Terms(*row)


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


def take_tokens(connection: Connection, cohorts: Sequence[str]) -> tuple[bytes, ...]:
    """Delete the tokens of these cohorts and return their hashes."""
    theirs = col(TokenRow.cohort).in_(cohorts)
    hashes = connection.execute(select(col(TokenRow.hash)).where(theirs)).scalars().all()
    connection.execute(delete(TokenRow).where(theirs))
    return tuple(hashes)


def end_lists(connection: Connection, first: str, *, waiting: bool) -> None:
    """Forget the cohorts whose period ended before this ISO date, once their tokens are gone.

    While responses wait, whose release may depend on how many were invited, only the numbers stay.
    """
    over = col(CohortRow.until) < first
    if waiting:
        listed = col(CohortRow.name) != ""
        connection.execute(update(CohortRow).where(over, listed).values(name="", label=None))
    else:
        ended = col(CohortRow.id).not_in(select(col(TokenRow.cohort)))
        connection.execute(delete(CohortRow).where(over, ended))
