"""The small language of `only if`: comparisons of earlier answers, joined by and, or, not."""

import operator
import re
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

# Words with a meaning of their own, which no step, choice or item may have as its id.
RESERVED = frozenset({"and", "or", "not", "is", "includes", "answer"})

_ASKING: Mapping[str, Kind] = {"answered": "answered", "skipped": "skipped", "nothing": "nothing"}
_MEASURING: Mapping[str, Kind] = {"words": "words", "lowest": "lowest"}
_OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_DEEPEST = 20
_TOKEN = re.compile(r"\s*(?:(?P<word>\w+)|(?P<sign><=|>=|<|>|=|\(|\)|\.|,)|(?P<other>\S))")
_EXAMPLE = "Write for example: reason is pay, hiring <= 2, words(concerns) < 4."


class ConditionError(Exception):
    """A condition cannot be read: what is wrong, what to do, and at which column, from one."""

    def __init__(self, what: str, todo: str, column: int) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what
        self.todo = todo
        self.column = column


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
                return not set(self._causes(answers)).isdisjoint(answer.codes)
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
        return _OPERATORS[self.sign](measured, self.number)


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


def parse(text: str) -> Condition:
    """The condition that `text` says; ConditionError when it cannot be read."""
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    column: int
    is_word: bool


class _Parser:
    """Recursive descent: or binds loosest, then and, then not."""

    def __init__(self, text: str) -> None:
        self._tokens = [_token(found) for found in _TOKEN.finditer(text)]
        self._end = _Token("", len(text.rstrip()) + 1, is_word=False)
        self._at = 0
        self._depth = 0

    def whole(self) -> Condition:
        if not self._tokens:
            raise ConditionError("The condition is empty.", _EXAMPLE, 1)
        condition = self._either()
        if self._next is not self._end:
            raise self._wrong("and, or, or the end of the condition")
        return condition

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else self._end

    def _take(self) -> _Token:
        token = self._next
        self._at += 1
        return token

    def _took(self, *texts: str) -> bool:
        """Step over these words when they come next."""
        following = [token.text for token in self._tokens[self._at : self._at + len(texts)]]
        if following != list(texts):
            return False
        self._at += len(texts)
        return True

    def _expect(self, text: str) -> None:
        if not self._took(text):
            raise self._wrong(f"“{text}”")

    def _wrong(self, expected: str) -> ConditionError:
        token = self._next
        found = "ends" if token is self._end else f"goes on with “{token.text}”"
        what = f"The condition {found} where {expected} should stand."
        return ConditionError(what, _EXAMPLE, token.column)

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._single()]
        while self._took("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _single(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            todo = "Say it with fewer parentheses, or in two steps."
            raise ConditionError("The condition is nested too deeply.", todo, self._next.column)
        condition = self._negated_or_grouped()
        self._depth -= 1
        return condition

    def _negated_or_grouped(self) -> Condition:
        if self._took("not"):
            return Not(self._single())
        if not self._took("("):
            return self._comparison()
        condition = self._either()
        self._expect(")")
        return condition

    def _comparison(self) -> Comparison:
        token = self._next
        following = self._tokens[self._at + 1 : self._at + 2]
        if following and following[0].text == "(":
            return self._function(token)
        step = self._name("the id of a question")
        if self._took("is"):
            return self._is(step, token.column)
        if self._took("includes"):
            choice = self._name("the id of a choice")
            return Comparison("includes", step, choices=(choice,), column=token.column)
        item = self._name("the id of an item") if self._took(".") else None
        sign, number = self._number("is, includes, or one of < <= > >= =")
        return Comparison("rating", step, item, sign=sign, number=number, column=token.column)

    def _is(self, step: str, column: int) -> Comparison:
        kind: Kind = "is not" if self._took("not") else "is"
        several = self._took("one", "of")
        choices = [self._choice(step)]
        while several and self._took(","):
            choices.append(self._choice(step))
        return Comparison(kind, step, choices=tuple(choices), column=column)

    def _choice(self, step: str) -> str:
        token = self._next
        if token.text.isdecimal():
            what = f"“is {token.text}” compares with a number, but “is” is for choices."
            raise ConditionError(what, f"Write: {step} = {token.text}.", token.column)
        return self._name("the id of a choice")

    def _function(self, token: _Token) -> Comparison:
        self._at += 2
        if token.text in _ASKING:
            kind = _ASKING[token.text]
            return self._closed(Comparison(kind, self._question(), column=token.column))
        if token.text in _MEASURING:
            step = self._question()
            self._expect(")")
            sign, number = self._number("one of < <= > >= =")
            kind = _MEASURING[token.text]
            return Comparison(kind, step, sign=sign, number=number, column=token.column)
        if token.text == "mentions":
            return self._mentions(token.column)
        what = f"“{token.text}( )” is not known in conditions."
        todo = "Known are answered, skipped, nothing, words, lowest and mentions."
        raise ConditionError(what, todo, token.column)

    def _mentions(self, column: int) -> Comparison:
        step = self._question()
        self._expect(",")
        if self._took("answer"):
            source = self._question()
            return self._closed(Comparison("mentions", step, cause_from=source, column=column))
        cause = self._name("the id of a cause")
        return self._closed(Comparison("mentions", step, cause=cause, column=column))

    def _closed(self, comparison: Comparison) -> Comparison:
        self._expect(")")
        return comparison

    def _question(self) -> str:
        return self._name("the id of a question")

    def _name(self, expected: str) -> str:
        token = self._next
        if not token.is_word or token.text in RESERVED or token.text.isdecimal():
            raise self._wrong(expected)
        return self._take().text

    def _number(self, expected: str) -> tuple[str, int]:
        if self._next.text not in _OPERATORS:
            raise self._wrong(expected)
        sign = self._take().text
        if not re.fullmatch(r"[0-9]{1,4}", self._next.text):
            raise self._wrong("a whole number")
        return sign, int(self._take().text)


def _token(found: re.Match[str]) -> _Token:
    text = found.group(0).lstrip()
    return _Token(text, found.end() - len(text) + 1, found.group("word") is not None)
