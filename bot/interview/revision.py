"""One state of all words of a dialogue, compiled: what every session that began with it runs on."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interview.flow import Flow
from bot.interview.house import HouseStyle
from bot.interview.pacing import Pace
from bot.interview.script import Ask, Script


@dataclass(frozen=True, slots=True)
class Revision:
    """A compiled script.

    `causes` are the neutral labels by id; `half` is the step that opens the second half.
    """

    id: str
    script: Script
    house: HouseStyle
    causes: Mapping[str, str]
    flow: Flow
    pace: Pace
    half: str | None


def compile_revision(
    id: str,
    script: Script,
    house: HouseStyle,
    causes: Mapping[str, str],
) -> Revision:
    """Compile a script that the reader accepted, with the house style it overrides by name."""
    words = HouseStyle(
        house.language,
        {**house.messages, **script.messages},
        house.acknowledgements,
        house.words,
        house.synonyms,
    )
    flow = Flow(script)
    return Revision(id, script, words, causes, flow, Pace(flow), _half(script))


def _half(script: Script) -> str | None:
    """The first question of the part that begins nearest to the middle of all questions."""
    asks = [s for s in script.steps if isinstance(s, Ask) and s.type != "consent"]
    openings = [
        (abs(2 * index - len(asks)), ask.id)
        for index, ask in enumerate(asks)
        if index and ask.part is not None and ask.part != asks[index - 1].part
    ]
    return min(openings)[1] if openings else None
