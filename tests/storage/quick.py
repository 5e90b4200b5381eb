"""Folders in memory, where there is room: most tests are not about the disk."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it are made by tempfile
_ROOM = 4 * 2**30


@contextmanager
def quick_folder(*, memory: bool = True) -> Iterator[Path]:
    """A folder that is gone with the block; on the disk where memory has no folders or no room."""
    roomy = memory and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    folder = Path(tempfile.mkdtemp(prefix="afterword-", dir=_MEMORY if roomy else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
