"""`codebook revise`: HR's notes become a new version of the codebook, if it passes its checks."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.dialogue import CODEBOOK, read_text
from bot.insight.codebook_revision import Revised, revised
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.studio.checking import check_folder
from bot.studio.desk import Desk
from bot.studio.files import replace_text
from bot.studio.findings import severity
from bot.studio.notebook import keep_notes, open_notes

_NOTHING = "There is nothing to take over: the notes hold no bad phrase, no phrase and no example."
_LOOKED = "Nothing was written."
_WRITTEN = (
    "The codebook is written. Digests that exist stay as they are, and answers that wait keep the"
    " themes they were sent with. Phrases and examples are taken out of the notes, and agreement"
    " is counted anew."
)


def revise(desk: Desk, *, only_look: bool) -> int:
    """Say what the notes change in the codebook, and write it; 1 when checks find an error in it.

    Then nothing is written. The codebook is written before the notes: broken off between the two,
    the same notes find everything in it and change nothing.
    """
    path = desk.folder / CODEBOOK
    made = revised(read_text(path), CODEBOOK, open_notes(desk.folder))
    for difference in made.differences:
        desk.say(f"- {difference}")
    if errors := _errors(desk.folder, made):
        desk.tell(f"{DialogueError(errors)}\nNothing was written.")
        return 1
    if only_look or not made.differences:
        desk.say(_LOOKED if made.differences else _NOTHING)
    if not only_look:
        _write(path, made)
        if made.differences:
            desk.say(_WRITTEN)
    return 0


def _errors(folder: Path, made: Revised) -> list[Mistake]:
    """What `check` calls an error in the dialogues with the codebook as it is to be."""
    if not made.differences:
        return []
    with TemporaryDirectory(prefix="afterword-codebook-") as place:
        trial = Path(place) / "dialogues"
        shutil.copytree(folder, trial)
        replace_text(trial / CODEBOOK, made.text)
        return [found for found in check_folder(trial).findings if severity(found) == "E"]


def _write(path: Path, made: Revised) -> None:
    try:
        if made.differences:
            replace_text(path, made.text)
    except OSError as error:
        what, todo = "This file cannot be written.", "Let this user write in the dialogues folder."
        raise DialogueError([Mistake(Place(CODEBOOK, 1, 1), "S11", what, todo)]) from error
    keep_notes(path.parent, made.notes)
