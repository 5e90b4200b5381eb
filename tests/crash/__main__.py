"""Hundreds of deaths on either database: `python -m tests.crash --kills 500`."""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from storage.store import migrate
from tests.crash.rounds import Rounds, migrated
from tests.crash.victim import TOKENS
from tests.storage.places import Place, PostgresPlace, SqlitePlace
from tests.storage.server import Server, running_server

# Every so many kills one is that of a migration.
_MIGRATIONS = 10


def place_in(folder: Path, server: Server | None) -> Place:
    """An empty place."""
    folder.mkdir()
    return PostgresPlace(folder, server, server.create()) if server else SqlitePlace(folder)


def play(folder: Path, server: Server | None, kills: int, seed: int) -> None:
    """So many kills; AssertionError when something does not hold."""
    chance = random.Random(seed)
    rounds = Rounds(place_in(folder / "kept", server), chance)
    rounds.place.fresh().close()
    rounds.prepare(len(TOKENS))
    died = 0
    while rounds.kills + died < kills:
        rounds.play()
        if rounds.rounds % _MIGRATIONS == 0:
            place = place_in(folder / f"first{rounds.rounds}", server)
            migrate(place.url, "0001")
            place.rows("INSERT INTO revision VALUES ('abc', '{}')")
            died += migrated(place, rounds.rounds, chance.uniform(0, 0.3))
    sys.stdout.write(f"{rounds.kills} kills at work and {died} of migrations: everything holds\n")


def main() -> int:
    """Play on both databases; 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="how many on each database")
    parser.add_argument("--seed", type=int, default=1, help="draws what is done and when it ends")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="afterword-crash-") as folder, ExitStack() as stack:
        for kind in ("sqlite", "postgresql"):
            server = stack.enter_context(running_server(())) if kind == "postgresql" else None
            sys.stdout.write(f"{kind}: ")
            sys.stdout.flush()
            (Path(folder) / kind).mkdir()
            play(Path(folder) / kind, server, asked.kills, asked.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
