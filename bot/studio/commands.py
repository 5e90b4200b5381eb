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


def _fmt(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.tidying import tidy

    return tidy(arguments.files, desk, only_look=arguments.check)


_FILES: Mapping[str, Any] = {
    "nargs": "*",
    "metavar": "FILE",
    "help": "these files only, not all",
}

COMMANDS: tuple[Command, ...] = (
    Command(
        "check",
        "find every mistake in the dialogues, and say what to do about each",
        (("files", _FILES),),
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
    Command(
        "fmt",
        "write the dialogues in their one style, comments kept",
        (
            ("files", _FILES),
            ("--check", {"action": "store_true", "help": "only name the files that need it"}),
        ),
        _fmt,
    ),
)
