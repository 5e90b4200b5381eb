"""The one door to everything that is kept."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from storage import decisions, invitations, publications, responses, turning
from storage.bags import opened_bags
from storage.copying import has_begun
from storage.database import Database
from storage.drafts import Draft
from storage.errors import LostServer, StaleKeys
from storage.keyring import Keyring
from storage.keys import KeyFolder
from storage.kinds import open_database
from storage.night import Night, clear
from storage.records import (
    ActionRecord,
    ActionState,
    Bag,
    Calendar,
    Cohort,
    DigestRow,
    Kept,
    Pool,
    Post,
    PostState,
    Recorded,
    Settled,
    Terms,
    Waiting,
)
from storage.retention import Needed, Retention
from storage.schema import check_schema, migrate
from storage.vault import FIRST_SLOTS, Vault
from storage.writer import Writer

__all__ = [
    "ActionRecord",
    "ActionState",
    "Bag",
    "Calendar",
    "Cohort",
    "DigestRow",
    "Draft",
    "Kept",
    "KeyFolder",
    "Pool",
    "Post",
    "PostState",
    "Recorded",
    "Retention",
    "Settled",
    "Store",
    "Terms",
    "Waiting",
    "migrate",
    "open_store",
]

T = TypeVar("T")
# How often a log is moved beside the writer, so that hardly anything is left that it waits for.
_DRAINS = 2


def open_store(
    url: str, keys: Keyring, retention: Retention | None = None, slots: int = FIRST_SLOTS
) -> "Store":
    """Open the database that `migrate` made; a StorageError says what stands in the way.

    `slots` is how many the vault of a new database has at first.
    """
    database = open_database(url)
    check_schema(database)
    with database.explained(), database.writing() as connection:
        turning.begin(database, connection, keys, slots)
        with connection.begin():
            # A night that a crash cut short has left something.
            swept = not has_begun(connection)
    return Store(database, keys, retention or Retention(), swept=swept)


class Store:
    """What is kept, for async callers; a write is on the disk when its method returns."""

    def __init__(
        self, database: Database, keys: Keyring, retention: Retention, *, swept: bool
    ) -> None:
        self._database = database
        self._keys = keys
        self._retention = retention
        self._swept = swept
        # A process that died may have left lists unswept, so that the first sweep takes them too.
        self._lists = True
        self._writer = Writer(database, keys, responses.foresee)
        self._reading = database.reading()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="storage-reader")

    def close(self) -> None:
        """Finish what waits and close the file."""
        self._writer.close()
        self._reader.shutdown()
        self._reading.close()

    async def token(self, token_hash: bytes) -> Terms | None:
        """What the token of this hash promises, spent or not; None when it is unknown."""
        return await self._read(lambda c: invitations.terms_of(c, token_hash))

    async def keep(
        self, token_hash: bytes, once: bytes, receipt_id: bytes, response: bytes
    ) -> Kept:
        """Spend the token and keep the response in one transaction.

        "repeated" when this Send (the same `once`) was kept before, "spent" when another one was.
        """
        send = responses.Send(token_hash, once, receipt_id, response)
        return await self._writer.together(lambda vault: responses.keep(vault, send), send)

    async def with_draft(self, name: bytes, today: date, do: Callable[[Draft], T]) -> T:
        """Do this with the draft of this name in one transaction; drafts are written one by one.

        `do` may be called again when others who write at the same time are in the way.
        """
        return await self._write(lambda vault: do(Draft(vault, name, today)))

    async def forget(self, receipt_id: bytes) -> bool:
        """Delete a response that still waits; whether there was one is not for strangers."""
        return await self._write(lambda vault: responses.forget(vault, receipt_id))

    async def ask_to_delete(self, deletion: bytes) -> None:
        """Hand these 32 bytes to the next boundary, which deletes from the bags."""
        await self._write(lambda vault: responses.ask_to_delete(vault, deletion))

    async def bags(self) -> tuple[Bag, ...]:
        """The released batches, opened."""
        return await self._read(lambda c: opened_bags(c, turning.current_keys(c, self._keys)))

    async def keep_revision(self, revision: str, sources: str) -> None:
        """Keep the sources of a dialogue revision under their hash."""
        await self._write(
            lambda vault: publications.keep_revision(vault.connection, revision, sources)
        )

    async def revision(self, revision: str) -> str | None:
        """The sources of a dialogue revision."""
        return await self._read(lambda c: publications.revision_of(c, revision))

    async def add_cohort(self, cohort: Cohort, token_hashes: Sequence[bytes]) -> None:
        """Note a cohort and the hashes of its tokens."""
        await self.add_cohorts({cohort: token_hashes})

    async def add_cohorts(
        self, cohorts: Mapping[Cohort, Sequence[bytes]], recorded: Sequence[Recorded] = ()
    ) -> None:
        """Note cohorts and the hashes of their tokens in one transaction: all of them or none.

        `recorded` is what is on record of all these people together.
        """

        def add(vault: Vault) -> None:
            for cohort, token_hashes in cohorts.items():
                invitations.add_cohort(vault.connection, cohort, token_hashes)
            decisions.add_recorded(vault.connection, recorded)

        await self._write(add)

    async def cohorts(self) -> tuple[Cohort, ...]:
        """Every cohort ever invited."""
        return await self._read(invitations.all_cohorts)

    async def calendar(self) -> Calendar | None:
        """The period under way, or None before `begin_calendar`."""
        return await self._read(publications.calendar_of)

    async def begin_calendar(self, first: Calendar) -> Calendar:
        """Begin the calendar unless it has begun; what is returned is in force."""
        return await self._write(lambda vault: _begun(vault.connection, first))

    async def boundary(self, period: str, decide: Callable[[Pool], Settled]) -> Settled | None:
        """End `period`: one transaction, then the old keys are destroyed and what went is swept.

        None, and nothing is done, when another period is under way. Bags that are too old go,
        whatever was decided.
        """

        end = partial(turning.boundary, keyring=self._keys, period=period, decide=decide)
        settled = await self._writer.alone(partial(end, retention=self._retention))
        await self._sweep(True)
        return settled

    async def night(self, today: date, needed: Needed | None = None) -> bool:
        """Turn the session keys and the day key, once a day, end what is over, and sweep.

        `needed` names the revisions that the responses handed to it, some at a time, were given
        under; without it no revision ends. Returns whether it was now: false when it was already,
        or when another process is at it. Others write meanwhile.
        """
        async with self.claim("night") as mine:
            turned = self._night(today, needed)
            done = mine and await turned.turn()
            if done:
                await self._cleared(turned.ended)
        return done

    async def swept(self) -> bool:
        """Whether the bytes of what was deleted are gone; if another program stood in the way
        after a night or boundary, this tries again."""
        if not self._swept:
            async with self.claim("night") as mine:
                if mine:
                    await self._cleared()
        return self._swept

    async def digests(self) -> tuple[DigestRow, ...]:
        """Every digest ever published, by period and destination."""
        return await self._read(publications.all_digests)

    async def posts(self) -> tuple[Post, ...]:
        """The posts that are neither posted nor given up."""
        return await self._read(publications.posts_to_do)

    async def posts_given_up(self) -> tuple[Post, ...]:
        """The posts that were given up, whether somebody was told or not."""
        return await self._read(publications.posts_given_up)

    async def set_post(self, was: Post, now: Post) -> bool:
        """Note how far a post has come; false, and nothing is noted, when it is no longer where
        it was: another worker has taken it."""
        return await self._write(lambda vault: publications.set_post(vault.connection, was, now))

    async def actions(self) -> tuple[ActionRecord, ...]:
        """Every action, in an order that says nothing."""
        return await self._read(decisions.all_actions)

    async def add_action(self, action: ActionRecord) -> None:
        """Keep a new action."""
        await self._write(lambda vault: decisions.add_action(vault.connection, action))

    async def set_action(self, was: ActionRecord, now: ActionRecord) -> bool:
        """Keep an action as it is now; false, and nothing is kept, when it is no longer as it
        was: somebody else has changed it."""
        return await self._write(lambda vault: decisions.set_action(vault.connection, was, now))

    async def drop_action(self, id: str) -> bool:
        """Forget an action; whether there was one."""
        return await self._write(lambda vault: decisions.drop_action(vault.connection, id))

    @asynccontextmanager
    async def claim(self, what: str) -> AsyncIterator[bool]:
        """Whether `what` is for this process alone while the block lasts; dying ends it too."""
        claimed = self._database.claim(what)
        with self._database.explained():
            mine = await asyncio.to_thread(claimed.__enter__)
        try:
            yield mine
        finally:
            await asyncio.to_thread(claimed.__exit__, None, None, None)

    async def _write(self, do: Callable[[Vault], T]) -> T:
        return await self._writer.together(do)

    async def _read(self, look: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._looked, look)

    def _looked(self, look: Callable[[Connection], T]) -> T:
        try:
            return self._seen(look)
        except (LostServer, StaleKeys):
            # The server was started anew, or a boundary came between the look and its keys.
            return self._seen(look)

    def _seen(self, look: Callable[[Connection], T]) -> T:
        with self._database.explained(), self._reading.begin():
            return look(self._reading)

    def _night(self, today: date, needed: Needed | None) -> Night:
        return Night(self._database, self._keys, self._writer, today, self._retention, needed)

    async def _cleared(self, lists: bool = False) -> None:
        """Remove the slots of the day before, for whoever has claimed the night, and sweep."""
        cleared = await clear(self._database, self._writer)
        await self._sweep(lists)
        self._swept = self._swept and cleared

    async def _sweep(self, lists: bool) -> None:
        self._swept, self._lists = False, self._lists or lists
        sweep = partial(self._database.sweep, lists=self._lists)
        if self._database.sweeps_beside:
            self._swept = await asyncio.to_thread(self._beside, sweep)
        else:
            for _ in range(_DRAINS):
                await asyncio.to_thread(self._database.drain)
            self._swept = await self._writer.alone(sweep)
        self._lists = not self._swept

    def _beside(self, sweep: Callable[[Connection], bool]) -> bool:
        with self._database.explained(), self._database.writing() as connection:
            return sweep(connection)


def _begun(connection: Connection, first: Calendar) -> Calendar:
    calendar = publications.calendar_of(connection)
    if calendar is None:
        publications.set_calendar(connection, first)
    return calendar or first
