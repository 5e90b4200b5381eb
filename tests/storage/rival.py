"""A second process that sends on the same tokens as the first one."""

import asyncio
from pathlib import Path

from storage.keys import KeyFolder
from storage.store import open_store
from tests.storage.places import TODAY, tokens


def main(url: str, keys: str) -> None:
    """Send on every token, and print what became of each."""
    asyncio.run(_sends(url, KeyFolder(Path(keys)).open_or_create(TODAY)))


async def _sends(url: str, keys: KeyFolder) -> None:
    store = open_store(url, keys)
    for token in tokens(20):
        said = await store.keep(token, b"theirs", token[:16] + b"theirs", b"theirs")
        print(said)  # noqa: T201 - this is what the first process compares
    store.close()
