"""`fmt`: brings dialogue files into their one style."""

from collections.abc import Sequence
from pathlib import Path

from bot.dialogue import read_text
from bot.interview.formatting.style import formatted, same
from bot.interview.mistakes import DialogueError
from bot.interview.yamlfile import read_yaml
from bot.studio.desk import Desk
from bot.studio.files import dialogue_files, replace_text

_UNSURE = "was left as it is: written in the one style, it would not say the same."


def tidy(files: Sequence[str], desk: Desk, *, only_look: bool) -> int:
    """Write each file in its style, or only name those that are not; 1 when there is one to mend.

    A file that cannot be read is told and left alone.
    """
    status = 0
    for path in dialogue_files(desk.folder, files):
        try:
            text = read_text(path)
            written = formatted(text, str(path))
            says_the_same = same(read_yaml(text, str(path)), read_yaml(written, str(path)))
        except DialogueError as error:
            desk.tell(str(error))
            status = 1
            continue
        if not says_the_same:
            desk.tell(f"{path} {_UNSURE}")
            status = 1
        elif path.read_bytes() != written.encode():
            desk.say(str(path))
            status |= _mend(path, written, only_look=only_look)
    return status


def _mend(path: Path, written: str, *, only_look: bool) -> int:
    if not only_look:
        replace_text(path, written)
    return int(only_look)
