"""One state of all words of a dialogue, compiled: what every session that began with it runs on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.interview.flow import Flow
from bot.interview.house import HouseStyle
from bot.interview.pacing import Pace
from bot.interview.script import Ask, Script


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a dialogue in one language; `causes` are the neutral labels by id."""

    script: Script
    house: HouseStyle
    causes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """A compiled script.

    `causes` are the neutral labels by id; `half` is the step that opens the second half. `called`
    has every language it may be held in, with its names, and `others` the same revision in each of
    them but its own. How long it takes is counted in its own: the way must not hang on a language.
    """

    id: str
    script: Script
    house: HouseStyle
    causes: Mapping[str, str]
    flow: Flow
    pace: Pace
    half: str | None
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[str, "Revision"] = field(default_factory=dict)

    def into(self, language: str) -> "Revision":
        """The same revision in this language, or in its own when it is not held in it."""
        return self.others.get(language, self)

    def nearest(self, language: str) -> str | None:
        """The language offered that serves who asks for this one: “de” whoever asks for “de-AT”."""
        wanted = language.replace("_", "-").lower()
        for name in (wanted, wanted.partition("-")[0]):
            for offered in self.called:
                if offered.lower() == name:
                    return offered
        return None


def compile_revision(
    id: str,
    script: Script,
    house: HouseStyle,
    causes: Mapping[str, str],
    others: Sequence[Wording] = (),
) -> Revision:
    """Compile a script that the reader accepted, with the house style it overrides by name.

    `others` are the same words in other languages.
    """
    flow = Flow(script)
    called = {
        each.house.language: each.house.names for each in (Wording(script, house, causes), *others)
    }
    own = Revision(
        id, script, _overridden(house, script), causes, flow, Pace(flow), _half(script), called
    )
    return replace(own, others={each.house.language: _worded(own, each) for each in others})


def _worded(own: Revision, words: Wording) -> Revision:
    return replace(
        own,
        script=words.script,
        house=_overridden(words.house, words.script),
        causes=words.causes,
        flow=own.flow.worded(words.script),
    )


def _overridden(house: HouseStyle, script: Script) -> HouseStyle:
    return replace(house, messages={**house.messages, **script.messages})


def _half(script: Script) -> str | None:
    """The first question of the part that begins nearest to the middle of all questions."""
    asks = [s for s in script.steps if isinstance(s, Ask) and s.type != "consent"]
    openings = [
        (abs(2 * index - len(asks)), ask.id)
        for index, ask in enumerate(asks)
        if index and ask.part is not None and ask.part != asks[index - 1].part
    ]
    return min(openings)[1] if openings else None
