"""The order of a script's steps, compiled once into a state machine that every session shares."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from transitions import Machine

from bot.interview.answers import Answer
from bot.interview.conditions import Comparison
from bot.interview.script import Ask, Choice, End, Script, Step, TextBy


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many choices were ticked at a step: 0, 1 or 2 for more."""

    step: str

    def holds(self, answers: Mapping[str, Answer]) -> int:
        """The number in these answers."""
        return min(2, len(answers[self.step].choices)) if self.step in answers else 0


@dataclass(frozen=True, slots=True)
class Fits:
    """Whether there is a wording for what was answered at a step."""

    step: str
    choices: frozenset[str]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Whether there is one for these answers."""
        return self.step in answers and not self.choices.isdisjoint(answers[self.step].choices)


Feature = Comparison | Ticks | Fits


class Reached(Protocol):
    """What decides which step comes next: what is so of the answers, and what is left out."""

    @property
    def short(self) -> bool:
        """Whether only the short version is asked."""

    @property
    def dropped(self) -> frozenset[str]:
        """The questions left out because the interview has become long."""

    def read(self, feature: Feature) -> int:
        """The value of one feature of the answers."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Reached with these answers."""

    answers: Mapping[str, Answer]
    short: bool = False
    dropped: frozenset[str] = frozenset()

    def read(self, feature: Feature) -> int:
        """The value of one feature of the answers."""
        return int(feature.holds(self.answers))


class _Cursor:
    """A position for one firing of the machine; thrown away afterwards, never a model of it."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Flow:
    """A script's steps as a machine; `following` is the only question it answers."""

    def __init__(self, script: Script, machine: Machine | None = None) -> None:
        self.script = script
        self.steps: dict[str, Step] = {step.id: step for step in script.steps}
        self.index: dict[str, int] = {step.id: i for i, step in enumerate(script.steps)}
        self._machine = machine or _compile(self)
        # As many as the answers can be told apart by: the machine is asked once for each.
        self._decided: dict[tuple[object, ...], Step] = {}

    def worded(self, script: Script) -> "Flow":
        """The same flow with the words of the same script in another language."""
        return Flow(script, self._machine)

    @cached_property
    def first(self) -> Step:
        """The step every interview begins with."""
        return self.script.steps[0]

    def following(self, step: str, reached: Reached) -> Step:
        """The step after `step`; the reader refuses scripts in which there is none."""
        values = tuple(reached.read(feature) for feature in self._decisive[step])
        key = (step, values, reached.short, reached.dropped)
        if key not in self._decided:
            cursor = _Cursor(step)
            self._machine.events["answer"].trigger(cursor, reached)
            self._decided[key] = self.steps[cursor.state]
        return self._decided[key]

    @cached_property
    def _decisive(self) -> dict[str, list[Feature]]:
        """What decides the step after each step."""
        return {step.id: self._read_after(step) for step in self.script.steps}

    def _read_after(self, step: Step) -> list[Feature]:
        read: list[Feature] = []
        for choice, target in self.after(step):
            read += [_chose(step.id, choice)] if choice is not None else []
            read += target.only_if.reads() if target.only_if is not None else ()
            read += needs(target)
        return list(dict.fromkeys(read))

    def after(self, step: Step) -> Iterator[tuple[str | None, Step]]:
        """Every step that may come next, in the order tried, with the choice that leads there."""
        if isinstance(step, Ask):
            for choice, target in step.go.items():
                for candidate in self.chain(target):
                    yield choice, candidate
        if step.next is not None:
            onward = self.chain(step.next)
        else:
            onward = self.chain_from(self.index[step.id] + 1)
        for candidate in onward:
            yield None, candidate

    def chain(self, start: str) -> Iterator[Step]:
        """The steps from `start` on, down to one that is passed over by nobody."""
        return self.chain_from(self.index[start])

    def chain_from(self, index: int) -> Iterator[Step]:
        """The steps from this index on, down to one that is passed over by nobody."""
        for step in self.script.steps[index:]:
            yield step
            if _always(step):
                return


def eligible(step: Step, reached: Reached) -> bool:
    """Whether a person who got as far as `step` meets it, or passes over it."""
    if reached.short and not step.short and not isinstance(step, End):
        return False
    if isinstance(step, Ask) and step.id in reached.dropped:
        return False
    if step.only_if is not None and not step.only_if.decide(lambda c: bool(reached.read(c))):
        return False
    return all(reached.read(feature) for feature in needs(step))


def needs(step: Step) -> list[Feature]:
    """What must not be zero for a question to have anything to offer, or a wording at all."""
    if not isinstance(step, Ask):
        return []
    ticks: list[Feature] = [Ticks(step.from_answer)] if step.from_answer else []
    if step.text_by is None or step.texts:
        return ticks
    return [*ticks, Fits(step.text_by.step, frozenset(step.text_by.wordings))]


def offered(step: Ask, steps: Mapping[str, Step], answers: Mapping[str, Answer]) -> list[Choice]:
    """The choices of a question as this person may tick them, in the order of the script."""
    if step.from_answer is None:
        return list(step.choices)
    ticked = answers[step.from_answer].choices if step.from_answer in answers else ()
    labels = {choice.id: choice.label for choice in ever_offered(step, steps)}
    return [*(Choice(id, labels[id]) for id in ticked if id in labels), *step.choices]


def ever_offered(step: Ask, steps: Mapping[str, Step]) -> list[Choice]:
    """Whatever anybody may tick at a question."""
    source = steps[step.from_answer] if step.from_answer is not None else None
    return [*(source.choices if isinstance(source, Ask) else ()), *step.choices]


def fitted_to(step: Ask, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The earlier choices that a question's wording and its own choices depend on."""
    sources = [step.from_answer] if step.from_answer is not None else []
    sources += [step.text_by.step] if step.text_by is not None else []
    return tuple(c for source in sources if source in answers for c in answers[source].choices)


def fitted(by: TextBy, answers: Mapping[str, Answer]) -> str | None:
    """The wording fitted to the answer given at `by.step`, or None when there is none."""
    answer = answers.get(by.step)
    if answer is None:
        return None
    return next((by.wordings[c] for c in answer.choices if c in by.wordings), None)


def _always(step: Step) -> bool:
    if isinstance(step, End):
        return step.only_if is None
    plain = step.only_if is None and step.short
    if not isinstance(step, Ask):
        return plain
    return plain and not needs(step) and step.drop_when_short is None


def _chose(step: str, choice: str) -> Comparison:
    return Comparison("is", step, choices=(choice,))


def _compile(flow: Flow) -> Machine:
    """Build the machine: one state a step, one event, transitions tried in the order of the file.

    Only callables are handed over as conditions: a string would be imported by its name.
    """
    machine = Machine(
        model=None,
        states=[step.id for step in flow.script.steps],
        initial=flow.script.steps[0].id,
        auto_transitions=False,
        queued=False,
    )
    for step in flow.script.steps:
        for choice, target in flow.after(step):
            conditions: list[str | Callable[..., bool | None]] = [partial(eligible, target)]
            if choice is not None:
                conditions.insert(0, partial(_reads, _chose(step.id, choice)))
            machine.add_transition("answer", step.id, target.id, conditions=conditions)
    return machine


def _reads(feature: Feature, reached: Reached) -> bool:
    return bool(reached.read(feature))
