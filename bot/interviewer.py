"""One turn: open the session, ask the engine, seal the session again; at Send, keep the answers."""

from dataclasses import dataclass
from typing import Literal

from bot.interview.turn import Asked, EndOutcome, Line

Problem = Literal[
    "unknown_token", "spent_token", "expired", "unreadable_session", "retired", "full"
]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a channel shows after a turn; `receipt` holds 16 words after Send, else nothing."""

    session: str | None
    say: tuple[Line, ...] = ()
    ask: Asked | None = None
    again: bool = False
    outcome: EndOutcome | None = None
    receipt: tuple[str, ...] = ()


class Refused(Exception):  # noqa: N818 - the word people use for it, like KeyError's own
    """A turn that cannot be taken, with the sentence a person is told."""

    def __init__(self, code: Problem, sentence: str, status: int) -> None:
        super().__init__(code)
        self.code, self.sentence, self.status = code, sentence, status


class ReceiptError(Exception):
    """The words typed are not a receipt: it has 16 words of the list."""
