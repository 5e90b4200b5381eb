"""The longest way from any step of a script to its end, whatever is answered on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.interview.answers import SKIPPED, Answer
from bot.interview.flow import Flow, Reached
from bot.interview.known import Known
from bot.interview.moves import Moves
from bot.interview.script import Ask, End, Step


@dataclass(frozen=True, slots=True)
class Rest:
    """What may still come at most: seconds, and questions."""

    seconds: float = 0
    questions: int = 0


class Paths:
    """Explores a flow by what later steps can tell apart.

    `cost` gives the seconds of a step with an answer, and with or without a follow-up.
    """

    def __init__(self, flow: Flow, cost: Callable[[Step, Answer, bool], float]) -> None:
        self._flow, self._cost = flow, cost
        self._moves = Moves(flow)
        self._rests: dict[tuple[object, ...], Rest] = {}
        self._seconds: dict[tuple[int, int, bool], float] = {}

    def rest(self, step: Step, reached: Reached, probes: int) -> Rest:
        """The longest rest from this step on, itself included, with so many follow-ups."""
        at = self._flow.index[step.id]
        features = self._moves.features
        bits = features.of(reached, at)
        return self._rest(at, Known(bits, features, reached.short, reached.dropped), probes)

    def _rest(self, at: int, known: Known, probes: int) -> Rest:
        probes = min(probes, self._moves.probes_from[at])
        key = (at, known.bits, known.short, known.dropped, probes)
        if key not in self._rests:
            self._rests[key] = self._longest(at, known, probes)
        return self._rests[key]

    def _longest(self, at: int, known: Known, probes: int) -> Rest:
        step = self._flow.script.steps[at]
        if isinstance(step, End):
            return Rest(self._cost(step, SKIPPED, False))
        silent = self._moves.silent(at, known)
        seconds, questions = 0.0, 0
        for (to, bits, left), took in self._ways(at, known, probes).items():
            rest = self._rest(to, replace(known, bits=bits), left)
            seconds = max(seconds, rest.seconds + (0 if silent else took))
            questions = max(questions, rest.questions)
        return Rest(seconds, questions + int(isinstance(step, Ask) and not silent))

    def _ways(self, at: int, known: Known, probes: int) -> dict[tuple[int, int, int], float]:
        """Each way on with the most seconds that this step takes on it; none leads back up.

        A way is a step, what is known there, and the follow-ups that are left.
        """
        longest: dict[tuple[int, int, int], float] = {}
        live = self._moves.features.live
        for number, outcome in enumerate(self._moves.outcomes(at)):
            for after in self._moves.after(at, outcome, known):
                probed = probes > 0 and self._moves.probe(at, outcome, after) is not None
                to = self._moves.onward(at, outcome.jumps, after)
                if to is not None and to > at:
                    way = (to, after.bits & live[to], probes - probed)
                    longest[way] = max(self._took(at, number, probed), longest.get(way, 0))
        return longest

    def _took(self, at: int, number: int, probed: bool) -> float:
        """The seconds of one of the answers that stand for others."""
        key = (at, number, probed)
        if key not in self._seconds:
            step, outcome = self._flow.script.steps[at], self._moves.outcomes(at)[number]
            self._seconds[key] = self._cost(step, outcome.answer, probed)
        return self._seconds[key]
