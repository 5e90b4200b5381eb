"""The text of `only if` -> a condition, or a sentence about why it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.interview.conditions import (
    OPERATORS,
    Both,
    Comparison,
    Condition,
    Either,
    Kind,
    Not,
)

# Words with a meaning of their own, which no step, choice or item may have as its id.
RESERVED = frozenset({"and", "or", "not", "is", "includes", "answer"})

_ASKING: Mapping[str, Kind] = {"answered": "answered", "skipped": "skipped", "nothing": "nothing"}
_MEASURING: Mapping[str, Kind] = {"words": "words", "lowest": "lowest"}

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
        if self._next.text not in OPERATORS:
            raise self._wrong(expected)
        sign = self._take().text
        if not re.fullmatch(r"[0-9]{1,4}", self._next.text):
            raise self._wrong("a whole number")
        return sign, int(self._take().text)


def _token(found: re.Match[str]) -> _Token:
    text = found.group(0).lstrip()
    return _Token(text, found.end() - len(text) + 1, found.group("word") is not None)
