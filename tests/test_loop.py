"""The loop, closed on the real program: interviews, digest, decision, `/changes`, next digest."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import httpx
import pytest

from bot.app import Program, Words, World, make_database, open_program
from bot.demo.candidate import Candidate
from bot.demo.loopback import post_turn
from bot.demo.season import candidates, interview_all
from bot.demo.talk import Post
from bot.insight.decision import Decision
from bot.insight.digest import Digest
from bot.insight.rendering import text
from bot.settings import read_settings, trial
from tests.people import words


class _Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 1, 12, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> _Clock:
    """A clock that stands still until it is set."""
    return _Clock()


@pytest.fixture(scope="module")
def shipped() -> Words:
    """All words, read once."""
    return words()


@pytest.fixture
async def program(tmp_path: Path, clock: _Clock, shipped: Words) -> AsyncIterator[Program]:
    """The program as it is, in a place of its own."""
    place = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "KEY_FOLDER": f"{tmp_path}/keys"}
    settings = read_settings({**trial({}), **place}, lambda _: "")
    make_database(settings)
    chance = Random(5)
    world = World(clock.now, chance.randbytes, chance)
    opened = await open_program(settings, world, shipped)
    yield opened
    opened.close()


async def _season(program: Program, clock: _Clock, seed: int) -> Digest:
    made = await program.releaser.invite("Season", 16, None, clock.now())
    await interview_all(program, made.tokens[:12], seed)
    calendar = await program.releaser.begin(clock.now())
    clock.at = datetime.fromisoformat(calendar.ends)
    released = await program.releaser.boundary_if_due(clock.at)
    assert released is not None
    clock.at += timedelta(days=1)
    return released.digest


async def _last_words(program: Program, clock: _Clock, seed: int) -> str:
    """What somebody is told at the end of an interview."""
    made = await program.releaser.invite("One more", 12, None, clock.now())
    people = candidates(program.words, len(made.tokens), seed)
    for token, person in zip(made.tokens, people, strict=True):
        said = await _interview(partial(post_turn, program.asgi()), token, person)
        if said is not None:
            return said
    raise AssertionError("nobody went to the end")


async def _interview(post: Post, token: str, person: Candidate) -> str | None:
    """The last words of this interview, or None when the person left before."""
    start = {"kind": "start", "token": token, "language": "en"}
    answer = await post({"session": None, "event": start, "key": ""})
    while answer["outcome"] is None:
        turn = {"session": answer["session"], "event": person.event(answer["ask"]), "key": "k"}
        answer = await post(turn)
    last = " ".join(line["text"] for line in answer["say"])
    return last if answer["outcome"] == "completed" else None


async def test_what_is_done_reaches_candidates_and_the_next_digest(
    program: Program, clock: _Clock
) -> None:
    """Before anything is done no interview speaks of the page; afterwards each leads there."""
    digest = await _season(program, clock, 1)
    proposal = digest.proposals[0]
    decision = Decision(proposal.first_step.rstrip("."), proposal.cause, proposal.owner)
    action = await program.actions.decide(decision)
    assert "/changes" not in await _last_words(program, clock, 11)
    await program.actions.done(action.id)
    assert "/changes" in await _last_words(program, clock, 12)
    transport = httpx.ASGITransport(program.asgi())
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as visitor:
        assert decision.what in (await visitor.get("/changes")).text
        await program.actions.hide(action.id)
        assert decision.what not in (await visitor.get("/changes")).text
    assert "/changes" not in await _last_words(program, clock, 13)
    assert f"Done: {decision.what}" in text(await _season(program, clock, 2))


async def test_every_first_step_may_be_decided_as_it_stands(program: Program) -> None:
    """What a digest proposes names nobody, in the eyes of whoever checks decisions."""
    book = program.words.dialogue.codebook
    steps = [(theme.first_step, theme.owner) for theme in book.themes if theme.owner]
    steps += [(head.first_step, head.owner) for head in book.heads.values()]
    for step, owner in steps:
        await program.actions.decide(Decision(step, "", owner))
