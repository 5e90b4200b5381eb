"""A disk that is full, and files that are cut short: said in a sentence, nothing lost."""

import asyncio
import sys
from subprocess import run

import pytest

from storage.errors import DamagedDatabase
from tests.storage.places import TODAY, SqlitePlace, contents, invite, name

# Runs in a process of its own, which may not write files larger than they are already.
PROGRAM = """
import asyncio, os, resource, signal, sys
from pathlib import Path
from storage.errors import StorageError
from storage.keys import KeyFolder
from storage.store import open_store
from tests.storage.places import TODAY, name, tokens

async def main(url, keys, most):
    store = open_store(url, KeyFolder(Path(keys)).open_or_create(TODAY))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    for number, token in enumerate(tokens(20)):
        try:
            print(await store.keep(token, name(number), name(number), b"%d" % number), flush=True)
        except StorageError as error:
            print(type(error).__name__, flush=True)
    os._exit(0)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_full_disk_loses_nothing(file: SqlitePlace) -> None:
    """What was acknowledged before the disk was full is there; what failed can be sent again."""
    store = file.fresh()
    hashes = await invite(store)
    await store.night(TODAY)
    store.close()
    most = str(300_000)
    command = [sys.executable, "-c", PROGRAM, file.url, str(file.key_path), most]
    done = await asyncio.to_thread(run, command, capture_output=True, text=True, check=True)
    said = done.stdout.split()
    kept = [number for number, one in enumerate(said) if one == "kept"]
    assert kept
    assert set(said) - {"kept"} <= {"DiskFull", "DiskTrouble"}
    assert len(kept) < len(said) == 20
    again = file.open()
    assert await contents(again) == sorted(b"%d" % number for number in kept)
    failed = next(number for number in range(20) if number not in kept)
    assert await again.keep(hashes[failed], name(99), name(99), b"again") == "kept"
    again.close()


@pytest.mark.parametrize("part", [0.25, 0.9])
def test_a_file_cut_short_is_a_sentence(file: SqlitePlace, part: float) -> None:
    """A database that was not copied to its end is refused at the start, and left as it is."""
    file.fresh().close()
    whole = file.database.read_bytes()
    short = whole[: int(len(whole) * part) // 4096 * 4096]
    file.database.write_bytes(short)
    with pytest.raises(DamagedDatabase, match="restore a copy"):
        file.open()
    assert file.database.read_bytes() == short
