"""Takes a dialogue that changed while the program runs, once it is whole and passes its checks."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from bot.dialogue import Dialogue
from bot.interview.mistakes import DialogueError
from bot.logs import log, log_failure

# How often the files are looked at, and how long to wait after something failed, in seconds.
LOOK = 1.0
AFTER_FAILURE = 60.0
# What is read at the start only.
_AT_START = (
    *("pages.yaml", "digest.yaml", "reasons.yaml", "staff.txt", "redaction/*", "receipt-words/*"),
    *("locale/*/pages.po", "locale/*/digest.po"),
)
Stamps = Mapping[str, tuple[int, int, int]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rereading:
    """What is read and where it goes: `read` raises DialogueError, `take` serves what was read."""

    folder: Path
    read: Callable[[], Dialogue]
    take: Callable[[Dialogue], Awaitable[None]]


async def reread(rereading: Rereading, *, sleep: Sleep) -> None:
    """Look at the files again and again, until cancelled; what cannot be used changes nothing."""
    served = await asyncio.to_thread(stamps, rereading.folder)
    while True:
        await sleep(LOOK)
        found = await asyncio.to_thread(stamps, rereading.folder)
        if found == served:
            continue
        # Somebody may be saving still: what is read must stand as it is for one look.
        await sleep(LOOK)
        if found != await asyncio.to_thread(stamps, rereading.folder):
            continue
        try:
            done = await _reread(rereading, served, found)
        except Exception as failure:  # noqa: BLE001 - interviews go on, whatever one reading met
            log_failure("dialogue_unread", failure)
            await sleep(AFTER_FAILURE)
        else:
            served = found if done else served


async def _reread(rereading: Rereading, before: Stamps, now: Stamps) -> bool:
    """Read what changed; no when it changed again meanwhile, so that it was not all looked at."""
    names = changed(before, now)
    at_start = {name for name in names if any(fnmatch(name, each) for each in _AT_START)}
    found = None if names == at_start else await asyncio.to_thread(_read, rereading)
    if await asyncio.to_thread(stamps, rereading.folder) != now:
        return False
    if at_start:
        log("dialogue_at_start")
    if isinstance(found, DialogueError):
        log("dialogue_refused", mistakes=len(found.mistakes))
    elif found is not None:
        await rereading.take(found)
    return True


def _read(rereading: Rereading) -> Dialogue | DialogueError:
    try:
        return rereading.read()
    except DialogueError as error:
        return error


def stamps(folder: Path) -> Stamps:
    """What tells whether a file of the folder is still the same, by its name there."""
    found = {}
    for path in folder.rglob("*"):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue  # it went between two looks; the next one tells
        name = path.relative_to(folder).as_posix()
        # HR's notes are no words of a dialogue.
        if path.is_file() and not path.name.startswith(".") and not name.startswith("notes/"):
            found[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found


def changed(before: Stamps, after: Stamps) -> frozenset[str]:
    """The names of the files that came, went, or are no longer the same."""
    names = before.keys() | after.keys()
    return frozenset(name for name in names if before.get(name) != after.get(name))
