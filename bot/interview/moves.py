"""From one step of a flow to the next, for answers that stand for all others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from bot.interview.answers import Answer
from bot.interview.flow import Flow, Ticks, eligible
from bot.interview.known import Features, Known
from bot.interview.script import Ask, End, Probe, Step
from bot.interview.standing import standing, steps_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to a step, the bits it leaves behind, and the jumps that its choices make."""

    answer: Answer
    bits: int
    jumps: frozenset[str]


class Moves:
    """All moves through a flow; every step is named by its index."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.features = Features(flow)
        self._outcomes: dict[int, list[Outcome]] = {}
        self._next: dict[tuple[object, ...], int | None] = {}
        self._candidates: dict[tuple[int, frozenset[str]], list[Step]] = {}

    def outcomes(self, at: int) -> list[Outcome]:
        """Every answer to a step that leads another way; TooManyWays when there are too many."""
        if at not in self._outcomes:
            self._outcomes[at] = list(self._of(self.flow.script.steps[at]))
        return self._outcomes[at]

    def silent(self, at: int, known: Known) -> bool:
        """Whether a question is answered without being asked: only one thing was ticked."""
        step = self.flow.script.steps[at]
        return (
            isinstance(step, Ask)
            and step.from_answer is not None
            and known.read(Ticks(step.from_answer)) == 1
        )

    def after(self, at: int, outcome: Outcome, known: Known) -> Iterator[Known]:
        """What is known after an answer; a feature of two answers may turn out either way."""
        kept = known.bits & ~self._decided[at] | outcome.bits
        for either in self._either[at]:
            yield Known(kept | either, known.features, known.short, known.dropped)

    def onward(self, at: int, jumps: frozenset[str], known: Known) -> int | None:
        """The step after this one, or None when the script runs out; only what it reads counts."""
        bits = known.bits & self.features.leaving[at]
        key = (at, jumps, bits, known.short, known.dropped)
        if key not in self._next:
            self._next[key] = self._onward(at, jumps, known)
        return self._next[key]

    def probe(self, at: int, outcome: Outcome, known: Known) -> Probe | None:
        """The first follow-up that fits an answer."""
        step = self.flow.script.steps[at]
        if not isinstance(step, Ask) or outcome.answer.skipped or outcome.answer.nothing:
            return None
        return next((probe for probe in step.probes if fits(probe, known)), None)

    def candidates(self, at: int, jumps: frozenset[str]) -> Sequence[Step]:
        """The steps that may come next, in the order tried."""
        if (at, jumps) not in self._candidates:
            step = self.flow.script.steps[at]
            after = () if isinstance(step, End) else self.flow.after(step)
            self._candidates[at, jumps] = [to for choice, to in after if choice in (None, *jumps)]
        return self._candidates[at, jumps]

    def _onward(self, at: int, jumps: frozenset[str], known: Known) -> int | None:
        met = (step for step in self.candidates(at, jumps) if eligible(step, known))
        step = next(met, None)
        return None if step is None else self.flow.index[step.id]

    def _of(self, step: Step) -> Iterator[Outcome]:
        features, decided = self.features, self.features.decided[self.flow.index[step.id]]
        alone = [f for f in decided if steps_of(f) == {step.id}]
        jumps = set(step.go) if isinstance(step, Ask) else set()
        for answer in standing(step, features.all, self.flow):
            given = {step.id: answer}
            bits = sum(features.bits(f, int(f.holds(given))) for f in alone)
            yield Outcome(answer, bits, frozenset(jumps.intersection(answer.choices)))

    @cached_property
    def probes_from(self) -> list[int]:
        """For each step how many questions from it on have a follow-up."""
        steps = self.flow.script.steps
        have = [int(isinstance(step, Ask) and bool(step.probes)) for step in steps]
        return [sum(have[at:]) for at in range(len(have))]

    @cached_property
    def _decided(self) -> list[int]:
        return [self.features.mask(decided) for decided in self.features.decided]

    @cached_property
    def _either(self) -> list[list[int]]:
        """For each step every way in which features of two answers may turn out there."""
        found = []
        for decided in self.features.decided:
            both = [f for f in decided if len(steps_of(f)) > 1]
            turned = product(*((0, self.features.bits(f, 1)) for f in both))
            found.append([sum(bits) for bits in turned])
        return found


def fits(probe: Probe, known: Known) -> bool:
    """Whether a follow-up's condition holds."""
    return probe.only_if is None or probe.only_if.decide(lambda c: bool(known.read(c)))
