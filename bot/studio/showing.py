"""`draw` and `render`: a script as a diagram, or as a document."""

from collections import defaultdict
from pathlib import Path

from bot.dialogue import SCRIPT, read_text
from bot.interview.edges import TooManyStates
from bot.interview.po import read_po
from bot.interview.script_sentences import say_script
from bot.interview.standing import TooManyWays
from bot.interview.translation import Listening
from bot.studio.desk import Desk
from bot.studio.document import html, markdown
from bot.studio.drawing import mermaid
from bot.studio.paper import paper
from bot.studio.scripts import Seen, see

_TOO_MANY = "The script has too many ways to look at each: ask less of what was answered before."
_FORMS = {"markdown": markdown, "html": html}


def draw(file: str | None, desk: Desk) -> int:
    """Print the flow as Mermaid."""
    seen = see(desk.folder, file)
    try:
        desk.say(mermaid(seen.script, seen.edges, seen.met, seen.words))
    except (TooManyStates, TooManyWays):
        desk.tell(_TOO_MANY)
        return 1
    return 0


def render(file: str | None, form: str, desk: Desk) -> int:
    """Print the interview as a document in this form."""
    seen = see(desk.folder, file)
    path = Path(file) if file is not None else desk.folder / SCRIPT
    try:
        desk.say(_FORMS[form](paper(seen, translated(seen, path))).rstrip("\n"))
    except (TooManyStates, TooManyWays):
        desk.tell(_TOO_MANY)
        return 1
    return 0


def translated(seen: Seen, path: Path) -> dict[str, list[str]]:
    """For each step the languages in which all of it is said, by the files beside the script."""
    listening = Listening()
    say_script(seen.script, "", [(c, c) for c in seen.causes], listening)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted(path.parent.glob(f"locale/*/{path.stem}.po")):
        entries = read_po(read_text(file), file.name)
        done = {(entry.context, entry.source) for entry in entries if entry.counts}
        for step in seen.script.steps:
            said = [key for key in listening.heard if key[0].split(".")[0] == step.id]
            if said and done.issuperset(said):
                found[step.id].append(file.parent.name)
    return found
