"""The pages of the checks, made from their table: one a code, and a list of all."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from bot.interview.checks.check import SEVERITIES, Check, Example
from bot.interview.checks.table import CHECKS

FOLDER = "checks"
_LETTERS: Mapping[str, str] = {
    "S": "How a file is written",
    "F": "The way through the steps",
    "C": "Conditions",
    "T": "Translations",
    "Q": "Questions and wording",
    "P": "Privacy",
    "V": "A new version, when there are answers to the old one",
    "X": "Played examples",
}
_LIST = """\
# What `check` looks for

`python -m bot check` reads all dialogues and says what is wrong, where, and what to do. An *error*
stands in the way of using them. A *warning* wants a look; when it is meant that way, say so at the
end of the line, or in the line above it: `# lint: ok Q07 because our works council words it so`. A
*note* is to be known.

The words and phrases that some checks look for stand in [words.yaml](words.yaml). Add your own.

These pages are made by the program (`python -m bot check --pages`); changes made here are lost.
"""
_MADE = "<!-- Made by `python -m bot check --pages`; changes made here are lost. -->"


def write_pages(folder: Path) -> int:
    """Write all pages into the folder of the checks, and say how many there are."""
    made = dict(pages())
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("[A-Z][0-9][0-9].md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (target / name).write_text(text, encoding="utf-8")
    return len(made)


def pages() -> Iterator[tuple[str, str]]:
    """Each page by the name of its file."""
    yield "README.md", _list()
    for check in CHECKS:
        yield f"{check.code}.md", _page(check)


def _list() -> str:
    parts = [_LIST]
    for letter, checks in groupby(CHECKS, key=lambda check: check.code[0]):
        parts.append(f"\n## {letter}: {_LETTERS[letter]}\n\n| Code | | |\n|---|---|---|\n")
        for check in checks:
            kind = SEVERITIES[check.severity]
            parts.append(f"| [{check.code}]({check.code}.md) | {kind} | {check.title} |\n")
    return "".join(parts)


def _page(check: Check) -> str:
    parts = [
        f"{_MADE}\n# {check.code}: {check.title}",
        f"*{SEVERITIES[check.severity].capitalize()}.* {check.why}",
        f"**What to do.** {check.todo}",
        *([check.note] if check.note else []),
        *_shown("Found", check.bad),
        *_shown("Not found", check.good),
    ]
    return "\n\n".join(parts) + "\n"


def _shown(title: str, example: Example) -> Iterator[str]:
    kind = {"po": "po", "receipts": "text"}.get(example.part, "yaml")
    if example.before:
        yield f"{title}, when it was"
        yield f"```{kind}\n{example.before.rstrip()}\n```"
        yield "and is now"
    else:
        yield f"{title}:"
    head = f"{example.head}\n…\n" if example.head else ""
    text = example.text.rstrip().replace("\x00", "\\0")
    yield f"```{kind}\n{head}{text}\n```"
