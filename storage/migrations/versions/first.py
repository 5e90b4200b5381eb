"""The first tables.

A migration states the tables as they were then, so it repeats them instead of importing them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, *columns, sqlite_with_rowid=False)


def _text(name: str, *, key: bool = False, none: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), primary_key=key, nullable=none)


def _bytes(name: str, *, key: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), primary_key=key, nullable=False)


def _number(name: str, *, none: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=none)


def upgrade() -> None:
    """Create the tables."""
    _create_sealed()
    _create_invitations()
    _create_published()


def downgrade() -> None:
    """Drop the tables."""
    names = ("post", "digest", "revision", "calendar", "token", "cohort", "bag", "vault", "slot")
    for name in names:
        op.drop_table(name)


def _create_sealed() -> None:
    _table("slot", _bytes("key", key=True), _bytes("content"))
    _table("vault", _bytes("epoch_tag", key=True), _bytes("day_tag"), _bytes("head"))
    _table("bag", _text("id", key=True), _bytes("content"))


def _create_invitations() -> None:
    _table(
        "cohort",
        _text("id", key=True),
        _text("name"),
        _text("period"),
        _number("invited"),
        _number("panels", none=True),
        _text("label", none=True),
        _number("k"),
        _text("until"),
    )
    _table(
        "token",
        _bytes("hash", key=True),
        sa.Column("cohort", sa.String(), sa.ForeignKey("cohort.id"), nullable=False),
    )
    op.create_index("ix_token_cohort", "token", ["cohort"])


def _create_published() -> None:
    _table(
        "calendar",
        _text("period", key=True),
        _text("ends"),
        _number("k"),
        _number("minimum"),
        _text("last_night"),
    )
    _table("revision", _text("id", key=True), _text("sources"))
    _table("digest", _text("id", key=True), _text("period"), _text("destination"), _text("content"))
    _table(
        "post",
        _text("id", key=True),
        sa.Column("digest_id", sa.String(), sa.ForeignKey("digest.id"), nullable=False),
        _text("destination"),
        _text("state"),
        _number("attempts"),
        _text("problem"),
    )
