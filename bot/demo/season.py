"""Two seasons in minutes: invite, interview, release, decide, and all of it once more.

In a temporary place, with a clock of its own.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
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
from bot.insight.action import Action
from bot.insight.decision import Decision
from bot.insight.digest import Digest
from bot.release import Wanted
from bot.settings import Settings

_BEGINS = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
_FEWEST_INVITED = 10
_SILENT = 3  # of those invited, at least so many never answer
_AT_ONCE = 16  # interviews beside each other
_PANELS = 4
_OTHER = "other"


_FIRST_PEOPLE = 24
_RECORDS = {"pay_level": 0.5, "location": 0.3, "personal": 0.2}


@dataclass(frozen=True, slots=True)
class Season:
    """What came of one season: the digest, and how the interviews ended."""

    invited: int
    outcomes: Mapping[str, int]
    turns: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Year:
    """Two seasons, what was decided between them, and what candidates can read of it."""

    first: Season
    decided: tuple[Action, ...]
    public: tuple[str, ...]
    second: Season


class _Clock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


async def play_year(settings: Settings, words: Words, people: int, seed: int) -> Year:
    """Let simulated people take the interview, release what they said, decide, and do it again.

    So many of them in the second season, in the first at most 24; the same ones for the same seed.
    The real program with these settings and words, but database, keys and clock of its own.
    """
    clock, chance = _Clock(_BEGINS), Random(seed)  # noqa: S311  (a play, to be repeated at will)
    with TemporaryDirectory(prefix="afterword-demo-") as folder:
        apart = _apart(settings, Path(folder))
        make_database(apart)
        program = await open_program(apart, World(clock.now, chance.randbytes, chance), words)
        try:
            first = await _played(program, clock, min(people, _FIRST_PEOPLE), seed, ())
            decided = await _decide(program, first.digest)
            # What was done helps: hardly anybody names it the second time.
            mended = [action.cause for action in decided if action.state == "done"]
            second = await _played(program, clock, people, seed + 1, mended)
            public = tuple(change.what for change in await program.actions.public())
            return Year(first, decided, public, second)
        finally:
            program.close()


async def _decide(program: Program, digest: Digest) -> tuple[Action, ...]:
    """Take the first steps that the digest proposes; the first of them is done by the next one."""
    decided = []
    for number, proposal in enumerate(digest.proposals[:2]):
        wanted = Decision(proposal.first_step.rstrip("."), proposal.cause, proposal.owner)
        action = await program.actions.decide(wanted)
        decided.append(await program.actions.done(action.id) if number == 0 else action)
    return tuple(decided)


def _apart(settings: Settings, folder: Path) -> Settings:
    """The same settings, but nothing real is touched and nothing is posted."""
    database = f"sqlite:///{folder / 'demo.db'}"
    keys = folder / "keys"
    return replace(settings, database_url=database, key_folder=keys, key_secret=None, slack=None)


async def _played(
    program: Program, clock: _Clock, people: int, seed: int, mended: Collection[str]
) -> Season:
    invited = max(_FEWEST_INVITED, people + max(_SILENT, people // 3))
    records = {cause: round(share * invited) for cause, share in _RECORDS.items()}
    wanted = Wanted("Simulated", {None: invited}, _PANELS, records=records)
    invitation = await program.releaser.invite_all(wanted, clock.now())
    endings = await interview_all(program, invitation.tokens[:people], seed, mended)
    await program.releaser.night_if_due(clock.now())
    calendar = await program.releaser.begin(clock.now())
    clock.at = datetime.fromisoformat(calendar.ends)
    released = await program.releaser.boundary_if_due(clock.now())
    if released is None:
        raise RuntimeError("a period ended and nothing happened")
    outcomes = Counter(outcome for outcome, _ in endings)
    return Season(invited, outcomes, sum(turns for _, turns in endings), released.digest)


async def interview_all(
    program: Program, tokens: tuple[str, ...], seed: int, mended: Collection[str] = ()
) -> list[tuple[str, int]]:
    """Hold the interviews of these tokens; how each ended, and after how many turns."""
    post = partial(post_turn, program.asgi())
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(token: str, candidate: Candidate) -> tuple[str, int]:
        async with room:
            return await talk(post, token, candidate)

    people = candidates(program.words, len(tokens), seed, mended)
    return await asyncio.gather(*map(one, tokens, people))


def candidates(
    words: Words, people: int, seed: int, mended: Collection[str] = ()
) -> list[Candidate]:
    """So many different people, the same ones for the same seed."""
    themes = words.dialogue.codebook.themes
    company = Company([theme.id for theme in themes if theme.id != _OTHER], mended)
    examples = {
        (theme.id, polarity): said for theme in themes for polarity, said in theme.examples.items()
    }
    script = words.dialogue.revision.script
    minds = (Random(f"{seed} {person}") for person in range(people))  # noqa: S311  (as above)
    return [Candidate(script, examples, company, mind) for mind in minds]
