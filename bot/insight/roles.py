"""Which question of a script says what: read off the script, so that nothing is set up twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.interview.script import Ask, Script
from bot.privacy.batch import Response


@dataclass(frozen=True, slots=True)
class Question:
    """A question of which a digest shows counts.

    `conditional`: put only to those its own condition chooses. `causes`: its choices are causes.
    `bounds` are the lowest and highest value of its scale.
    """

    id: str
    conditional: bool = False
    causes: bool = False
    choices: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    bounds: tuple[int, int] = (1, 5)

    def is_low(self, value: int) -> bool:
        """Whether a rating lies in the lowest quarter of the scale (1 or 2 of five)."""
        least, most = self.bounds
        return 4 * (value - least) <= most - least

    def is_high(self, value: int) -> bool:
        """Whether a rating lies in the highest quarter of the scale (4 or 5 of five)."""
        least, most = self.bounds
        return 4 * (most - value) <= most - least


@dataclass(frozen=True, slots=True)
class Roles:
    """Which questions tell what played a part, what weighed most, and what attracted.

    `counts_as` gives, by question and choice, the cause that a choice counts for.
    """

    played: frozenset[str] = frozenset()
    weightiest: frozenset[str] = frozenset()
    liked: frozenset[str] = frozenset()
    counts_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def played_a_part(self, response: Response) -> frozenset[str]:
        """The causes that this person said played a part, each once."""
        return self._ticked(response) | {
            causes[choice]
            for question, causes in self.counts_as.items()
            for choice in _choices(response, question)
            if choice in causes
        }

    def weighed_most(self, response: Response) -> frozenset[str]:
        """What weighed most for this person; a sole tick did."""
        ticked = self._ticked(response)
        if len(ticked) == 1:
            return ticked
        said = (c for question in self.weightiest for c in _choices(response, question))
        return frozenset(said) & ticked

    def attracted(self, response: Response) -> frozenset[str]:
        """The causes that spoke for the job or the company."""
        answers = (response.answer(question) for question in self.liked)
        return frozenset(c for a in answers if a for c in (*a.codes, *a.choices) if c != "nothing")

    def _ticked(self, response: Response) -> frozenset[str]:
        return frozenset(c for question in self.played for c in _choices(response, question))


def roles_of(script: Script) -> Roles:
    """The roles of a script's questions; one marked `digest: never` has none."""
    asks = [ask for ask in _asks(script) if ask.digest != "never"]
    played = {ask.id for ask in asks if _is_played(ask)}
    return Roles(
        played=frozenset(played),
        weightiest=frozenset(ask.id for ask in asks if ask.from_answer in played),
        liked=frozenset(ask.id for ask in asks if ask.polarity == "positive"),
        counts_as={ask.id: dict(ask.counts_as) for ask in asks if ask.counts_as},
    )


def countable(script: Script) -> Mapping[str, Question]:
    """The questions of a script that a digest may show counts of, by id."""
    return {
        ask.id: _question(ask)
        for ask in _asks(script)
        if ask.digest == "count" and ask.type in ("choice", "several", "rating", "ratings")
    }


def offers(script: Script) -> dict[str, frozenset[str]]:
    """The choices and rated items that each question of a script can offer."""
    asks = {ask.id: ask for ask in _asks(script)}
    return {ask.id: _offered(ask, asks) for ask in asks.values()}


def _question(ask: Ask) -> Question:
    points = sorted(ask.scale) or [1, 5]
    fitted = ask.text_by is not None and not ask.texts
    return Question(
        id=ask.id,
        conditional=ask.only_if is not None or fitted,
        causes=ask.from_causes,
        choices=tuple(choice.id for choice in ask.choices),
        items=tuple(item.id for item in ask.items) or ((ask.id,) if ask.type == "rating" else ()),
        bounds=(points[0], points[-1]),
    )


def _offered(ask: Ask, asks: Mapping[str, Ask]) -> frozenset[str]:
    own = frozenset(each.id for each in (*ask.choices, *ask.items)) | {ask.id}
    source = asks.get(ask.from_answer) if ask.from_answer else None
    return own | (_offered(source, asks) if source else frozenset())


def _is_played(ask: Ask) -> bool:
    return ask.type == "several" and ask.from_causes and ask.polarity == "concern"


def _asks(script: Script) -> Iterator[Ask]:
    return (step for step in script.steps if isinstance(step, Ask))


def _choices(response: Response, question: str) -> tuple[str, ...]:
    answer = response.answer(question)
    return answer.choices if answer else ()
