"""The dialogue files that a command is about."""

from collections.abc import Sequence
from pathlib import Path

_PLACES = ("*.yaml", "shared/*.yaml", "tests/*.yaml")


def dialogue_files(folder: Path, named: Sequence[str]) -> list[Path]:
    """The files named, or every one of the folder."""
    if named:
        return [Path(name) for name in named]
    return [path for place in _PLACES for path in sorted(folder.glob(place))]


def replace_text(path: Path, text: str) -> None:
    """Write a file anew, so that whoever reads it meanwhile gets the old one or the new one."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)
