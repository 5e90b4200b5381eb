"""The longest way from any step of a script to its end, whatever is answered on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from bot.interview.answers import SKIPPED, Answer
from bot.interview.flow import Feature, Flow, Reached, Ticks, eligible
from bot.interview.script import Ask, End, Step
from bot.interview.standing import may_be_probed, reads, standing, steps_of


@dataclass(frozen=True, slots=True)
class Rest:
    """What may still come at most: seconds, and questions."""

    seconds: float = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """Reached with nothing but the features that later steps read; a point of the exploration.

    `probes` are the follow-ups that may still be asked.
    """

    values: frozenset[tuple[Feature, int]]
    short: bool
    dropped: frozenset[str]
    probes: int

    def read(self, feature: Feature) -> int:
        return dict(self.values).get(feature, 0)


class Paths:
    """Explores a flow by what later steps can tell apart.

    `cost` gives the seconds of a step with an answer, and with or without a follow-up.
    """

    def __init__(self, flow: Flow, cost: Callable[[Step, Answer, bool], float]) -> None:
        self._flow, self._cost = flow, cost
        self._rests: dict[tuple[str, _Known], Rest] = {}
        # The same for whoever asks in every turn: quicker to look up than whole features.
        self._asked: dict[tuple[object, ...], Rest] = {}
        self._lives: dict[int, list[Feature]] = {}

    def rest(self, step: Step, reached: Reached, probes: int) -> Rest:
        """The longest rest from this step on, itself included, with so many follow-ups."""
        live = self._live(self._flow.index[step.id])
        values = tuple(reached.read(feature) for feature in live)
        key = (step.id, values, reached.short, reached.dropped, probes)
        if key not in self._asked:
            known = _Known(
                frozenset(zip(live, values, strict=True)), reached.short, reached.dropped, probes
            )
            self._asked[key] = self._rest(step, known)
        return self._asked[key]

    @cached_property
    def _features(self) -> dict[Feature, tuple[int, int]]:
        """Each feature that a step reads: the index at which it is decided, and last read."""
        found: dict[Feature, tuple[int, int]] = {}
        for index, step in enumerate(self._flow.script.steps):
            for feature in reads(step):
                decided = max(self._flow.index[source] for source in steps_of(feature))
                found[feature] = (decided, index)
        return found

    def _live(self, index: int) -> list[Feature]:
        if index not in self._lives:
            every = self._features.items()
            self._lives[index] = [f for f, (decided, read) in every if decided < index <= read]
        return self._lives[index]

    def _rest(self, step: Step, known: _Known) -> Rest:
        key = (step.id, known)
        if key not in self._rests:
            self._rests[key] = self._longest(step, known)
        return self._rests[key]

    def _longest(self, step: Step, known: _Known) -> Rest:
        silent = isinstance(step, Ask) and _is_silent(step, known)
        rests = [
            Rest(rest.seconds + (0 if silent else seconds), rest.questions)
            for seconds, rest in self._ways(step, known)
        ]
        if isinstance(step, End):
            rests.append(Rest(self._cost(step, SKIPPED, False)))
        asked = int(isinstance(step, Ask) and not silent)
        return Rest(
            max((rest.seconds for rest in rests), default=0),
            max((rest.questions for rest in rests), default=0) + asked,
        )

    def _ways(self, step: Step, known: _Known) -> Iterator[tuple[float, Rest]]:
        """What this step takes with every answer, and the rest; ways back up add nothing."""
        longest: dict[tuple[str, _Known], float] = {}
        for answer in standing(step, self._features, self._flow):
            probed = known.probes > 0 and may_be_probed(step, answer)
            seconds = self._cost(step, answer, probed)
            for way in self._onward_of(step, answer, replace(known, probes=known.probes - probed)):
                longest[way] = max(seconds, longest.get(way, 0))
        for (onward, after), seconds in longest.items():
            yield seconds, self._rest(self._flow.steps[onward], after)

    def _onward_of(self, step: Step, answer: Answer, known: _Known) -> Iterator[tuple[str, _Known]]:
        for values in self._after(step, answer, known):
            after = replace(known, values=frozenset(values.items()))
            onward = self._onward(step, answer, after)
            if onward is not None and self._flow.index[onward.id] > self._flow.index[step.id]:
                live = self._live(self._flow.index[onward.id])
                left = frozenset((f, values[f]) for f in live if f in values)
                yield onward.id, replace(after, values=left)

    def _after(self, step: Step, answer: Answer, known: _Known) -> Iterator[dict[Feature, int]]:
        """What is known after an answer; a feature of two answers may turn out either way."""
        index = self._flow.index[step.id]
        decided = [f for f, (at, _) in self._features.items() if at == index]
        alone = [f for f in decided if steps_of(f) == {step.id}]
        both = [f for f in decided if f not in alone]
        values = dict(known.values) | {f: int(f.holds({step.id: answer})) for f in alone}
        for turned in product((0, 1), repeat=len(both)):
            yield values | dict(zip(both, turned, strict=True))

    def _onward(self, step: Step, answer: Answer, known: _Known) -> Step | None:
        for choice, target in self._flow.after(step):
            if (choice is None or choice in answer.choices) and eligible(target, known):
                return target
        return None


def _is_silent(ask: Ask, known: _Known) -> bool:
    return ask.from_answer is not None and known.read(Ticks(ask.from_answer)) == 1
