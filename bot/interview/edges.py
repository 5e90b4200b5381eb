"""The ways people really take from one step to the next, and what they chose where they did."""

from collections import defaultdict
from dataclasses import dataclass

from bot.interview.answers import Answer
from bot.interview.flow import Flow
from bot.interview.known import Known
from bot.interview.moves import Moves
from bot.interview.script import Ask

SKIP = "skip"  # what leads on where nothing was chosen
MOST = 50_000  # states; beyond them the drawing would be of no use to anybody
_State = tuple[int, int, bool]


class TooManyStates(Exception):
    """The script has more states than can be looked at one by one."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one step to another; `short` is taken in the short version only.

    `choices` are those that may lead here, where they tell; empty when whatever is answered may.
    """

    start: str
    end: str
    choices: frozenset[str] = frozenset()
    short: bool = False


def edges_of(flow: Flow) -> tuple[Edge, ...]:
    """Every way that somebody takes, in the order of the script; TooManyStates beyond MOST."""
    explorer = _Explorer(flow)
    explorer.explore()
    return tuple(explorer.edges())


class _Explorer:
    def __init__(self, flow: Flow) -> None:
        self._flow, self._moves = flow, Moves(flow)
        self._met: set[_State] = set()
        self._taken: defaultdict[tuple[int, int, bool], set[str]] = defaultdict(set)
        self._given: defaultdict[tuple[int, bool], set[str]] = defaultdict(set)

    def explore(self) -> None:
        """Meet every state."""
        waiting: list[_State] = [(0, 0, False)]
        while waiting:
            state = waiting.pop()
            if state in self._met:
                continue
            self._met.add(state)
            if len(self._met) > MOST:
                raise TooManyStates
            waiting += self._from(*state)

    def edges(self) -> list[Edge]:
        """What was met, in the order of the script."""
        full = {(start, end) for start, end, short in self._taken if not short}
        found = []
        for (start, end, short), chosen in sorted(self._taken.items()):
            if short and (start, end) in full:
                continue
            tell = chosen != self._given[start, short] and self._may_tell(start)
            steps = self._flow.script.steps
            choices = frozenset(chosen) if tell else frozenset()
            found.append(Edge(steps[start].id, steps[end].id, choices, short))
        return found

    def _may_tell(self, at: int) -> bool:
        step = self._flow.script.steps[at]
        return isinstance(step, Ask) and step.type in ("consent", "choice")

    def _from(self, at: int, bits: int, short: bool) -> list[_State]:
        """The states after one, every way to them noted."""
        live, after = self._moves.features.live, []
        for outcome in self._moves.outcomes(at):
            name = _name(outcome.answer)
            shorter = short or (at == 0 and name == "short")
            known = Known(bits, self._moves.features, shorter)
            for then in self._moves.after(at, outcome, known):
                to = self._moves.onward(at, outcome.jumps, then)
                if to is not None:
                    self._taken[at, to, shorter].add(name)
                    self._given[at, shorter].add(name)
                    after.append((to, then.bits & live[to], shorter))
        return after


def _name(answer: Answer) -> str:
    return answer.choices[0] if len(answer.choices) == 1 else SKIP
