"""A button under the question that stands open: the event it means, or the card it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.channels.telegram.codes import Button, long
from bot.channels.telegram.notes import Card, Notes
from bot.channels.telegram.question import Question, chosen
from bot.channels.telegram.review import sending, use_of
from bot.interview.asking import NONE
from bot.interview.events import Back, Edit, Event, Given, Skip


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a tap means: an event, or without one a change of the notes, perhaps with a word."""

    notes: Notes
    event: Event | None = None
    chosen: str = ""
    toast: str = ""


def tapped(button: Button, question: Question) -> Tapped | None:
    """What a tap means; None when there is no such button here."""
    match button.verb:
        case "c":
            return _choose(button.what, question)
        case "t":
            return _tick(button.what, question)
        case "h":
            return _head(button.what, question)
        case "d":
            return _done(question)
        case "r":
            return _rate(button.what, question)
        case "a":
            return _act(button.what, question)
        case "p":
            return _carded(question, replace(question.card, page=question.card.page + 1))
        case _:
            return _reviewed(button, question)


def _carded(question: Question, card: Card, toast: str = "") -> Tapped:
    return Tapped(replace(question.notes, card=card), toast=toast)


def _choose(what: str, question: Question) -> Tapped | None:
    ask = question.ask
    id = long(what, (choice.id for choice in ask.choices))
    if id is None:
        return None
    return Tapped(question.notes, Given(ask.step, ask.visit, choices=(id,)), chosen(ask, (id,)))


def _tick(what: str, question: Question) -> Tapped | None:
    ask, card = question.ask, question.card
    id = long(what, (choice.id for choice in ask.choices))
    if id is None:
        return None
    if id in card.ticks:
        ticks: Sequence[str] = [each for each in card.ticks if each != id]
    elif id == NONE or ask.at_most == 1:
        ticks = [id]
    else:
        ticks = [*(each for each in card.ticks if each != NONE), id]
    if ask.at_most is not None and len(ticks) > ask.at_most:
        return _carded(question, card, question.say("choose_at_most", most=str(ask.at_most)))
    return _carded(question, replace(card, ticks=tuple(ticks)))


def _head(what: str, question: Question) -> Tapped | None:
    """Open the choices under a head, or without one go back to the heads."""
    heads = (choice.head for choice in question.ask.choices if choice.head is not None)
    head = long(what, heads) if what else ""
    return None if head is None else _carded(question, replace(question.card, head=head))


def _done(question: Question) -> Tapped:
    ask, card = question.ask, question.card
    if ask.kind == "several":
        if not card.ticks:
            return _carded(question, card, question.say("choose_some"))
        given = Given(ask.step, ask.visit, choices=card.ticks)
        return Tapped(question.notes, given, chosen(ask, card.ticks))
    if not card.rates:
        return _carded(question, card, question.say("rate_each"))
    rated = [(item.label, card.rates[item.id]) for item in ask.items if item.id in card.rates]
    lines = [f"{label}: {point}" if label else str(point) for label, point in rated]
    return Tapped(question.notes, Given(ask.step, ask.visit, ratings=card.rates), "\n".join(lines))


def _rate(what: str, question: Question) -> Tapped | None:
    ask, card = question.ask, question.card
    which, _, point = what.partition(".")
    item = long(which, (item.id for item in ask.items))
    if item is None or point not in map(str, ask.scale):
        return None
    if len(ask.items) == 1:
        return Tapped(question.notes, Given(ask.step, ask.visit, ratings={item: int(point)}), point)
    return _carded(question, replace(card, rates={**card.rates, item: int(point)}))


def _act(what: str, question: Question) -> Tapped | None:
    ask = question.ask
    label = dict(ask.actions).get(what)
    if label is None:
        return None
    if what == "send":
        return Tapped(question.notes, sending(ask, question.notes), label)
    event = Skip(ask.visit) if what == "skip" else Back(ask.visit)
    return Tapped(question.notes, event, label)


def _reviewed(button: Button, question: Question) -> Tapped | None:
    """Change an answer, choose what becomes of its words, or take a theme out of it."""
    ask, notes = question.ask, question.notes
    which, _, code = button.what.partition(".")
    items = {item.step: item for item in ask.review}
    step = long(which, items)
    if step is None:
        return None
    item = items[step]
    if button.verb == "e":
        return Tapped(notes.without(step), Edit(ask.visit, step), item.question)
    if button.verb == "u":
        use = "count" if use_of(item, notes) == "read" else "read"
        toast = dict(item.uses).get("read" if use == "read" else "count", "")
        changed = replace(notes, uses={**notes.uses, step: use})
        return Tapped(replace(changed, card=question.card), toast=toast)
    theme = long(code, (id for id, _ in item.codes))
    if theme is None:
        return None
    before = notes.gone.get(step, ())
    gone = tuple(g for g in before if g != theme) if theme in before else (*before, theme)
    return Tapped(replace(notes, gone={**notes.gone, step: gone}, card=question.card))
