"""The small language of `only if`: comparisons of earlier answers, joined by and, or, not."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.interview.answers import Answer, words

Kind = Literal[
    "rating",
    "lowest",
    "words",
    "is",
    "is not",
    "includes",
    "mentions",
    "answered",
    "skipped",
    "nothing",
]

# The signs that compare numbers.
OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is true or not of the answer to `step`.

    `cause_from` names the step whose choice is the cause looked for. `column` says where in the
    condition it stands, from one.
    """

    kind: Kind
    step: str
    item: str | None = None
    choices: tuple[str, ...] = ()
    cause: str | None = None
    cause_from: str | None = None
    sign: str | None = None
    number: int | None = None
    column: int = field(default=1, compare=False)

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is true; false for a question skipped or never asked."""
        answer = answers.get(self.step)
        if self.kind == "skipped":
            return answer is not None and answer.skipped
        return answer is not None and not answer.skipped and self._true_of(answer, answers)

    def decide(self, truth: Callable[["Comparison"], bool]) -> bool:
        """Whether it is true when `truth` says so."""
        return truth(self)

    def reads(self) -> tuple["Comparison", ...]:
        """Itself: a condition of one comparison."""
        return (self,)

    def _true_of(self, answer: Answer, answers: Mapping[str, Answer]) -> bool:
        match self.kind:
            case "is" | "includes":
                return not set(self.choices).isdisjoint(answer.choices)
            case "is not":
                return bool(answer.choices) and set(self.choices).isdisjoint(answer.choices)
            case "mentions":
                return not set(self._causes(answers)).isdisjoint(answer.touches)
            case "nothing":
                return answer.nothing
            case "rating" | "lowest" | "words":
                return self._compares(self._measured(answer))
        return True

    def _causes(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        if self.cause_from is None:
            return () if self.cause is None else (self.cause,)
        chosen = answers.get(self.cause_from)
        return () if chosen is None else chosen.choices

    def _measured(self, answer: Answer) -> int | None:
        if self.kind == "words":
            return words(answer.text) + words(answer.probe or "")
        numbers = [n for item, n in answer.ratings if self.item in (None, item)]
        if self.kind == "lowest":
            return min(numbers, default=None)
        return numbers[0] if len(numbers) == 1 else None

    def _compares(self, measured: int | None) -> bool:
        if measured is None or self.sign is None or self.number is None:
            return False
        return OPERATORS[self.sign](measured, self.number)


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is not."""

    part: "Condition"

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is true of these answers."""
        return not self.part.holds(answers)

    def decide(self, truth: Callable[[Comparison], bool]) -> bool:
        """Whether it is true when `truth` speaks for each comparison."""
        return not self.part.decide(truth)

    def reads(self) -> tuple[Comparison, ...]:
        """The comparisons it rests on."""
        return self.part.reads()


@dataclass(frozen=True, slots=True)
class Both:
    """True when all its parts are."""

    parts: tuple["Condition", ...]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is true of these answers."""
        return all(part.holds(answers) for part in self.parts)

    def decide(self, truth: Callable[[Comparison], bool]) -> bool:
        """Whether it is true when `truth` speaks for each comparison."""
        return all(part.decide(truth) for part in self.parts)

    def reads(self) -> tuple[Comparison, ...]:
        """The comparisons it rests on, in order."""
        return tuple(comparison for part in self.parts for comparison in part.reads())


@dataclass(frozen=True, slots=True)
class Either:
    """True when one of its parts is."""

    parts: tuple["Condition", ...]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is true of these answers."""
        return any(part.holds(answers) for part in self.parts)

    def decide(self, truth: Callable[[Comparison], bool]) -> bool:
        """Whether it is true when `truth` speaks for each comparison."""
        return any(part.decide(truth) for part in self.parts)

    def reads(self) -> tuple[Comparison, ...]:
        """The comparisons it rests on, in order."""
        return tuple(comparison for part in self.parts for comparison in part.reads())


Condition = Comparison | Not | Both | Either
