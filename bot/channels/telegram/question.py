"""The question that stands open, as a message with buttons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.channels.telegram.codes import Button, Verb, mark, short
from bot.channels.telegram.notes import Card, Notes
from bot.channels.telegram.review import review_buttons, review_text
from bot.channels.telegram.rich import Span, clipped
from bot.interview.script import Choice
from bot.interview.turn import Asked, Session

Say = Callable[..., str]
Row = list[tuple[str, str]]

_LABEL = 60  # units of a button's label; phones cut off what is longer
_FLAT = 8  # so many choices are shown beside each other, heads or not
_TICKED, _OPEN = "☑ ", "☐ "
_RATED = "✓"
_NEAR = ("send", "skip", "back")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Question:
    """What stands open in a session, with what was ticked so far; `say` words the buttons."""

    session: Session
    ask: Asked
    notes: Notes
    say: Say

    @property
    def of(self) -> str:
        """What tells this question, shown this time, from all others."""
        return f"{mark(self.session)}.{self.ask.visit}"

    @property
    def card(self) -> Card:
        """What was ticked and rated so far; to begin with, what was answered before."""
        if self.notes.card.of == self.of:
            return self.notes.card
        before = self.ask.answer
        if before is None:
            return Card(self.of)
        return Card(self.of, before.choices, dict(before.ratings))

    def button(self, label: str, verb: Verb, what: str = "") -> tuple[str, str]:
        """A button under this question."""
        carried = Button(mark(self.session), self.ask.visit, verb, what)
        return clipped(label, _LABEL), carried.data()

    def text(self) -> Iterator[list[Span]]:
        """What is asked, block by block."""
        ask = self.ask
        if ask.kind == "review":
            yield from review_text(ask, self.say)
        yield [Span(ask.text)]
        if ask.review:
            yield [Span(self.say("telegram_review_how"), "italic")]
        if ask.items:
            yield [Span(_items(ask))]
        if ask.answer is not None and ask.answer.text:
            yield [Span(ask.answer.text, "blockquote")]
        if ask.progress:
            yield [Span(ask.progress, "italic")]

    def rows(self) -> list[Row]:
        """The buttons under it."""
        match self.ask.kind:
            case "review":
                rows = review_buttons(self.ask, self.notes, self.card.page, self.say, self.button)
            case "several":
                rows = self._ticks()
            case "rating" | "ratings":
                rows = self._ratings()
            case _:
                rows = [[self._choice(choice)] for choice in self.ask.choices]
        return [row for row in (*rows, *self._actions()) if row]

    def _choice(self, choice: Choice) -> tuple[str, str]:
        return self.button(choice.label, "c", short(choice.id))

    def _ticks(self) -> list[Row]:
        rows = [[button] for button in self._listed()]
        if self.card.head:
            rows.append([self.button(self.say("telegram_all_heads"), "h")])
        return [*rows, [self.button(self.say("button_done"), "d")]]

    def _listed(self) -> Iterator[tuple[str, str]]:
        """All choices, or the heads first and, behind each, what stands under it."""
        choices, card = self.ask.choices, self.card
        if card.head:
            yield from (self._tick(c) for c in choices if c.head == card.head)
            return
        met: set[str] = set()
        for choice in choices:
            if choice.head is None or len(choices) <= _FLAT:
                yield self._tick(choice)
            elif choice.head not in met:
                met.add(choice.head)
                yield self._head(choice.head)

    def _head(self, head: str) -> tuple[str, str]:
        ticked = sum(c.head == head and c.id in self.card.ticks for c in self.ask.choices)
        return self.button(f"{head} ({ticked}) ›" if ticked else f"{head} ›", "h", short(head))

    def _tick(self, choice: Choice) -> tuple[str, str]:
        sign = _TICKED if choice.id in self.card.ticks else _OPEN
        return self.button(sign + choice.label, "t", short(choice.id))

    def _ratings(self) -> list[Row]:
        """A row an item; where there are several, each begins with the item's letter."""
        items, several = self.ask.items, len(self.ask.items) > 1
        rows = [
            [
                self._rate(_LETTERS[n % 26] if several else "", item, point)
                for point in self.ask.scale
            ]
            for n, item in enumerate(items)
        ]
        return [*rows, [self.button(self.say("button_done"), "d")]] if several else rows

    def _rate(self, letter: str, item: Choice, point: int) -> tuple[str, str]:
        rated = self.card.rates.get(item.id) == point
        sign = f"{_RATED}{point}" if rated else str(point)
        return self.button(f"{letter} {sign}".strip(), "r", f"{short(item.id)}.{point}")

    def _actions(self) -> list[Row]:
        near = [(name, label) for name, label in self.ask.actions if name in _NEAR]
        wide = [[self.button(label, "a", name)] for name, label in near if name == "send"]
        beside = [self.button(label, "a", name) for name, label in near if name != "send"]
        return [*wide, beside]


def _items(ask: Asked) -> str:
    """The items of a card by their letters, and what the ends of the scale mean."""
    items = [item.label for item in ask.items if item.label]
    lines = [f"{_LETTERS[n % 26]}  {label}" for n, label in enumerate(items)]
    meaning = ", ".join(f"{point} = {label}" for point, label in ask.scale.items() if label)
    return "\n".join([*lines, *([f"({meaning})"] if meaning else [])])


def chosen(ask: Asked, ids: Sequence[str]) -> str:
    """The labels of what was ticked."""
    labels = {choice.id: choice.label for choice in ask.choices}
    return ", ".join(labels[id] for id in ids if id in labels)
