"""What can go wrong with what is kept. The docstring is the message, for whoever must act."""


class StorageError(Exception):
    """Something is wrong with the storage."""

    def __init__(self, **details: object) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()).format(**details))


class UnsupportedDatabase(StorageError):
    """DATABASE_URL {url} cannot be used: everything is kept in one SQLite file or one PostgreSQL
    database. Write sqlite:///path/to/file.db or postgresql://user@host/database."""


class OldServer(StorageError):
    """The PostgreSQL server of {path} is of version {found}, too old to say what it logs.
    Use version 15 or newer."""


class NoDatabase(StorageError):
    """There is no database at {path}. Run `python -m bot migrate` to create it."""


class ForeignDatabase(StorageError):
    """{path} is a database of another program. Point DATABASE_URL at one of its own."""


class OldDatabase(StorageError):
    """The tables in {path} are of another version ({found} instead of {wanted}).
    Run `python -m bot migrate`; if that does not help, the database is newer than this program."""


class DamagedDatabase(StorageError):
    """{path} cannot be read as a database, or parts of it cannot be opened ({reason}).
    Leave the key folder as it is, and restore a copy made since the last nightly run: the keys of
    older copies are destroyed."""


class ReadOnlyDatabase(StorageError):
    """{path} cannot be written. Give this program the right to write the file and its folder."""


class NoRights(ReadOnlyDatabase):
    """{path} cannot be written ({reason}). Make the user that DATABASE_URL names the owner of the
    database and its tables, and point DATABASE_URL at the primary server."""


class DiskTrouble(StorageError):
    """The disk under {path} reports an error ({reason}). Look at the disk; nothing that was kept is
    lost, unless the disk is."""


class DiskFull(StorageError):
    """There is no room left to write {path}. Free some space; nothing that was kept is lost."""


class BusyDatabase(StorageError):
    """{path} is locked by another program for too long. End whatever holds it open, then retry."""


class LostServer(BusyDatabase):
    """{path} cannot be reached ({reason}). Start the PostgreSQL server, and check what
    DATABASE_URL names; nothing that was kept is lost."""


class UnsafeDatabase(StorageError):
    """{path} would leave traces of deleted text: SQLite answers {found} to PRAGMA {name}.
    Keep the file on a local disk, and use an SQLite that supports it."""


class Closed(StorageError):
    """The storage is closed."""


class KeyFolderMissing(StorageError):
    """The key folder {path} cannot be used ({reason}). Set KEY_FOLDER to a folder that this
    program may write, outside the database and its backups."""


class KeyFolderOpen(StorageError):
    """Others may read {path}, which holds keys. Run `chmod {mode} {path}`, and think about who
    may have copied them."""


class KeyFolderDamaged(StorageError):
    """The keys in {path} cannot be read. Without them the waiting responses are lost: put the file
    back as it was, or move it away together with the database and start anew."""


class KeyFolderForeign(StorageError):
    """{keys} does not hold the keys of {path}: it is new, belongs to another database, or the
    database is an old copy whose keys are destroyed. Set KEY_FOLDER or KEY_SECRET to what it was
    before. If that is lost, the responses still waiting are lost with it: start with a new database
    and new keys."""


class StaleKeys(StorageError):
    """{keys} no longer holds the keys of {path}, so nothing was stored. Another process uses other
    keys: give all of them the same KEY_FOLDER, or the same KEY_SECRET."""


class ReceiptTaken(StorageError):
    """A response with this receipt waits already. Make a new receipt and send again."""


class TooLarge(StorageError):
    """{size} bytes are more than the {most} that fit. Shorten what is to be kept."""


class CannotOpen(StorageError):
    """Something sealed cannot be opened: it was changed, or sealed under another key."""
