"""What a person did: the events a channel hands to the interviewer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a channel received it, to the question shown as (`step`, `visit`).

    Typed words in `text`, taps in `choices`, a rating card in `ratings`. A tap on a button that
    stands beside the text field comes in `choices` too.
    """

    step: str
    visit: int
    text: str = ""
    choices: tuple[str, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skip:
    """Pass over the question shown as `visit`."""

    visit: int


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question before the one shown as `visit`."""

    visit: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Change the answer to `step`; without one, look at all answers in the review."""

    visit: int
    step: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """Explain what can be done here."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Say everything again, after a reload."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Go on in this language, and say everything again in it."""

    language: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop here."""

    visit: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete everything written so far."""

    visit: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send what the review shows; before the review, go there with what there is.

    `codes` holds, for an answer of which the person removed themes, those that stay. `words` says
    of which answers HR may read the words: "read"; of any other they are forgotten.
    """

    visit: int
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


Event = Given | Skip | Back | Edit | Help | Resume | Speak | Stop | Delete | Send
