"""What somebody does in an example, as an event of the interview."""

import re
from dataclasses import replace

from bot.interview.events import Back, Delete, Edit, Event, Given, Help, Send, Skip, Stop
from bot.interview.examples.example import Changes, Deed, Tells
from bot.interview.mistakes import did_you_mean
from bot.interview.turn import Asked, Session

# The buttons beside what is offered, by name.
BUTTONS = ("skip", "back", "review", "help", "stop", "delete", "send")
_ID = re.compile(r"[a-z0-9_]+")


class CannotDo(Exception):
    """Something that cannot be done where the talk stands: what is wrong, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


def event_of(deed: Deed, ask: Asked, session: Session) -> Event:
    """The event of a deed; CannotDo when it names what is not offered."""
    if isinstance(deed, Changes):
        return _edit(deed.step, ask, session)
    given = Given("" if ask.kind == "review" else ask.step, ask.visit)
    if isinstance(deed.told, str):
        return replace(given, text=deed.told) if deed.typed else _tapped(deed.told, ask, given)
    return _several(deed, ask, given)


def _edit(step: str, ask: Asked, session: Session) -> Edit:
    answered = [entry.step for entry in session.path if entry.asked]
    if step in answered:
        return Edit(ask.visit, step)
    todo = did_you_mean(step, answered) or f"Answered so far: {', '.join(answered)}."
    raise CannotDo(f"there is no answer to “{step}” that could be changed.", todo)


def _tapped(told: str, ask: Asked, given: Given) -> Event:
    """What one word stands for: a choice offered, a button beside it, else words typed.

    Where there is something to choose, a word that could be an id is meant as one.
    """
    offered = [choice.id for choice in ask.choices]
    if told in offered:
        return replace(given, choices=(told,))
    pressed = button(told, ask.visit)
    if pressed is None and offered and not ask.free_text and _ID.fullmatch(told):
        _offered((told,), offered)
    return pressed or replace(given, text=told)


def button(name: str, visit: int) -> Event | None:
    """What a button beside the choices does, by its name."""
    match name:
        case "skip":
            return Skip(visit)
        case "back":
            return Back(visit)
        case "review":
            return Edit(visit)
        case "help":
            return Help()
        case "stop":
            return Stop(visit)
        case "delete":
            return Delete(visit)
        case "send":
            return Send(visit)
    return None


def _several(deed: Tells, ask: Asked, given: Given) -> Given:
    """Choices or ratings, each of which must be offered."""
    told = deed.told
    if isinstance(told, tuple):
        _offered(told, [choice.id for choice in ask.choices])
        return replace(given, choices=told)
    assert not isinstance(told, str)  # noqa: S101 - a text was tapped or typed
    _offered(tuple(told), [item.id for item in ask.items])
    for item, number in told.items():
        if number not in ask.scale:
            todo = f"Write {min(ask.scale)} to {max(ask.scale)}."
            raise CannotDo(f"{number} is no point of the scale for “{item}”.", todo)
    return replace(given, ratings=dict(told))


def _offered(names: tuple[str, ...], offered: list[str]) -> None:
    for name in names:
        if name not in offered:
            listed = f"Offered are: {', '.join(offered)}." if offered else "Nothing is offered."
            raise CannotDo(f"“{name}” is not offered here.", did_you_mean(name, offered) or listed)
