"""Slots found by a number, the beginning of their key."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("slot", "next_slot")
_MADE = "made_slot"
_PLACE_BYTES = 8
_CHUNK = 64


def upgrade() -> None:
    """Make both tables anew, and put every slot into its place."""
    for table in _TABLES:
        place = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        _make(
            table,
            sa.Column("place", place, primary_key=True, autoincrement=False, nullable=False),
            sa.Column("key", sa.LargeBinary(), nullable=False),
            sa.Column("content", sa.LargeBinary(), nullable=False),
        )


def downgrade() -> None:
    """Find slots by their whole keys again."""
    for table in _TABLES:
        _make(
            table,
            sa.Column("key", sa.LargeBinary(), primary_key=True, nullable=False),
            sa.Column("content", sa.LargeBinary(), nullable=False),
            sqlite_with_rowid=False,
        )


def _make(table: str, *columns: sa.Column[object], **how: bool) -> None:
    made = op.create_table(_MADE, *columns, **how)
    connection = op.get_bind()
    for rows in _read(connection, table):
        connection.execute(sa.insert(made), [_row(made, *row) for row in rows])
    if connection.dialect.name == "postgresql":
        _settle(connection, table, [column.name for column in columns])
    op.drop_table(table)
    op.rename_table(_MADE, table)


def _read(connection: sa.Connection, table: str) -> Iterator[list[tuple[bytes, bytes]]]:
    """All slots by their keys, some at a time."""
    slot = sa.table(table, sa.column("key", sa.LargeBinary), sa.column("content", sa.LargeBinary))
    said = sa.select(slot.c.key, slot.c.content).order_by(slot.c.key).limit(_CHUNK)
    after = b""
    while rows := [(row[0], row[1]) for row in connection.execute(said.where(slot.c.key > after))]:
        yield rows
        after = rows[-1][0]


def _row(made: sa.Table, key: bytes, content: bytes) -> dict[str, object]:
    row: dict[str, object] = {"key": key, "content": content}
    if "place" in made.columns:
        row["place"] = int.from_bytes(key[:_PLACE_BYTES], "big", signed=True)
    return row


def _settle(connection: sa.Connection, table: str, columns: list[str]) -> None:
    """Take over the mark of the database, and the settings of the second version."""
    mark = sa.text("SELECT obj_description(to_regclass(:name), 'pg_class')")
    said = connection.execute(mark, {"name": table}).scalar()
    if said is not None:
        op.execute(f"COMMENT ON TABLE {_MADE} IS '{said}'")
    op.execute(f"ALTER TABLE {_MADE} ALTER content SET STORAGE EXTERNAL")
    for column in columns:
        op.execute(f"ALTER TABLE {_MADE} ALTER {column} SET STATISTICS 0")
