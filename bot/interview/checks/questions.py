"""Questions that would be answered askew: by how they are put, and by what they offer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.interview.checks.said import Said
from bot.interview.checks.word_lists import WordLists
from bot.interview.mistakes import Mistake
from bot.interview.script import OTHER, Ask
from bot.interview.step_reader import Written
from bot.interview.yamlfile import Node

_MEASURED = ("choice", "several", "rating", "ratings")
_QUESTION = re.compile(r"[?？]+(?=\W*(?:\s|$))")


def askew(
    written: Sequence[Written], said: Sequence[Said], lists: WordLists, language: str
) -> Iterator[Mistake]:
    """Every question that asks two things, leans to one side, or measures differently."""
    yield from _two_questions(said)
    for each in written:
        if isinstance(each.step, Ask):
            yield from _wordings(each.step, each.node)
            yield from _scale(each.step, each.node, lists, language)
            yield from _other(each.step, each.node, written, lists, language)


def _two_questions(said: Iterable[Said]) -> Iterator[Mistake]:
    for each in said:
        marks = list(_QUESTION.finditer(each.text))
        if each.use in ("question", "probe") and len(marks) > 1:
            what = f"There are {len(marks)} questions in this one."
            yield Mistake(each.at(marks[0].start()), "Q04", what, "Ask one, and move the other.")


def _wordings(ask: Ask, node: Node) -> Iterator[Mistake]:
    text = node.get("text")
    if ask.type in _MEASURED and ask.digest == "count" and len(ask.texts) > 1 and text is not None:
        what = "This question is counted, but not everybody is asked it in the same words."
        yield Mistake(text.place, "Q09", what, "Keep one wording.")


def _scale(ask: Ask, node: Node, lists: WordLists, language: str) -> Iterator[Mistake]:
    """Labels that lean to one side; labels that nobody can put on a side are passed over."""
    scale = node.get("scale") if ask.scale else node.get("choices")
    labels = list(ask.scale.values()) if ask.scale else [c.label for c in ask.choices]
    good, bad = _sides([label for label in labels if label], lists, language)
    leaning = abs(good - bad) > (0 if ask.scale else 1)
    if scale is None or good + bad < 2 or not leaning or ask.type == "several":
        return
    what = f"{good} of these labels are on the good side and {bad} on the bad one."
    yield Mistake(scale.place, "Q06", what, "Put as many on one side as on the other.")


def _sides(labels: Iterable[str], lists: WordLists, language: str) -> tuple[int, int]:
    good = bad = 0
    for label in labels:
        if lists.find("scale bad", label, language):
            bad += 1
        elif lists.find("scale good", label, language):
            good += 1
    return good, bad


def _other(
    ask: Ask, node: Node, written: Sequence[Written], lists: WordLists, language: str
) -> Iterator[Mistake]:
    if ask.type not in ("choice", "several"):
        return
    own = [c for c in ask.choices if node_of(node, c.id) is not None]
    for number, choice in enumerate(own):
        if choice.id != OTHER and not lists.is_one("other", choice.label, language):
            continue
        place = (node_of(node, choice.id) or node).place
        later = own[number + 1 :] if not ask.from_causes else []
        if any(not lists.is_one("no answer", c.label, language) for c in later):
            todo = "Put it last, so that people read the others first."
            yield Mistake(place, "Q10", f"“{choice.label}” is not the last choice.", todo)
        if choice.id != OTHER and not _is_followed(ask, choice.id, written):
            what = f"Nobody is asked what “{choice.label}” was."
            todo = f"Give it the id “{OTHER}”, and people are asked; or ask in a step of its own."
            yield Mistake(place, "Q11", what, todo)


def node_of(node: Node, choice: str) -> Node | None:
    """The label of a choice that is written out, under a head or not."""
    choices = node.get("choices")
    if choices is None or not isinstance(choices.value, Mapping):
        return None
    under = (head.get(choice) for head in choices.value.values())
    return choices.get(choice) or next((each for each in under if each is not None), None)


def _is_followed(ask: Ask, choice: str, written: Sequence[Written]) -> bool:
    """Whether a later step is there for those who took this choice."""
    if choice in ask.go:
        return True
    conditions = (each.step.only_if for each in written)
    reads = (c for condition in conditions if condition is not None for c in condition.reads())
    return any(c.step == ask.id and choice in c.choices for c in reads)
