"""Whether the dialogue of a folder may be served."""

from pathlib import Path

from bot.dialogue import Dialogue, compile_dialogue, read_sources
from bot.interview.mistakes import DialogueError
from bot.studio.checking import check_folder
from bot.studio.findings import severity


def read_passing(folder: Path) -> Dialogue:
    """The dialogue of a folder; DialogueError with every error that `check` finds in it."""
    errors = [found for found in check_folder(folder).findings if severity(found) == "E"]
    if errors:
        raise DialogueError(errors)
    return compile_dialogue(read_sources(folder))
