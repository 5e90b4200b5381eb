"""The real program under a clock that is set from outside: `python -m tests.served`.

Settings come from the environment, as ever; BEGINS is the moment at which the clock stands first.
With TALKATIVE every library says all it ever says, and all of it is logged.
Orders come as lines of JSON on standard input, and each is answered by one line on standard
output: `{"at": ISO}` sets the clock, `{"invite": [count, label]}` gives links, `{"work": null}`
does what is due, `{"release": null}` gives the digests published, `{"read": null}` the words that
HR may read.
"""

import asyncio
import json
import logging
import os
import random
import secrets
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app import (
    Program,
    World,
    look_after,
    make_database,
    open_program,
    read_words,
    serve,
)
from bot.logs import configure
from bot.settings import read_settings


@dataclass
class Clock:
    """Stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.at


def let_talk() -> None:
    """Have every record of every library printed, in the words of the program's formatter."""
    root = logging.getLogger()
    for name in ("", *root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    for handler in root.handlers:
        handler.filters.clear()


async def obey(program: Program, clock: Clock, order: dict[str, Any]) -> object:
    """Carry out one order; the answer as plain data."""
    match order:
        case {"at": str(moment)}:
            clock.at = datetime.fromisoformat(moment)
        case {"invite": [count, label]}:
            return (await program.invite("Autumn", count, label)).links
        case {"work": _}:
            await look_after(program, once=True)
        case {"release": _}:
            return await program.release()
        case {"read": _}:
            return await program.read()
        case _:
            raise ValueError("unknown order")
    return None


async def main() -> None:
    """Serve, and obey, until there are no more orders."""
    settings = read_settings(os.environ, lambda name: Path(name).read_text(encoding="utf-8"))
    configure(settings.log_level, sys.stderr)
    if "TALKATIVE" in os.environ:
        let_talk()
    make_database(settings)
    clock = Clock(datetime.fromisoformat(os.environ["BEGINS"]))
    world = World(clock.now, secrets.token_bytes, random.SystemRandom())
    program = await open_program(settings, world, read_words(settings.dialogues))
    serving = asyncio.create_task(serve(program))
    while order := await asyncio.to_thread(sys.stdin.readline):
        answer = await obey(program, clock, json.loads(order))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    # As somebody at the keyboard would end it.
    signal.raise_signal(signal.SIGINT)
    try:
        await serving
    finally:
        program.close()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(main())
