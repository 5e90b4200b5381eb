"""The examples of a folder, played on its script: the rows X of the checks."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.dialogue import Dialogue, read_text
from bot.interview.examples.example import Example
from bot.interview.examples.met import Met, never_met
from bot.interview.examples.player import Stage, play
from bot.interview.examples.reader import read_examples
from bot.interview.mistakes import DialogueError, Mistake, did_you_mean
from bot.interview.script import Place

EXAMPLES = "tests"
KEPT = "Kept as {path}: look through what it expects, and give it a better title."
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SCRIPT = re.compile(r"^script: *([a-z0-9-]+)", re.MULTILINE)


def played(folder: Path, dialogue: Dialogue) -> list[Mistake]:
    """What the examples of this script find: where it goes otherwise, and what none of them meets.

    Nothing is said of what is not met while an example goes otherwise: it may be the one to.
    """
    mistakes: list[Mistake] = []
    examples = list(_examples(folder, mistakes))
    mistakes += _of_no_script(folder, examples)
    met: set[Met] = set()
    stage = Stage(dialogue.revision, dialogue.notice)
    for example in examples:
        if example.script == dialogue.revision.script.id:
            if example.language not in ("", *dialogue.revision.called):
                mistakes.append(_in_no_language(example))
                continue
            done = play(example, stage)
            mistakes += done.mistakes
            met |= done.met
    return mistakes or list(never_met(dialogue.revision.script, met))


def _in_no_language(example: Example) -> Mistake:
    name = example.language
    what = f"“{example.title}” is held in “{name}”, into which not everything is translated."
    return Mistake(example.place, "X05", what, f"See python -m bot translate status {name}.")


def new_example(folder: Path, name: str) -> Path:
    """Where a new example of this name is kept; DialogueError when it cannot have this name."""
    path = folder / EXAMPLES / f"{name}.yaml"
    place = Place(f"{EXAMPLES}/{name}.yaml", 1, 1)
    if not _NAME.fullmatch(name):
        what, todo = f"“{name}” cannot be the name of an example.", "Use a–z, 0–9 and -."
        raise DialogueError([Mistake(place, "S07", what, todo)])
    if path.exists():
        what = f"There is an example “{name}” already."
        raise DialogueError([Mistake(place, "F01", what, "Choose another name, or remove it.")])
    path.parent.mkdir(exist_ok=True)
    return path


def _examples(folder: Path, mistakes: list[Mistake]) -> Iterator[Example]:
    for path in sorted((folder / EXAMPLES).glob("*.yaml")):
        try:
            yield from read_examples(read_text(path), f"{EXAMPLES}/{path.name}")
        except DialogueError as error:
            mistakes.extend(error.mistakes)


def _of_no_script(folder: Path, examples: list[Example]) -> Iterator[Mistake]:
    known = [id for path in sorted(folder.glob("*.yaml")) for id in _SCRIPT.findall(_start(path))]
    for example in examples:
        if example.script not in known:
            what = f"“{example.title}” is an example of no script: there is no “{example.script}”."
            todo = did_you_mean(example.script, known) or "Name one after “script:”."
            yield Mistake(example.place, "X06", what, todo)


def _start(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")
