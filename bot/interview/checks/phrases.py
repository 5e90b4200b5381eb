"""Words and phrases that are not said to a candidate, found in whatever is said where."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.interview.checks.said import Said, Use
from bot.interview.checks.sentences import sentences
from bot.interview.checks.word_lists import WordLists
from bot.interview.mistakes import Mistake
from bot.interview.script import Ask

_ASKED: tuple[Use, ...] = ("question", "probe")
_TALKED: tuple[Use, ...] = ("consent", "help", *_ASKED, "say", "end", "message")


@dataclass(frozen=True, slots=True)
class _Unwanted:
    """A list looked for in some texts.

    `denied` passes over what people are told to leave out; what `joins` two things does not stand
    at the beginning of a sentence.
    """

    code: str
    phrases: str
    uses: tuple[Use, ...]
    what: str
    todo: str
    denied: bool = False
    joins: bool = False


_NOBODY = "Leave it out: nothing may be asked that says who somebody is."
_UNWANTED = (
    _Unwanted(
        "Q01",
        "leading",
        ("consent", *_ASKED, "say"),
        "“{}” suggests what to answer.",
        "Ask openly, as in “What did you think of …?”.",
    ),
    _Unwanted(
        "Q02",
        "loaded",
        ("consent", *_ASKED, "say", "label", "item", "cause", "statement"),
        "“{}” judges before anybody has answered.",
        "Use a word that takes no side.",
    ),
    _Unwanted(
        "Q03",
        "reproach",
        _TALKED,
        "“{}” may be heard as blame.",
        "Ask what happened or what was missing, not why they did not.",
    ),
    _Unwanted(
        "Q04",
        "two in one",
        _ASKED,
        "“{}” begins a second question in the same one.",
        "Ask one thing, or make it two questions.",
        joins=True,
    ),
    _Unwanted(
        "Q05",
        "double negative",
        (*_ASKED, "item", "label"),
        "“{}” says no twice, so nobody knows what a yes means.",
        "Say it without the second no.",
    ),
    _Unwanted(
        "Q12",
        "praise",
        ("thanks",),
        "“{}” praises or judges an answer.",
        "Thank people, and no more.",
    ),
    _Unwanted("P08", "asks name", _ASKED, "“{}” asks for a name.", _NOBODY, denied=True),
    _Unwanted(
        "P09", "asks contact", _ASKED, "“{}” asks how to reach somebody.", _NOBODY, denied=True
    ),
    _Unwanted(
        "P10",
        "asks employer",
        _ASKED,
        "“{}” asks for the name of another company.",
        "Ask what was better there, and leave its name out.",
        denied=True,
    ),
    _Unwanted(
        "P11",
        "asks interviewer",
        _ASKED,
        "“{}” asks which person somebody met.",
        "Ask what happened, and leave out with whom.",
        denied=True,
    ),
    _Unwanted("P12", "asks age", _ASKED, "“{}” asks for an age.", _NOBODY, denied=True),
    _Unwanted(
        "P13",
        "asks pay",
        _ASKED,
        "“{}” asks for a figure.",
        "Ask what did not fit, and add “No figures needed.”.",
        denied=True,
    ),
    _Unwanted(
        "P14",
        "asks protected",
        (*_ASKED, "label", "item"),
        "“{}” asks for something that the law protects, and that tells who somebody is.",
        _NOBODY,
        denied=True,
    ),
    _Unwanted(
        "P17",
        "promises too much",
        _TALKED,
        "“{}” promises more than any program can keep.",
        "Say what is done: kept without a name, shown from so many people on.",
    ),
)


_RATED = _Unwanted(
    "Q04",
    "and",
    ("question",),
    "“{}” joins two things, and only one number is given for both.",
    "Rate one thing, or make it two questions.",
    joins=True,
)


def unwanted(said: Iterable[Said], lists: WordLists) -> Iterator[Mistake]:
    """Every phrase of a list where it should not stand, the first of each list in each text."""
    for each in said:
        for kind in _UNWANTED:
            if each.use in kind.uses:
                yield from _found(each, kind, lists)
        if isinstance(each.step, Ask) and each.step.type == "rating" and each.use in _RATED.uses:
            yield from _found(each, _RATED, lists)


def _found(said: Said, kind: _Unwanted, lists: WordLists) -> Iterator[Mistake]:
    for begins, sentence in sentences(said.text):
        found = lists.find(
            kind.phrases, sentence, said.language, start=_inside(sentence) * kind.joins
        )
        if found and not (kind.denied and _denied(sentence, said.language, lists)):
            phrase = sentence[found.start() : found.end()]
            place = said.at(begins + found.start())
            yield Mistake(place, kind.code, kind.what.format(phrase), kind.todo)
            return


def _inside(sentence: str) -> int:
    """The index behind the first letter, so that nothing is found at the very beginning."""
    return next((n + 1 for n, letter in enumerate(sentence) if letter.isalnum()), 0)


def _denied(sentence: str, language: str, lists: WordLists) -> bool:
    """Whether a sentence asks to leave something out."""
    asks = re.search(r"[?？]\W*$", sentence)
    return not asks and lists.find("denying", sentence, language) is not None
