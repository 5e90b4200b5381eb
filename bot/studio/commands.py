"""The commands for HR: they need no settings and no database, only the dialogues."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.studio.desk import Desk


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a sentence, its flags, and the function that does it.

    Each of `flags` is what argparse calls an argument: its name and its options. `run` returns the
    exit status.
    """

    name: str
    about: str
    flags: Sequence[tuple[str, Mapping[str, Any]]]
    run: Callable[[Namespace, Desk], int]


def _check(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.checking import check

    return check(arguments.files, desk)


COMMANDS: tuple[Command, ...] = (
    Command(
        "check",
        "find every mistake in the dialogues, and say what to do about each",
        (("files", {"nargs": "*", "metavar": "FILE", "help": "these files only, not all"}),),
        _check,
    ),
)
