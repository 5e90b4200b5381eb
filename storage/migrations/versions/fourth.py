"""What teams decided to do, and how many invited people are on record with each cause."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "action",
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("what", "cause", "owner")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("until", "state")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("hidden", "told")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recorded",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("period", "cause"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        _keep_no_samples()


def downgrade() -> None:
    """Forget both."""
    op.drop_table("recorded")
    op.drop_table("action")


def _keep_no_samples() -> None:
    """As for every column: the planner keeps no samples."""
    columns = {
        "action": ("id", "what", "cause", "owner", "until", "state", "hidden", "told"),
        "recorded": ("period", "cause", "people"),
    }
    for table, names in columns.items():
        for name in names:
            op.execute(f'ALTER TABLE "{table}" ALTER "{name}" SET STATISTICS 0')
