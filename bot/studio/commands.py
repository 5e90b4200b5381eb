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
    from bot.studio.check_pages import write_pages
    from bot.studio.checking import check

    if arguments.pages:
        desk.say(f"{write_pages(desk.folder)} pages written")
        return 0
    return check(arguments.files, arguments.against, arguments.format, desk)


def _translate(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.translate import extract, status, update

    if arguments.what == "extract":
        return extract(desk)
    return (update if arguments.what == "update" else status)(arguments.languages, desk)


def _fmt(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.tidying import tidy

    return tidy(arguments.files, desk, only_look=arguments.check)


def _draw(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.showing import draw

    return draw(arguments.file, desk)


def _render(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.showing import render

    return render(arguments.file, arguments.to, desk)


def _diff(arguments: Namespace, desk: Desk) -> int:
    from bot.studio.comparing import compare

    return compare(arguments.old, arguments.new, desk)


def _schema(_: Namespace, desk: Desk) -> int:
    from bot.studio.schema import schema_text

    desk.say(schema_text().rstrip("\n"))
    return 0


_FILE: Mapping[str, Any] = {
    "nargs": "?",
    "metavar": "FILE",
    "help": "another script than the default one",
}
_FILES: Mapping[str, Any] = {
    "nargs": "*",
    "metavar": "FILE",
    "help": "these files only, not all",
}

COMMANDS: tuple[Command, ...] = (
    Command(
        "check",
        "find every mistake in the dialogues, and say what to do about each",
        (
            ("files", _FILES),
            (
                "--against",
                {"metavar": "OLD", "help": "an older version, to which there are answers"},
            ),
            ("--format", {"choices": ("text", "json", "github"), "default": "text"}),
            ("--pages", {"action": "store_true", "help": "write the pages about the checks anew"}),
        ),
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
    Command(
        "draw",
        "print the flow of an interview as a Mermaid diagram",
        (("file", _FILE),),
        _draw,
    ),
    Command(
        "render",
        "print an interview as a document: all that is said, asked, kept and shown",
        (
            ("file", _FILE),
            ("--to", {"choices": ("markdown", "html"), "default": "markdown"}),
        ),
        _render,
    ),
    Command(
        "diff",
        "say in words what is different between two versions of a script",
        (("old", {"metavar": "OLD"}), ("new", {"metavar": "NEW"})),
        _diff,
    ),
    Command(
        "schema",
        "print the JSON Schema of scripts, for editors",
        (),
        _schema,
    ),
)
