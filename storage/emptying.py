"""Deleting all rows of a table such that nothing of them stays in the database's files."""

from sqlalchemy import Executable, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement


class Emptied(Executable, ClauseElement):
    """The statement that empties this table."""

    inherit_cache = False

    def __init__(self, table: Table) -> None:
        self.table = table


@compiles(Emptied)
def _deleted(emptied: Emptied, _compiler: SQLCompiler, **_options: object) -> str:
    return f"DELETE FROM {emptied.table.name}"  # noqa: S608 - the name of a table of ours


@compiles(Emptied, "postgresql")
def _truncated(emptied: Emptied, _compiler: SQLCompiler, **_options: object) -> str:
    # DELETE would leave the rows in the file; this begins a new file, and the old one goes.
    return f"TRUNCATE {emptied.table.name}"
