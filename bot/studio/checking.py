"""`check`: every mistake of the dialogues, with its place and what to do."""

from collections.abc import Sequence

from bot.dialogue import compile_dialogue, read_sources
from bot.interview.mistakes import DialogueError
from bot.studio.desk import Desk
from bot.studio.played import played


def check(files: Sequence[str], desk: Desk) -> int:
    """Print what is wrong with these scripts, or with the one served; 1 when there is anything."""
    wrong = 0
    for name in files or ("declined-offer.yaml",):
        try:
            dialogue = compile_dialogue(read_sources(desk.folder, name))
            if found := played(desk.folder, dialogue):
                raise DialogueError(found)
        except DialogueError as error:
            wrong = 1
            desk.say(str(error))
    return wrong
