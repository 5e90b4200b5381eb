"""The tables. All are keyed by random values, and none has a row number that grows.

Nothing says when a row was written or who a person is; only the invitation tables (cohort,
token) know dates, and those are the same for everybody invited together.
"""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Integer
from sqlmodel import Field, SQLModel

# The newest migration, so that a start can check the database without loading Alembic.
HEAD = "0006"
# By this name SQLite takes the number itself for the row's place, and adds none of its own.
_PLACE = BigInteger().with_variant(Integer, "sqlite")


class _Table(SQLModel):
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}


class _Slot(SQLModel):
    """What both tables of slots hold; `place` is the beginning of the key as a number.

    SQLite finds a row by a number without reading what lies in it; to compare a key beside a long
    content it would read all of that.
    """

    place: int = Field(primary_key=True, sa_type=_PLACE, sa_column_kwargs={"autoincrement": False})
    key: bytes
    content: bytes


class SlotRow(_Slot, table=True):
    """One sealed slot of the vault; used slots and fillers look the same."""

    __tablename__ = "slot"


class NextSlotRow(_Slot, table=True):
    """A slot of the next day, while a night is under way; then the two tables change names."""

    __tablename__ = "next_slot"


class VaultRow(_Table, table=True):
    """The one row that names the vault's keys by their tags; `head` is sealed."""

    __tablename__ = "vault"
    epoch_tag: bytes = Field(primary_key=True)
    day_tag: bytes
    head: bytes


class BagRow(_Table, table=True):
    """A released batch as one sealed, padded bag."""

    __tablename__ = "bag"
    id: str = Field(primary_key=True)
    content: bytes


class CohortRow(_Table, table=True):
    """People invited together (an invitation table)."""

    __tablename__ = "cohort"
    id: str = Field(primary_key=True)
    name: str
    period: str
    invited: int
    panels: int | None = None
    label: str | None = None
    k: int
    until: str
    sends: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class TokenRow(_Table, table=True):
    """The hash of a token that was issued to somebody of a cohort (an invitation table)."""

    __tablename__ = "token"
    hash: bytes = Field(primary_key=True)
    cohort: str = Field(foreign_key="cohort.id", index=True)


class CalendarRow(_Table, table=True):
    """The one row of the period under way."""

    __tablename__ = "calendar"
    period: str = Field(primary_key=True)
    ends: str
    k: int
    minimum: int
    last_night: str
    destinations: str = Field(default="", sa_column_kwargs={"server_default": ""})


class RevisionRow(_Table, table=True):
    """The sources of a dialogue revision, by their hash.

    `nights` counts the nights since another one took its place.
    """

    __tablename__ = "revision"
    id: str = Field(primary_key=True)
    sources: str
    nights: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class PublishedRow(_Table, table=True):
    """A published digest."""

    __tablename__ = "digest"
    id: str = Field(primary_key=True)
    period: str
    destination: str
    content: str


class PostRow(_Table, table=True):
    """The outbox: a digest on its way."""

    __tablename__ = "post"
    id: str = Field(primary_key=True)
    digest_id: str = Field(foreign_key="digest.id")
    destination: str
    state: str
    attempts: int
    problem: str


class ActionRow(_Table, table=True):
    """What a team decided to do, in its own words."""

    __tablename__ = "action"
    id: str = Field(primary_key=True)
    what: str
    cause: str
    owner: str
    until: str
    state: str
    hidden: bool
    told: bool


class RecordedRow(_Table, table=True):
    """How many of the people invited in a period are on record with a cause."""

    __tablename__ = "recorded"
    period: str = Field(primary_key=True)
    cause: str = Field(primary_key=True)
    people: int
