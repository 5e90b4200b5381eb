"""What was given up on its way, for whoever looks from outside the running program."""

from storage.errors import StorageError
from storage.kinds import database_file, open_database
from storage.publications import posts_given_up
from storage.records import Post
from storage.schema import check_schema


def undelivered(url: str) -> tuple[Post, ...]:
    """The posts that were given up; none where the database cannot be read."""
    file = database_file(url)
    if file is not None and not file.exists():
        return ()
    try:
        database = open_database(url)
        check_schema(database)
        with database.explained(), database.reading() as connection, connection.begin():
            return posts_given_up(connection)
    except StorageError:
        # The doctor tells what is wrong with the database in sentences of their own.
        return ()
