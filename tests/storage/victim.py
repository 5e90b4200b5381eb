"""A process that keeps responses, turns keys, and is killed: `python -m tests.storage.victim`.

Arguments: the database, the folder of its keys, the number of the first Send, and how to die
(`killed` from outside, or by its own hand `deciding` or `sealing` a boundary). It prints the number
of each Send once that Send is acknowledged.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from storage.keys import KeyFolder
from storage.records import Pool, Settled, Waiting
from storage.store import Store, open_store
from tests.storage.places import TODAY, keep_all, name, tokens

TOKENS = tokens(600)
SENDS = 60
TOGETHER = 6


class Deadly(tuple[Waiting, ...]):
    """Responses that kill whoever looks at them: a crash after keys were written, before commit."""

    def __iter__(self) -> Iterator[Waiting]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().__iter__()


def deciding(_: Pool) -> Settled:
    """Die while deciding."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("a dead process decides nothing")


def sealing(pool: Pool) -> Settled:
    """Decide, and die before what was decided is sealed."""
    return replace(keep_all(pool), keep=Deadly(pool.responses))


async def send(store: Store, number: int) -> None:
    """Keep one response and acknowledge it."""
    if await store.keep(TOKENS[number], name(number), name(number), b"%d" % number) == "kept":
        print(number, flush=True)  # noqa: T201 - this is the acknowledgement


async def end_period(store: Store, how: str) -> None:
    """End the period under way, in this way."""
    calendar = await store.calendar()
    assert calendar is not None
    decide = {"killed": keep_all, "deciding": deciding, "sealing": sealing}[how]
    await store.boundary(calendar.period, decide)


async def work(store: Store, first: int, how: str) -> None:
    """Send in groups, with a night or a boundary going on beside every group."""
    for turn, start in enumerate(range(first, first + SENDS, TOGETHER)):
        sends = [send(store, number) for number in range(start, start + TOGETHER)]
        if turn % 2:
            await asyncio.gather(*sends, end_period(store, how))
        else:
            await asyncio.gather(*sends, store.night(TODAY + timedelta(days=turn)))


if __name__ == "__main__":
    keys = KeyFolder(Path(sys.argv[2])).open_or_create(TODAY)
    asyncio.run(work(open_store(sys.argv[1], keys), int(sys.argv[3]), sys.argv[4]))
