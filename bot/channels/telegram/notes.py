"""What is kept in a chat beside the interview, as values and as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from bot.channels.telegram.rich import Span, Style
from bot.interview.record import Record

# Of what stands open: nothing, its buttons, all of it, or its buttons where they were tapped.
Asking = Literal["nothing", "buttons", "question", "redrawn"]
_REMEMBERED = 16  # updates that may come again


@dataclass(frozen=True, slots=True)
class Card:
    """What was ticked or rated so far, of a question that takes more than one tap.

    `of` is the mark and visit of the question; `head` the one of the grouped list that is open.
    """

    of: str = ""
    ticks: tuple[str, ...] = ()
    rates: Mapping[str, int] = field(default_factory=dict)
    head: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The last typed answer: the session before it, its messages as (id, text), and when.

    `joins` says whether a text that follows at once belongs to it.
    """

    before: Record
    parts: tuple[tuple[int, str], ...]
    at: int
    joins: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to the last update, so that it can be said again.

    `chosen` is written under the question that was answered.
    """

    say: tuple[Span, ...] = ()
    ask: Asking = "nothing"
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Everything beside the interview.

    `seen` are the last updates, newest last; `uses` and `gone` what was chosen in the review: what
    becomes of words, and the themes taken out, by step; `shown` the message that holds the buttons
    of what stands open; `over` how the last interview ended; `language` the one last spoken.
    """

    seen: tuple[int, ...] = ()
    answer: Answer = Answer()
    card: Card = Card()
    uses: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Words | None = None
    shown: int = 0
    over: str = ""
    language: str = ""

    def after(self, update: int, answer: Answer) -> "Notes":
        """The same once this update was answered so."""
        return replace(self, seen=(*self.seen, update)[-_REMEMBERED:], answer=answer)

    def without(self, step: str) -> "Notes":
        """The same without what was chosen about one answer."""
        uses = {name: use for name, use in self.uses.items() if name != step}
        gone = {name: codes for name, codes in self.gone.items() if name != step}
        return replace(self, uses=uses, gone=gone)


def to_plain(notes: Notes) -> dict[str, Any]:
    """The notes as JSON has them; what is empty is left out."""
    plain = {f.name: getattr(notes, f.name) for f in fields(Notes)}
    plain["answer"] = _of_answer(notes.answer)
    plain["card"] = _values(notes.card)
    plain["words"] = None if notes.words is None else _values(notes.words)
    return {name: value for name, value in plain.items() if value}


def from_plain(plain: Mapping[str, Any]) -> Notes:
    """The notes that this was made of."""
    words = plain.get("words")
    return Notes(
        seen=tuple(plain.get("seen", ())),
        answer=_answer(plain["answer"]) if "answer" in plain else Answer(),
        card=_card(plain["card"]) if "card" in plain else Card(),
        uses=plain.get("uses", {}),
        gone={step: tuple(codes) for step, codes in plain.get("gone", {}).items()},
        words=None if words is None else _words(words),
        shown=plain.get("shown", 0),
        over=plain.get("over", ""),
        language=plain.get("language", ""),
    )


def _values(value: Card | Words) -> list[Any]:
    return [getattr(value, f.name) for f in fields(value)]


def _of_answer(answer: Answer) -> list[Any]:
    return [[[span.text, span.style] for span in answer.say], answer.ask, answer.chosen]


def _answer(plain: list[Any]) -> Answer:
    spans, ask, chosen = plain
    styled: list[tuple[str, Style]] = [(text, style) for text, style in spans]
    return Answer(tuple(Span(text, style) for text, style in styled), ask, chosen)


def _card(plain: list[Any]) -> Card:
    of, ticks, rates, head, page = plain
    return Card(of, tuple(ticks), rates, head, page)


def _words(plain: list[Any]) -> Words:
    before, parts, at, joins = plain
    return Words(before, tuple((message, text) for message, text in parts), at, joins)
