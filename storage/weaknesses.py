"""What in the surroundings of the database weakens the promise, and how to mend it."""

import stat
from collections.abc import Iterator
from pathlib import Path

from storage.errors import StorageError
from storage.kinds import database_file, open_database
from storage.server_settings import told_by_server
from storage.sqlite import SqliteDatabase
from storage.weakness import Weakness


def weaknesses(url: str, key_folder: Path | None) -> tuple[Weakness, ...]:
    """Everything that weakens the promise, worst first; nothing is changed.

    A database that does not answer is one of them; it need not be migrated. Without a key folder
    the keys follow from a secret.
    """
    found = [*_of_keys(url, key_folder), *_of_database(url)]
    return tuple(sorted(found, key=lambda weakness: weakness.severity))


def _of_database(url: str) -> Iterator[Weakness]:
    try:
        database = open_database(url)
        if isinstance(database, SqliteDatabase):
            yield from _of_file(database.path)
        else:
            with database.explained(), database.reading() as connection, connection.begin():
                yield from told_by_server(connection)
    except StorageError as error:
        yield Weakness("stops", str(error))


def _of_file(path: Path) -> Iterator[Weakness]:
    if path.exists() and _others_may(path):
        yield Weakness("stops", f"Others may read {path}. Run `chmod 600 {path}`.")


def _of_keys(url: str, folder: Path | None) -> Iterator[Weakness]:
    if folder is None:
        yield Weakness(
            "weakens",
            "The keys follow from KEY_SECRET, so old ones cannot be destroyed: whoever has the"
            " secret and an old backup can read what waited in it, and /privacy says so. On a host"
            " with a disk, start anew with KEY_FOLDER; elsewhere, keep backups for few days only.",
        )
        return
    yield from _of_folder(folder)
    file = database_file(url)
    if file is not None:
        yield from _beside(file, folder)


def _beside(path: Path, key_folder: Path) -> Iterator[Weakness]:
    if path.parent.exists() and path.parent.resolve() in key_folder.resolve().parents:
        yield Weakness(
            "weakens",
            f"The key folder {key_folder} lies in the folder of the database, so whoever copies"
            f" {path.parent} copies the keys too and can read old backups. Set KEY_FOLDER to a"
            " folder elsewhere, and keep it out of every backup.",
        )


def _of_folder(folder: Path) -> Iterator[Weakness]:
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
