"""Sentences as one person hears them: a wording chosen, placeholders filled, ids as labels."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.interview.answers import Answer
from bot.interview.flow import fitted, offered
from bot.interview.house import HouseStyle
from bot.interview.revision import Revision
from bot.interview.script import OTHER, Ask, Choice

T = TypeVar("T")
Facts = Mapping[str, str]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")  # where a placeholder was filled with nothing
_QUOTED = 140  # characters of an answer that a follow-up repeats


def fill(text: str, facts: Facts) -> str:
    """The text with its placeholders replaced, in one pass: what is put in is never read again."""
    if "{" not in text:
        return text.strip()
    filled = _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), text)
    return _GAP.sub(" ", filled).strip()


def message(house: HouseStyle, name: str, facts: Facts | None = None) -> str:
    """A sentence of the house style."""
    return fill(house.messages[name], facts or {})


def acknowledgement(house: HouseStyle, turn: int) -> str:
    """A neutral word of thanks, another one each time."""
    return house.acknowledgements[turn % len(house.acknowledgements)]


def question(ask: Ask, seed: str, answers: Mapping[str, Answer], facts: Facts) -> str:
    """What this person is asked: the wording that fits their answer, else one of the wordings."""
    if ask.text_without_label is not None and not facts.get("label"):
        return fill(ask.text_without_label, facts)
    by_answer = fitted(ask.text_by, answers) if ask.text_by is not None else None
    return fill(by_answer or one_of(ask.texts, seed, ask.id), facts)


def one_of(wordings: Sequence[str], seed: str, step: str) -> str:
    """The wording of this session for this step, always the same one."""
    return wordings[number(seed, step) % len(wordings)]


def quoted(text: str) -> str:
    """An answer as a follow-up may repeat it: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rsplit(" ", 1)[0] + " …"


def choices(ask: Ask, revision: Revision, seed: str, answers: Mapping[str, Answer]) -> list[Choice]:
    """The choices as this person sees them.

    Of the codebook's list, what the person mentioned comes first, then the heads in an order of
    their own, what the script adds, `other` last: a place in a list must not decide what is ticked.
    """
    listed = offered(ask, revision.flow.steps, answers)
    if not ask.from_causes:
        return listed
    mentioned = _mentioned(ask, revision, answers) - {OTHER}
    first = [Choice(c.id, c.label) for c in listed if c.id in mentioned]
    unmentioned = revision.causes.keys() - mentioned - {OTHER}
    causes = [c for c in listed if c.id in unmentioned]
    added = [c for c in listed if c.id not in revision.causes and c.id != OTHER]
    last = [Choice(c.id, c.label) for c in listed if c.id == OTHER]
    groups = shuffled(list(dict.fromkeys(_group(c) for c in causes)), seed, ask.id)
    return [*first, *(c for group in groups for c in causes if _group(c) == group), *added, *last]


def _group(cause: Choice) -> str:
    """What keeps its place among the others: the causes of one head, or a cause on its own."""
    return cause.head or cause.id


def _mentioned(ask: Ask, revision: Revision, answers: Mapping[str, Answer]) -> set[str]:
    """The causes mentioned so far; what somebody liked is not put before them as a concern."""
    unlike = {"concern": "positive", "positive": "concern"}.get(ask.polarity)
    told = {s.id for s in revision.script.steps if isinstance(s, Ask) and s.polarity != unlike}
    return {cause for step in told & set(answers) for cause in answers[step].touches}


def shuffled(items: list[T], seed: str, step: str) -> list[T]:
    """The items in an order drawn from the session's seed."""
    return sorted(items, key=lambda item: number(seed, f"{step}/{items.index(item)}"))


def number(seed: str, name: str) -> int:
    """A number that the session's seed draws for this name."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=6).digest(), "big")


def display(ask: Ask, answer: Answer, listed: Sequence[Choice], house: HouseStyle) -> str:
    """An answer as the person reads it again."""
    if answer.skipped:
        return message(house, "skipped")
    if answer.ratings:
        labels = {item.id: item.label for item in ask.items}
        return "\n".join(
            f"{labels.get(item, '')}: {_rated(ask, n)}".removeprefix(": ")
            for item, n in answer.ratings
        )
    labels = {choice.id: choice.label for choice in listed}
    ticked = ", ".join(labels.get(c, c) for c in answer.choices)
    said = "\n".join(part for part in (ticked, answer.text) if part)
    return said or house.words["nothing"][0]


def _rated(ask: Ask, value: int) -> str:
    word = ask.scale.get(value, "")
    return f"{value} – {word}" if word else str(value)
