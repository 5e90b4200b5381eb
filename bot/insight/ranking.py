"""Which causes come first: what can be changed, by how much it weighed."""

from collections.abc import Iterable, Mapping

from bot.insight.codebook import Codebook
from bot.insight.rollup import Tally

MOST_CHANGES = 3
# What can be changed: at once, or with time and money.
CHANGEABLE: Mapping[str, int] = {"yes": 0, "hard": 1}


def control_of(tally: Tally, codebook: Codebook) -> str:
    """Who can change it; a head takes time as soon as one of its causes does."""
    if tally.kind == "cause":
        return next(theme.control for theme in codebook.themes if theme.id == tally.id)
    own = {theme.control for theme in codebook.themes if theme.head == tally.id}
    if tally.kind == "other" or not own & set(CHANGEABLE):
        return "unknown"
    return "yes" if own == {"yes"} else "hard"


def changes(concerns: Iterable[Tally], codebook: Codebook) -> tuple[Tally, ...]:
    """What to change first: causes, then heads; what can be changed before what is hard."""

    def urgency(tally: Tally) -> tuple[bool, int, int, int]:
        control = CHANGEABLE[control_of(tally, codebook)]
        return tally.kind == "head", control, -tally.weighed, -tally.people

    able = [tally for tally in concerns if control_of(tally, codebook) in CHANGEABLE]
    return tuple(sorted(able, key=urgency)[:MOST_CHANGES])
