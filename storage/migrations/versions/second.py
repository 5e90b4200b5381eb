"""Revisions that end, and a PostgreSQL that keeps no samples.

SQLite databases of the first version exist; PostgreSQL begins here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count the nights of revisions out of use; keep what is deleted out of the statistics."""
    nights = sa.Column("nights", sa.Integer(), server_default="0", nullable=False)
    op.add_column("revision", nights)
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        _keep_no_samples(connection)
        # What is sealed does not shrink: trying would only cost time.
        for table in ("slot", "bag"):
            op.execute(f"ALTER TABLE {table} ALTER content SET STORAGE EXTERNAL")


def downgrade() -> None:
    """Forget how long revisions were out of use."""
    op.drop_column("revision", "nights")


def _keep_no_samples(connection: sa.Connection) -> None:
    """Without this, the planner's samples would keep hashes of tokens that were deleted."""
    schema = sa.inspect(connection)
    for table in schema.get_table_names():
        for column in schema.get_columns(table):
            op.execute(f'ALTER TABLE "{table}" ALTER "{column["name"]}" SET STATISTICS 0')
