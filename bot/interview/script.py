"""What a dialogue says: the steps of one script, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.interview.conditions import Condition

QuestionType = Literal["consent", "choice", "several", "open", "rating", "ratings"]
Polarity = Literal["positive", "concern", "neutral"]
DigestUse = Literal["count", "themes", "never"]
Outcome = Literal["completed", "refused"]

# The choice, and the cause, that stands for words of one's own.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a dialogue file; line and column count from one."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tap: a stable id, a label, and the head it is grouped under."""

    id: str
    label: str
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """One entry of the codebook's list as the interview needs it.

    `label` is neutral ("fast answers"), `concern` names the same thing as a worry
    ("waiting for answers"), `head` groups it; `other` is the one that asks for words.
    """

    id: str
    label: str
    concern: str
    head: str


@dataclass(frozen=True, slots=True)
class TextBy:
    """A wording fitted to what was answered at another step; a choice without one is not asked."""

    step: str
    wordings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up to an answer, asked when its condition holds and the budget allows."""

    text: str
    only_if: Condition | None
    reserve: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """What every step has: an id, its place, and when it is reached."""

    id: str
    place: Place
    part: str | None = None
    only_if: Condition | None = None
    next: str | None = None
    short: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Say(Step):
    """Something said without waiting for an answer."""

    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End(Step):
    """Where the interview ends, and how."""

    texts: tuple[str, ...] = ()
    outcome: Outcome = "completed"


@dataclass(frozen=True, slots=True)
class Ask(Step):
    """A question.

    `texts` are wordings of which each person hears one. `from_causes` says that `choices` is the
    codebook's list; `from_answer` names the step whose ticked choices are offered here (before
    the choices written in this step). `items` and `scale` belong to ratings.
    """

    type: QuestionType = "open"
    texts: tuple[str, ...] = ()
    text_by: TextBy | None = None
    text_without_label: str | None = None
    choices: tuple[Choice, ...] = ()
    from_causes: bool = False
    from_answer: str | None = None
    polarity: Polarity = "neutral"
    counts_as: Mapping[str, str] = field(default_factory=dict)
    at_most: int | None = None
    scale: Mapping[int, str] = field(default_factory=dict)
    items: tuple[Choice, ...] = ()
    go: Mapping[str, str] = field(default_factory=dict)
    probes: tuple[Probe, ...] = ()
    suggest_themes: bool = False
    drop_when_short: int | None = None
    skippable: bool = True
    digest: DigestUse = "never"
    words: bool = False
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one interview may ask: questions, re-asks, probes, promised minutes."""

    questions: int
    ask_again: int
    probes: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue file, parsed; the order of `steps` is the flow."""

    id: str
    title: str
    language: str
    also_in: tuple[str, ...]
    limits: Limits
    steps: tuple[Step, ...]
    messages: Mapping[str, str]

    def step(self, id: str) -> Step:
        """The step of this id; KeyError when there is none."""
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(id)
