"""An interview under way and one turn of it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.interview.answers import Answer
from bot.interview.script import Choice, QuestionType

Stage = Literal["question", "probe", "themes", "other", "halfway", "stop", "delete", "review"]
EndOutcome = Literal["completed", "refused", "stopped", "deleted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question on the path taken, with its answer; `asked` is no if answered silently.

    `under` holds the earlier choices that the question was fitted to: with others, it would have
    been another question.
    """

    step: str
    answer: Answer
    asked: bool = True
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """An interview under way: everything that decides the next turn.

    `at` and `stage` say which question stands open; `path` holds what was answered on the way
    there, `spare` what was answered and may be met again after going back (`asked` is no there when
    a follow-up stood open still). `visit` numbers the questions shown, so that an old button or a
    second tap never answers the next one. `draft` is an answer whose follow-up stands open, `held`
    the stage to return to from "stop" and "delete", `told` the steps that were said.
    """

    revision: str
    seed: str
    language: str
    at: str
    stage: Stage = "question"
    visit: int = 1
    tries: int = 0
    short: bool = False
    offered_half: bool = False
    held: Stage = "question"
    path: tuple[Entry, ...] = ()
    spare: tuple[Entry, ...] = ()
    draft: Answer | None = None
    told: tuple[str, ...] = ()


WordsUse = Literal["read", "count"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Typed words as HR would read them: without what names somebody.

    `marked` are the parts, as (start, end) in `text`, that may tell who wrote it; `roles` those
    that stand in place of what was found.
    """

    text: str
    marked: tuple[tuple[int, int], ...] = ()
    roles: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One answer as the review shows it: what was asked and what will be kept.

    `codes` are (cause id, label) pairs the person may remove; `kept` says what becomes of it.
    Where words may be kept, `reading` is what HR would read, `uses` are the choices (id, label) and
    `words` the one to begin with: read, or count the themes only; `caution` is said where a part is
    marked.
    """

    step: str
    question: str
    answer: str
    kept: str
    codes: tuple[tuple[str, str], ...] = ()
    follow_up: tuple[str, str] | None = None
    reading: Reading | None = None
    words: WordsUse | None = None
    uses: tuple[tuple[WordsUse, str], ...] = ()
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question now open, as any channel can draw it.

    `kind` says which widget; `choices` are buttons, for `several` ticks with at most `at_most`,
    each perhaps under a head; `items` are rated on `scale`; `free_text` says whether typed words
    are welcome as an answer (typed words are always understood where buttons are offered).
    `actions` are the other things one can do now, id and label, in order;
    `languages` the others one can go on in, id and own name. `answer` is an earlier
    answer to the same question.
    """

    step: str
    visit: int
    kind: QuestionType | Literal["offer", "review"]
    text: str
    choices: tuple[Choice, ...] = ()
    at_most: int | None = None
    items: tuple[Choice, ...] = ()
    scale: Mapping[int, str] = field(default_factory=dict)
    free_text: bool = False
    actions: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    progress: str = ""
    answer: Answer | None = None
    review: tuple[ReviewItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble of the talk; `mine` is what the person said."""

    text: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it is to be kept at Send; `words` are typed ones, where they may be kept.

    `offered` are the themes that were suggested after it; those taken are among the `codes`.
    """

    question: str
    choices: tuple[str, ...] = ()
    ratings: tuple[tuple[str, int], ...] = ()
    codes: tuple[str, ...] = ()
    words: str | None = None
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What was decided: the session afterwards, what to say, and what to ask.

    `again` asks the channel to draw the whole talk anew (after a reload or going back). With an
    `outcome` there is nothing more to ask; `kept` is what a completed interview leaves, `shown` the
    questions that were put, and `end` the step that said goodbye, if one did.
    """

    session: Session | None
    say: tuple[Line, ...] = ()
    ask: Asked | None = None
    again: bool = False
    outcome: EndOutcome | None = None
    kept: tuple[Kept, ...] = ()
    shown: tuple[str, ...] = ()
    end: str = ""
