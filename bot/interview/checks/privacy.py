"""What the first message has to say, and what no sentence may promise or ask."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.interview.checks.said import Said, Use
from bot.interview.checks.word_lists import WordLists
from bot.interview.mistakes import Mistake
from bot.interview.placeholders import placeholders
from bot.interview.script import Ask, End
from bot.interview.step_reader import Written

_TALKED: tuple[Use, ...] = ("consent", "help", "question", "probe", "say", "end", "message")
# What consent has to say: the list that knows it said, the code, what is missing, an example.
_CONSENT: tuple[tuple[str, str, str, str], ...] = (
    ("consent purpose", "P04", "what the interview is for", "we would like to learn from it"),
    ("consent freedom", "P05", "that everything is voluntary", "skip or stop any time"),
    ("consent kept", "P06", "what becomes of the answers", "kept without your name"),
    ("consent readers", "P07", "who reads the answers", "the team only sees summaries"),
)
# Figures that the settings decide, and what to write instead.
_FIGURES: tuple[tuple[str, str], ...] = (("people", "k"), ("days", "until"))


def untrue(
    written: Sequence[Written], said: Sequence[Said], lists: WordLists, language: str
) -> Iterator[Mistake]:
    """Everything that consent leaves out, and every promise that need not hold."""
    yield from _consent(said, lists)
    yield from _label(written, said)
    yield from _reminder(written, said, lists, language)
    for each in written:
        if isinstance(each.step, Ask) and each.step.type != "consent" and not each.step.skippable:
            place = (each.node.get("skippable") or each.node).place
            what = f"“{each.step.id}” cannot be skipped, but consent says that everything can."
            yield Mistake(place, "P20", what, "Remove “skippable: no”.")


def figures(said: Iterable[Said], lists: WordLists) -> Iterator[Mistake]:
    """Every figure that the settings decide, and that may be another one tomorrow."""
    for each in said:
        for name, placeholder in _FIGURES if each.use in _TALKED else ():
            for number in lists.numbers(name, each.text, each.language)[:1]:
                found = re.search(rf"\b{number}\b", each.text)
                what = f"The settings decide this figure; “{number}” may be wrong tomorrow."
                place = each.at(found.start() if found else 0)
                yield Mistake(place, "P16", what, f"Write {{{placeholder}}} instead.")


def _consent(said: Iterable[Said], lists: WordLists) -> Iterator[Mistake]:
    for each in said:
        for name, code, what, example in _CONSENT if each.use == "consent" else ():
            if not lists.find(name, each.text, each.language):
                todo = f"Say it, as in “{example}”."
                yield Mistake(each.place, code, f"Consent does not say {what}.", todo)


def _label(written: Sequence[Written], said: Iterable[Said]) -> Iterator[Mistake]:
    first = written[0].step
    if not isinstance(first, Ask) or first.text_without_label is not None:
        return
    for each in said:
        if each.use == "consent" and "label" in placeholders(each.text):
            what = "Somebody without a label would read “under the label “””."
            todo = "Add “text without label:” with the same text without {label}."
            yield Mistake(each.place, "P19", what, todo)


def _reminder(
    written: Sequence[Written], said: Sequence[Said], lists: WordLists, language: str
) -> Iterator[Mistake]:
    """The first open question that comes without a reminder to name no one, before it or in it."""
    steps = [each.step for each in written]
    number = next((i for i, s in enumerate(steps) if isinstance(s, Ask) and s.type == "open"), None)
    if number is None:
        return
    before = {step.id for step in steps[: number + 1] if not isinstance(step, End)}
    texts = [each for each in said if each.step is not None and each.step.id in before]
    if not any(lists.find("no names", each.text, language) for each in texts):
        what = "Nobody has been reminded yet to name no one."
        todo = "Add it to this question, or say it before, as in “No names, please.”."
        yield Mistake(steps[number].place, "P15", what, todo)
