"""Links that a cohort shares, and destinations that are fixed for a period."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a token take several responses, and a period know where its digests go."""
    sends = sa.Column("sends", sa.Integer(), server_default="1", nullable=False)
    op.add_column("cohort", sends)
    destinations = sa.Column("destinations", sa.String(), server_default="", nullable=False)
    op.add_column("calendar", destinations)
    if op.get_bind().dialect.name == "postgresql":
        # As for every column: the planner keeps no samples.
        op.execute("ALTER TABLE cohort ALTER sends SET STATISTICS 0")
        op.execute("ALTER TABLE calendar ALTER destinations SET STATISTICS 0")


def downgrade() -> None:
    """Forget both."""
    op.drop_column("calendar", "destinations")
    op.drop_column("cohort", "sends")
