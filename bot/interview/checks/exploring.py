"""The model check: every path of a script, told apart by what later steps read and by no value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.interview.flow import Flow, eligible
from bot.interview.known import Known
from bot.interview.moves import Moves, Outcome, fits
from bot.interview.script import Ask, End, Place, Step
from bot.interview.standing import TooManyWays

MOST_STATES = 50_000

# A step by its index, the bits that may still be read there, whether it is the short version.
State = tuple[int, int, bool]
START: State = (0, 0, False)


@dataclass(frozen=True, slots=True)
class Explored:
    """All states that can be met, each with those after it, and the truth of each condition.

    `silent` are the states whose question is answered without being asked. `truths` goes by the
    place of the step or follow-up whose condition it is.
    """

    flow: Flow
    after: Mapping[State, tuple[State, ...]]
    silent: frozenset[State]
    truths: Mapping[Place, frozenset[bool]]

    def step(self, state: State) -> Step:
        """The step of a state."""
        return self.flow.script.steps[state[0]]

    @property
    def met(self) -> set[str]:
        """Every step that somebody can come to."""
        return {self.flow.script.steps[at].id for at in {state[0] for state in self.after}}

    def asks(self, state: State) -> bool:
        """Whether a question is put there, consent aside."""
        step = self.step(state)
        return isinstance(step, Ask) and step.type != "consent" and state not in self.silent


def explore(flow: Flow, most: int = MOST_STATES) -> Explored:
    """Every state of a flow; TooManyWays when there are more than `most`."""
    return _Explorer(flow).explore(most)


class _Explorer:
    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._moves = Moves(flow)
        self._after: dict[State, tuple[State, ...]] = {}
        self._silent: set[State] = set()
        self._truths: defaultdict[Place, set[bool]] = defaultdict(set)
        self._next: dict[tuple[int, frozenset[str], int, bool], tuple[int, ...]] = {}

    def explore(self, most: int) -> Explored:
        waiting = [START]
        while waiting:
            state = waiting.pop()
            if state in self._after:
                continue
            if len(self._after) >= most:
                raise TooManyWays
            self._after[state] = tuple(dict.fromkeys(self._states_after(state)))
            waiting += self._after[state]
        truths = {place: frozenset(found) for place, found in self._truths.items()}
        return Explored(self._flow, self._after, frozenset(self._silent), truths)

    def _states_after(self, state: State) -> Iterator[State]:
        at, bits, short = state
        known = Known(bits, self._moves.features, short)
        silent = self._moves.silent(at, known)
        if silent:
            self._silent.add(state)
        for outcome in self._moves.outcomes(at):
            if not (silent and outcome.answer.skipped):
                yield from self._answered(at, outcome, known)

    def _answered(self, at: int, outcome: Outcome, known: Known) -> Iterator[State]:
        short = known.short or (at == 0 and "short" in outcome.answer.choices)
        live = self._moves.features.live
        for after in self._moves.after(at, outcome, known):
            self._look_at_probes(at, outcome, after)
            for to in self._onward(at, outcome.jumps, after.bits, short):
                yield (to, after.bits & live[to], short)

    def _look_at_probes(self, at: int, outcome: Outcome, known: Known) -> None:
        step = self._flow.script.steps[at]
        if not isinstance(step, Ask) or outcome.answer.skipped or outcome.answer.nothing:
            return
        for probe in step.probes:
            if probe.only_if is not None:
                self._truths[probe.place].add(fits(probe, known))

    def _onward(self, at: int, jumps: frozenset[str], bits: int, short: bool) -> tuple[int, ...]:
        features = self._moves.features
        key = (at, jumps, bits & features.leaving[at], short)
        if key not in self._next:
            known = Known(key[2], features, short)
            self._next[key] = tuple(self._steps_after(at, jumps, known))
        return self._next[key]

    def _steps_after(self, at: int, jumps: frozenset[str], known: Known) -> Iterator[int]:
        """The next step; what may be left out to save time may be there, or not."""
        for step in self._moves.candidates(at, jumps):
            if self._is_met(step, known):
                yield self._flow.index[step.id]
                if not isinstance(step, Ask) or step.drop_when_short is None:
                    return

    def _is_met(self, step: Step, known: Known) -> bool:
        if known.short and not step.short and not isinstance(step, End):
            return False
        if step.only_if is not None:
            truth = step.only_if.decide(lambda comparison: bool(known.read(comparison)))
            self._truths[step.place].add(truth)
        return eligible(step, known)
