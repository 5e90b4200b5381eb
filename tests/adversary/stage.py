"""A place in which the real program runs: its database, keys, clock, log and Slack of its own."""

import io
import itertools
import logging
import shutil
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType

from starlette.types import ASGIApp

import bot.app
from bot import logs
from bot.app import Program, Words, World, look_after, make_database, open_program, read_words
from bot.settings import Settings, read_settings, trial
from storage.store import open_store
from tests.adversary.copies import Base, Copy, When, keys_in
from tests.adversary.door import Door
from tests.adversary.patching import patched, seeded
from tests.channels.telegram.bot_api import TOKEN as BOT
from tests.channels.telegram.stand_in import StandIn, telegram_stand_in
from tests.slack.stand_in import TOKEN, SlackStandIn, slack_stand_in

DIALOGUES = Path(__file__).parents[2] / "dialogues"
_MEMORY, _PLENTY = "/dev/shm", 4 << 30  # noqa: S108 - folders in it have random names
LABELS = ("Engineering", "Sales")
_LAST: list[tuple[Program, ASGIApp]] = []
BEGINS = datetime(2026, 1, 12, 9, tzinfo=UTC)


@dataclass
class Stage:
    """Where one program runs; `copies` are all raw copies taken so far, `log` is its log."""

    folder: Path
    base: Base
    seed: str
    slack: SlackStandIn
    telegram: StandIn
    slots: int = 512
    chance: Random = field(default_factory=Random)
    now: datetime = BEGINS
    copies: list[Copy] = field(default_factory=list)
    log: io.StringIO = field(default_factory=io.StringIO)

    @property
    def data(self) -> Path:
        """Where the database lies."""
        return self.folder / "data"

    @property
    def keys(self) -> Path:
        """The key folder."""
        return self.folder / "keys"

    def settings(self, *, k: int = 5, port: int = 8000) -> Settings:
        """The settings of this place."""
        plain = read_settings(
            {
                **trial({}),
                "RELEASE": "monthly",
                "K": str(k),
                "PORT": str(port),
                "SLACK_BOT_TOKEN": TOKEN,
                "SLACK_CHANNEL": "C1",
                "SLACK_CHANNELS": ", ".join(f"{label}=#{label}" for label in LABELS),
                "SLACK_API_URL": self.slack.url,
                "TELEGRAM_TOKEN": BOT,
                "TELEGRAM_API_URL": self.telegram.url,
            },
            str,
        )
        return replace(plain, database_url=self.base.url(self.data), key_folder=self.keys)

    @asynccontextmanager
    async def program(
        self, *, k: int = 5, port: int = 8000, words: Words | None = None
    ) -> AsyncIterator[Program]:
        """The program, up until the block ends; the second time it finds what it left."""
        if not self.data.exists():
            self.data.mkdir()
            self.base.make(self.data, self._migrate)
        settings = self.settings(k=k, port=port)
        world = World(
            lambda: self.now,
            self.chance.randbytes,
            self.chance,
            seconds=itertools.count(0, 60).__next__,
        )
        program = await open_program(settings, world, words or shipped())
        try:
            yield program
        finally:
            if program.telegram is not None:
                await program.telegram.close()
            program.close()

    def copy(self, when: When, period: str) -> Copy:
        """Take a raw copy now."""
        to = self.folder / "copies" / f"{len(self.copies):03}"
        self.base.copy(self.data, to)
        taken = Copy(when, self.now, period, to, keys_in(self.keys), self.base)
        self.copies.append(taken)
        return taken

    def _migrate(self, url: str) -> None:
        make_database(replace(self.settings(), database_url=url))

    async def work(self, program: Program, at: datetime) -> None:
        """Move the clock and do what is due."""
        self.now = at
        await look_after(program, once=True)


@contextmanager
def stage(base: Base, seed: str, slots: int = 512) -> Iterator[Stage]:
    """A new place, gone when the block ends."""
    with (
        TemporaryDirectory(prefix="afterword-adversary-", dir=_scratch()) as folder,
        slack_stand_in() as slack,
        telegram_stand_in() as telegram,
        seeded(seed),
        patched(bot.app, "open_store", partial(open_store, slots=slots)),
    ):
        place = Stage(Path(folder), base, seed, slack, telegram, slots, Random(f"world {seed}"))
        with logged(place.log):
            yield place


def door(program: Program) -> Door:
    """The web door of a program, which is built once for all who come through it."""
    if not any(known is program for known, _ in _LAST):
        _LAST[:] = [(program, program.asgi())]
    return Door(_LAST[0][1])


@cache
def shipped() -> Words:
    """The words that the project ships, read once."""
    return read_words(DIALOGUES)


def _scratch() -> str | None:
    """Memory, where there is plenty: nobody needs these files after a loss of power."""
    return _MEMORY if Path(_MEMORY).is_dir() and shutil.disk_usage(_MEMORY).free > _PLENTY else None


@contextmanager
def logged(stream: io.StringIO) -> Iterator[None]:
    """Log into this stream as the program does; afterwards all is as it was."""
    root = logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in _talkers(logs))]
    before = [(each, each.level, each.propagate, list(each.handlers)) for each in loggers]
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, logging.raiseExceptions
    logs.configure("info", stream)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        for each, level, propagate, handlers in before:
            each.setLevel(level)
            each.propagate, each.handlers[:] = propagate, handlers
        sys.excepthook, sys.unraisablehook, threading.excepthook, logging.raiseExceptions = hooks


def _talkers(module: ModuleType) -> tuple[str, ...]:
    talkers: tuple[str, ...] = vars(module)["_TALKERS"]
    return talkers
