"""Which kind of database DATABASE_URL names."""

from storage.database import PATIENCE, Database, parsed_url


def open_database(url: str, patience: int = PATIENCE) -> Database:
    """The database that DATABASE_URL names; UnsupportedDatabase when it names something else."""
    # Each driver is loaded only where it is used.
    if parsed_url(url).drivername.startswith("postgres"):
        from storage.postgres import PostgresDatabase

        return PostgresDatabase(url, patience)
    from storage.sqlite import SqliteDatabase, path_of

    return SqliteDatabase(path_of(url), patience)
