"""Which kind of database DATABASE_URL names."""

from pathlib import Path

from storage.database import PATIENCE, Database, parsed_url


def database_file(url: str) -> Path | None:
    """The file that DATABASE_URL names, or None when it names a database on a server."""
    parsed = parsed_url(url)
    return Path(str(parsed.database)) if parsed.drivername == "sqlite" else None


def open_database(url: str, patience: int = PATIENCE) -> Database:
    """The database that DATABASE_URL names; UnsupportedDatabase when it names something else."""
    # Each driver is loaded only where it is used.
    if parsed_url(url).drivername.startswith("postgres"):
        from storage.postgres import PostgresDatabase

        return PostgresDatabase(url, patience)
    from storage.sqlite import SqliteDatabase, path_of

    return SqliteDatabase(path_of(url), patience)
