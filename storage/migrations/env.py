"""What Alembic runs: the migrations, on the connection that `storage.schema` hands over."""

from alembic import context

from storage import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.SlotRow.metadata,
)
context.run_migrations()
