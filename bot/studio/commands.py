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


def _translate(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.translate import extract, status, update

    if arguments.what == "extract":
        return extract(desk)
    return (update if arguments.what == "update" else status)(arguments.languages, desk)


COMMANDS: tuple[Command, ...] = (
    Command(
        "check",
        "find every mistake in the dialogues, and say what to do about each",
        (("files", {"nargs": "*", "metavar": "FILE", "help": "these files only, not all"}),),
        _check,
    ),
    Command(
        "translate",
        "make the files of translations, bring them up to date, or say how far they are",
        (
            ("what", {"choices": ("extract", "update", "status"), "help": "what is to be done"}),
            ("languages", {"nargs": "*", "metavar": "LANGUAGE", "help": "these only, such as de"}),
        ),
        _translate,
    ),
)
