"""A second table of slots, for a night that lets others write."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, on PostgreSQL with the same settings as the first."""
    op.create_table(
        "next_slot",
        sa.Column("key", sa.LargeBinary(), primary_key=True, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE next_slot ALTER content SET STORAGE EXTERNAL")
        for column in ("key", "content"):
            op.execute(f"ALTER TABLE next_slot ALTER {column} SET STATISTICS 0")


def downgrade() -> None:
    """Drop it: outside of nights it is empty."""
    op.drop_table("next_slot")
