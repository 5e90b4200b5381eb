"""A played example, as values: what is shown, what the person does, what should come of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interview.script import Place
from bot.interview.turn import Session

# An answer as an example writes it: words or one id, several ids, or ratings by item.
Told = str | tuple[str, ...] | Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tells:
    """The person taps what is offered, or writes; `typed` writes even where a tap would fit."""

    told: Told
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """The person changes the answer to `step`."""

    step: str


Deed = Tells | Changes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange: `bot` is where the talk should stand, as `stands` names it.

    `says` must occur in what is shown there. With `skipping`, whatever comes before it is skipped.
    Without a deed, the example only looks.
    """

    place: Place
    bot: str
    deed: Deed | None = None
    says: str = ""
    skipping: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What should have come of a play: its end, and answers as `stands` names them."""

    place: Place
    end: str = ""
    answers: Mapping[str, Told] | None = None
    not_answered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One conversation with a script in one language, and what should come of it."""

    place: Place
    title: str
    script: str
    language: str
    play: tuple[Exchange, ...]
    expected: Expected


def stands(session: Session) -> str:
    """Where a talk stands, by name: a step, a step and what is asked about its answer, or a stage.

    So `concerns`, `concerns probe`, `liked themes`, `causes other`, `halfway`, `review`.
    """
    match session.stage:
        case "question":
            return session.at
        case "probe" | "themes" | "other":
            return f"{session.at} {session.stage}"
    return session.stage
