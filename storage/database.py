"""A database as the rest of the storage sees it, whichever kind DATABASE_URL names."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.errors import CannotOpen, DamagedDatabase, StorageError, UnsupportedDatabase

# How many milliseconds to wait for another process, each time.
PATIENCE = 10_000
# The same where others wait behind whoever waits.
MOMENT = 40
Meaning = tuple[type[StorageError], str]


class Database(ABC):
    """How connections are opened, what must be mended after deleting, and what failures mean.

    `writing` connections take the one write lock of the database when a transaction begins;
    `reading` ones see one moment throughout a transaction and wait for nobody.
    """

    # Whether sweeping leaves those who write alone; else it is the writer's.
    sweeps_beside: bool
    # After how many parts of a night it catches up, before a writer would have to wait for that.
    catches_up_after: int

    def __init__(self, name: str, writing: Engine, reading: Engine) -> None:
        self.name = name
        self._writing = writing
        self._reading = reading

    def writing(self) -> Connection:
        """A connection whose transactions never meet a write of another process half way."""
        with self.explained():
            return self._writing.connect()

    def reading(self) -> Connection:
        """A connection for looking things up."""
        with self.explained():
            return self._reading.connect()

    @abstractmethod
    def create(self) -> None:
        """Make the place where tables can be made."""

    @abstractmethod
    def missing(self) -> bool:
        """Whether `migrate` never ran here."""

    @abstractmethod
    def foreign(self) -> bool:
        """Whether another program keeps its tables here; looking changes not a byte."""

    @abstractmethod
    def mark(self, connection: Connection) -> None:
        """Say whose database this is, and give it a number that its key folder will remember."""

    @abstractmethod
    def number(self, connection: Connection) -> int:
        """The random number by which a key folder knows its database."""

    @abstractmethod
    def damage(self, connection: Connection) -> str:
        """What a quick look finds broken, or nothing."""

    @abstractmethod
    def sweep(self, connection: Connection, lists: bool = True) -> bool:
        """Remove the bytes of what was deleted; false while another program stands in the way.

        Whoever looks up a token may have to wait while `lists` of invitations are swept too.
        """

    @abstractmethod
    def empty(self, table: str) -> bool:
        """Empty a table at once, beside the writers; false where that has to be done in parts."""

    @abstractmethod
    def drain(self) -> None:
        """Move what was written from the log into the file, as far as nobody is in the way.

        Nobody waits for it, and no writer has to do it.
        """

    @abstractmethod
    def catch_up(self) -> None:
        """Bring onto the disk what would keep writers waiting if it came all at once later.

        It is for whoever writes much, beside them.
        """

    @abstractmethod
    def hurry(self, connection: Connection) -> None:
        """In this transaction, wait only a moment for tables that somebody else holds."""

    @abstractmethod
    def claim(self, what: str) -> AbstractContextManager[bool]:
        """Whether `what` is now for this process alone, until the block or the process ends."""

    @abstractmethod
    def meaning(self, cause: Exception) -> Meaning | None:
        """What this error of the driver means, and the reason to quote, which holds no values."""

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the database says into a sentence for whoever must act."""
        try:
            yield
        except Exception as error:
            explained = self.explain(error)
            if explained is error:
                raise
            raise explained from error

    def explain(self, error: Exception) -> Exception:
        """The typed error behind this one, or itself when there is none."""
        if isinstance(error, CannotOpen):
            return DamagedDatabase(path=self.name, reason="a sealed part was changed")
        found = self.meaning(_cause(error))
        return error if found is None else found[0](path=self.name, reason=found[1])


def _cause(error: Exception) -> Exception:
    within = error.orig if isinstance(error, DBAPIError) else None
    return within if isinstance(within, Exception) else error


def parsed_url(url: str) -> URL:
    """DATABASE_URL in its parts; UnsupportedDatabase when it has none."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise UnsupportedDatabase(url=url) from error


def name_of(url: URL) -> str:
    """What errors call this database: the file, or server and name."""
    if url.drivername.startswith("sqlite"):
        return str(url.database)
    return f"postgresql://{url.host or url.query.get('host') or 'localhost'}/{url.database}"
