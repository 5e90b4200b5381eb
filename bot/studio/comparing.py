"""`diff`: what is different between two versions of a script, in words."""

from bot.interview.differences import differences
from bot.studio.desk import Desk
from bot.studio.scripts import see

_WORDING = "Wording only: every question, choice and way is as it was."
_STRUCTURE = "The structure is another: what is asked, offered or asked after what."


def compare(old: str, new: str, desk: Desk) -> int:
    """Say every difference, then whether they are of wording only."""
    was, now = see(desk.folder, old), see(desk.folder, new)
    labels = [{cause.id: cause.label for cause in each.causes} for each in (was, now)]
    found = list(differences(was.script, now.script, *labels))
    for difference in found:
        desk.say(f"- {difference.said}")
    if not found:
        desk.say("There is no difference.")
    else:
        desk.say(_WORDING if all(each.wording for each in found) else _STRUCTURE)
    return 0
