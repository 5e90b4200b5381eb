"""A season in minutes: invite, interview, release, in a temporary place with a clock of its own."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.app import Program, Words, World, make_database, open_program
from bot.demo.candidate import Candidate
from bot.demo.company import Company
from bot.demo.loopback import post_turn
from bot.demo.talk import talk
from bot.insight.digest import Digest
from bot.settings import Settings

_BEGINS = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
_FEWEST_INVITED = 10
_SILENT = 3  # of those invited, at least so many never answer
_AT_ONCE = 16  # interviews beside each other
_PANELS = 4
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Season:
    """What came of one season: the digest, and how the interviews ended."""

    invited: int
    outcomes: Mapping[str, int]
    turns: int
    digest: Digest


class _Clock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


async def play_season(settings: Settings, words: Words, people: int, seed: int) -> Season:
    """Let so many simulated people take the interview, then release what they said.

    The real program with these settings and words, but database, keys and clock of its own; the
    same seed and people give the same digest.
    """
    clock, chance = _Clock(_BEGINS), Random(seed)  # noqa: S311  (a play, to be repeated at will)
    with TemporaryDirectory(prefix="afterword-demo-") as folder:
        apart = _apart(settings, Path(folder))
        make_database(apart)
        program = await open_program(apart, World(clock.now, chance.randbytes, chance), words)
        try:
            return await _played(program, clock, people, seed)
        finally:
            program.close()


def _apart(settings: Settings, folder: Path) -> Settings:
    """The same settings, but nothing real is touched and nothing is posted."""
    database = f"sqlite:///{folder / 'demo.db'}"
    keys = folder / "keys"
    return replace(settings, database_url=database, key_folder=keys, key_secret=None, slack=None)


async def _played(program: Program, clock: _Clock, people: int, seed: int) -> Season:
    invited = max(_FEWEST_INVITED, people + max(_SILENT, people // 3))
    invitation = await program.releaser.invite(
        "Simulated", invited, None, clock.now(), panels=_PANELS
    )
    endings = await interview_all(program, invitation.tokens[:people], seed)
    await program.releaser.night_if_due(clock.now())
    calendar = await program.releaser.begin(clock.now())
    clock.at = datetime.fromisoformat(calendar.ends)
    released = await program.releaser.boundary_if_due(clock.now())
    if released is None:
        raise RuntimeError("a period ended and nothing happened")
    outcomes = Counter(outcome for outcome, _ in endings)
    return Season(invited, outcomes, sum(turns for _, turns in endings), released.digest)


async def interview_all(
    program: Program, tokens: tuple[str, ...], seed: int
) -> list[tuple[str, int]]:
    """Hold the interviews of these tokens; how each ended, and after how many turns."""
    post = partial(post_turn, program.asgi())
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(token: str, candidate: Candidate) -> tuple[str, int]:
        async with room:
            return await talk(post, token, candidate)

    return await asyncio.gather(*map(one, tokens, candidates(program.words, len(tokens), seed)))


def candidates(words: Words, people: int, seed: int) -> list[Candidate]:
    """So many different people, the same ones for the same seed."""
    themes = words.dialogue.codebook.themes
    company = Company([theme.id for theme in themes if theme.id != _OTHER])
    examples = {
        (theme.id, polarity): said for theme in themes for polarity, said in theme.examples.items()
    }
    script = words.dialogue.revision.script
    minds = (Random(f"{seed} {person}") for person in range(people))  # noqa: S311  (as above)
    return [Candidate(script, examples, company, mind) for mind in minds]
