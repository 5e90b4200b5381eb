"""A first look on one's own machine: a digest of simulated people, and a link for oneself."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.app import Words, World, keep_working, make_database, open_program, serve
from bot.demo.season import interview_all
from bot.privacy.periods import period_at
from bot.settings import Settings

_PEOPLE, _INVITED, _PANELS = 24, 32, 4
_SEED = 1
_LINKS = 12


async def trial(settings: Settings, world: World, words: Words, say: Callable[[str], None]) -> None:
    """Serve on this machine, with a digest to look at, until told to stop."""
    make_database(settings)
    await _past_season(settings, world, words)
    program = await open_program(settings, world, words)
    try:
        await program.release()
        links = await program.invite("Trial", _LINKS, None)
        say(_welcome(settings, links.links[0]))
        working = asyncio.create_task(keep_working(program))
        await serve(program)
        working.cancel()
    finally:
        program.close()


async def _past_season(settings: Settings, world: World, words: Words) -> None:
    """Let simulated people answer in the period before this one, unless that was done before."""
    period = period_at(world.now(), settings.release, settings.timezone)
    before = period_at(period.starts - timedelta(days=1), settings.release, settings.timezone)
    program = await open_program(settings, _at(world, before.starts + timedelta(days=7)), words)
    try:
        if not await program.store.cohorts():
            made = await program.releaser.invite(
                "Simulated", _INVITED, None, program.world.now(), panels=_PANELS
            )
            await interview_all(program, made.tokens[:_PEOPLE], _SEED)
    finally:
        program.close()


def _at(world: World, moment: datetime) -> World:
    return replace(world, now=lambda: moment)


def _welcome(settings: Settings, link: str) -> str:
    return f"""
Afterword is running on this machine. Nothing leaves it.

  Take the interview      {link}
  Read the last digest    {settings.public_url}/digest
  What candidates see     {settings.public_url}/

The digest is of {_PEOPLE} simulated people. Yours will wait, sealed, until enough others have
answered and the period ends. Stop with Ctrl-C.
"""
