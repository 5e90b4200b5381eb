"""What in the surroundings of the database weakens the promise, and how to mend it."""

import stat
from collections.abc import Iterator
from pathlib import Path

from storage.database import Database
from storage.kinds import open_database
from storage.server_settings import told_by_server
from storage.sqlite import SqliteDatabase
from storage.weakness import Weakness


def weaknesses(url: str, key_folder: Path) -> tuple[Weakness, ...]:
    """Everything that weakens the promise, worst first; a StorageError when nobody answers.

    Nothing is changed. The database need not be migrated.
    """
    database = open_database(url)
    found = [*_of_keys(key_folder), *_of_database(database, key_folder)]
    return tuple(sorted(found, key=lambda weakness: weakness.severity))


def _of_database(database: Database, key_folder: Path) -> Iterator[Weakness]:
    if isinstance(database, SqliteDatabase):
        yield from _of_file(database.path, key_folder)
    else:
        with database.explained(), database.reading() as connection, connection.begin():
            yield from told_by_server(connection)


def _of_file(path: Path, key_folder: Path) -> Iterator[Weakness]:
    if path.exists() and _others_may(path):
        yield Weakness("stops", f"Others may read {path}. Run `chmod 600 {path}`.")
    if path.parent.exists() and path.parent.resolve() in key_folder.resolve().parents:
        yield Weakness(
            "weakens",
            f"The key folder {key_folder} lies in the folder of the database, so whoever copies"
            f" {path.parent} copies the keys too and can read old backups. Set KEY_FOLDER to a"
            " folder elsewhere, and keep it out of every backup.",
        )


def _of_keys(folder: Path) -> Iterator[Weakness]:
    for path in (folder, folder / "keys.json"):
        if path.exists() and _others_may(path):
            mode = "700" if path.is_dir() else "600"
            yield Weakness(
                "stops",
                f"Others may read {path}, which holds keys. Run `chmod {mode} {path}`, and think"
                " about who may have copied them.",
            )
    if folder.exists() and _on(folder) in {"tmpfs", "overlay"}:
        yield Weakness(
            "weakens",
            f"The key folder {folder} is not on a disk, so a new start may lose it, and with it"
            " the responses that wait. Mount a volume and set KEY_FOLDER to a folder on it.",
        )


def _others_may(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _on(folder: Path) -> str:
    """The kind of file system that this folder is on; empty where the system does not say."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    kinds = {Path(line.split()[1]): line.split()[2] for line in mounts.read_text().splitlines()}
    whole = folder.resolve()
    return next((kinds[path] for path in (whole, *whole.parents) if path in kinds), "")
