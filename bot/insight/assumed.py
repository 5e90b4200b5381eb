"""The reasons in the company's own records: counted over everybody invited, and tied to nobody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.insight.codebook import OTHER, Codebook
from bot.insight.rollup import LABEL_FLOOR, RollUp, Rules, Tally
from bot.interview.fields import Fields
from bot.interview.file_head import read_format
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import read_yaml
from bot.privacy.release import FEWEST_INVITED

# Fewer people with the same reason are not told apart, not even where they are kept.
FEWEST_ALIKE = 3
_OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class Reasons:
    """What other systems call a cause: by folded word its id, or None for an outcome."""

    causes: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Assumed:
    """How many of `people` are recorded with each cause; nobody where too few have a reason."""

    people: int = 0
    tallies: tuple[Tally, ...] = ()


def read_reasons(text: str, file: str, codebook: Codebook) -> Reasons:
    """The reasons in a file; DialogueError with every mistake."""
    mistakes: list[Mistake] = []
    fields = Fields(read_yaml(text, file), mistakes)
    read_format(fields)
    known = (*(theme.id for theme in codebook.themes), _OUTCOMES)
    fields.only(("format", *known), here="among the reasons")
    found: dict[str, str | None] = {}
    for name in (name for name in fields.names() if name in known):
        for word in fields.texts(name):
            meant = None if name == _OUTCOMES else name
            if found.setdefault(_fold(word), meant) != meant:
                what = f"“{word}” stands under two causes."
                fields.wrong(fields.at(name), "S13", what, "Keep it under one of them.")
    if mistakes:
        raise DialogueError(mistakes)
    return Reasons({**_own_words(codebook), **found})


def to_keep(written: Mapping[str, int], reasons: Reasons) -> Mapping[str, int]:
    """How many people of one import to note under each cause; nothing where they are too few.

    An outcome (“took another job”) is no cause. What nobody knows, and what fewer than three people
    share, is something else.
    """
    counted: Counter[str] = Counter()
    for text, people in written.items():
        cause = reasons.causes.get(_fold(text), OTHER)
        if cause is not None and _fold(text):
            counted[cause] += people
    if sum(counted.values()) < FEWEST_INVITED:
        return {}
    kept: Counter[str] = Counter()
    for cause, people in counted.items():
        kept[cause if people >= FEWEST_ALIKE else OTHER] += people
    return dict(kept)


def assumed(counts: Mapping[str, int], codebook: Codebook, k: int) -> Assumed:
    """What the records may say: over ten people at least, and each cause of at least five.

    Nobody said how many panels stand behind the records, so causes about people are rolled up.
    """
    people = sum(counts.values())
    if people < max(FEWEST_INVITED, k):
        return Assumed()
    votes: dict[str, frozenset[int]] = {}
    first = 0
    # Each person has one reason, so the people of the causes are told apart by their places.
    for cause, many in counts.items():
        votes[cause] = frozenset(range(first, first + many))
        first += many
    known = RollUp(codebook, Rules(k, floor=max(LABEL_FLOOR, k)))
    return Assumed(people, known.tallies(votes, [theme.id for theme in codebook.themes]))


def _own_words(codebook: Codebook) -> dict[str, str | None]:
    """The ids and names of the codebook itself, which need no translation."""
    return {
        _fold(word): theme.id
        for theme in codebook.themes
        for word in (theme.id, theme.label, theme.concern, theme.named("concern"))
    }


def _fold(text: str) -> str:
    """Words without case, dashes and other marks."""
    kept = (c if c.isalnum() else " " for c in text.replace("’", "").replace("'", "").casefold())
    return " ".join("".join(kept).split())
