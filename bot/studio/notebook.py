"""The file of HR's notes on the codebook, beside the dialogues."""

from pathlib import Path

from bot.dialogue import read_text
from bot.insight.notes import Notes, read_notes, write_notes
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.studio.files import replace_text

NOTES = "notes/codebook.yaml"


def open_notes(folder: Path) -> Notes:
    """The notes so far; empty ones when there are none, DialogueError when they cannot be read."""
    path = folder / NOTES
    return read_notes(read_text(path), NOTES) if path.exists() else Notes()


def keep_notes(folder: Path, notes: Notes) -> None:
    """Write the notes anew; DialogueError when nothing can be written there."""
    path = folder / NOTES
    try:
        path.parent.mkdir(exist_ok=True)
        replace_text(path, write_notes(notes))
    except OSError as error:
        what, todo = "This file cannot be written.", "Let this user write in the dialogues folder."
        raise DialogueError([Mistake(Place(NOTES, 1, 1), "S11", what, todo)]) from error
