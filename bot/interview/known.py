"""What of the answers so far later steps still read, as the bits of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.interview.flow import Feature, Flow, Reached, Ticks
from bot.interview.script import Ask, End, Step
from bot.interview.standing import probe_reads, reads, steps_of


@dataclass(frozen=True, slots=True)
class Known:
    """Reached with nothing but bits; as good as the answers for whoever decides what comes next."""

    bits: int
    features: "Features"
    short: bool = False
    dropped: frozenset[str] = frozenset()

    def read(self, feature: Feature) -> int:
        """The value of one feature of the answers."""
        return self.features.value(self.bits, feature)


class Features:
    """All that the steps of a flow read of answers, each with its place among the bits."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._place: dict[Feature, int] = {}
        for step in flow.script.steps:
            for feature in (*reads(step), *probe_reads(step)):
                # How many were ticked has three values, everything else two.
                self._place.setdefault(feature, 2 * len(self._place))

    @property
    def all(self) -> list[Feature]:
        """Every feature, each once."""
        return list(self._place)

    def value(self, bits: int, feature: Feature) -> int:
        """The value of a feature; 0 for one that nobody reads."""
        place = self._place.get(feature)
        return 0 if place is None else bits >> place & 3

    def bits(self, feature: Feature, value: int) -> int:
        """The bits that say so."""
        return value << self._place[feature]

    def mask(self, features: Sequence[Feature]) -> int:
        """The bits that these take."""
        return sum(3 << place for place in {self._place[f] for f in features})

    def of(self, reached: Reached, index: int) -> int:
        """The bits of what the step at an index and those after it still read."""
        live = self.live[index]
        places = self._place.items()
        return sum(reached.read(f) << place for f, place in places if live >> place & 3)

    @cached_property
    def decided(self) -> list[list[Feature]]:
        """For each step the features that its answer decides, being the last to do so."""
        found: list[list[Feature]] = [[] for _ in self._flow.script.steps]
        for feature in self._place:
            known = [self._flow.index[step] for step in steps_of(feature)]
            found[max(known)].append(feature)
        return found

    @cached_property
    def live(self) -> list[int]:
        """For each step the bits that may still be read by whoever has come to it."""
        live = [self.mask((*probe_reads(s), *_silence(s))) for s in self._flow.script.steps]
        before: list[int] = []
        while before != live:
            before = live
            live = [
                _joined(live[at], [self.leaving[at], *(live[to] for to in self._onward[at])])
                for at in range(len(live))
            ]
        return live

    @cached_property
    def leaving(self) -> list[int]:
        """For each step the bits that decide which step comes after it."""
        arriving = [self.mask(reads(step)) for step in self._flow.script.steps]
        return [_joined(0, [arriving[to] for to in onward]) for onward in self._onward]

    @cached_property
    def _onward(self) -> list[set[int]]:
        flow = self._flow
        return [
            set() if isinstance(s, End) else {flow.index[to.id] for _, to in flow.after(s)}
            for s in flow.script.steps
        ]


def _joined(own: int, others: Sequence[int]) -> int:
    for each in others:
        own |= each
    return own


def _silence(step: Step) -> list[Feature]:
    """What tells whether a question is answered without being asked."""
    return [Ticks(step.from_answer)] if isinstance(step, Ask) and step.from_answer else []
