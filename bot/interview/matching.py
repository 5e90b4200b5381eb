"""Typed words and what they stand for: a command, a choice, a number, or nothing to say."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from bot.interview.answers import words as words
from bot.interview.house import HouseStyle
from bot.interview.script import Choice

Command = Literal["skip", "back", "help", "stop", "delete", "review", "send"]
COMMANDS: tuple[Command, ...] = ("skip", "back", "help", "stop", "delete", "review", "send")

_SAME = 85  # of 100: as near as a slip of the finger
_AHEAD = 20  # and so much nearer than the next
_NEAR = 70  # near enough to ask whether it was meant
_SAME_WORD = 75
_LONGEST = 300  # characters; what is longer tells something and picks nothing

_NUMBER = re.compile(r"#?(\d{1,2})[.)]?")
_RATING = re.compile(r"(\d{1,2})[.)]?(?:\s?/\s?(\d{1,2}))?")
# "and" in the languages an interview may be held in.
_AND = re.compile(r"\s(?:and|und|et|y)\s|\s?[&+]\s?")
_LIST = re.compile(r"[,;\n]|(?<=\d)\s+(?=\d)")
# The categories Cc and Cs of Unicode, but for the end of a line.
_NOT_KEPT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one choice that was meant, by id."""

    id: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Choices that may have been meant, the nearest first; to be asked, never to be stored."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing on offer was meant."""


Match = Chosen | Unsure | NoMatch


def clean(text: str) -> str:
    """The text as it may be kept: NFC, trimmed, no control characters or lone surrogates."""
    lines = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    kept = _NOT_KEPT.sub("", lines)
    trimmed = re.sub(r"[^\S\n]+\n", "\n", unicodedata.normalize("NFC", kept))
    return re.sub(r"\n{3,}", "\n\n", trimmed).strip()


def command(text: str, house: HouseStyle) -> Command | None:
    """What the whole message asks for, if it is one of the words for it and nothing else."""
    folded = _fold(text) if len(text) <= _LONGEST else ""
    return next((name for name in COMMANDS if _is_one_of(folded, house.words[name])), None)


def is_nothing(text: str, house: HouseStyle) -> bool:
    """Whether the whole message says that there is nothing to say."""
    return is_one_of(text, house.words["nothing"])


def is_one_of(text: str, words: tuple[str, ...]) -> bool:
    """Whether the whole message is one of these words."""
    return len(text) <= _LONGEST and _is_one_of(_fold(text), words)


def choose(text: str, choices: Sequence[Choice], house: HouseStyle) -> Match:
    """The choice that typed words mean: surely, perhaps, or not at all."""
    folded = _fold(text[: _LONGEST + 1])
    if not folded or len(text) > _LONGEST:
        return NoMatch()
    exact = _exact(text.strip(), folded, choices) or _counted(text.strip(), folded, choices, house)
    found = exact or _said_otherwise(folded, choices, house)
    return Chosen(found.id) if found is not None else _nearest(folded, choices)


def choose_several(
    text: str, choices: Sequence[Choice], house: HouseStyle
) -> tuple[str, ...] | Unsure | NoMatch:
    """The choices that typed words list, when every part of the list is sure."""
    found = list(_each(text, choices, house)) if len(text) <= _LONGEST else []
    ids = tuple(dict.fromkeys(match.id for match in found if isinstance(match, Chosen)))
    if found and all(isinstance(match, Chosen) for match in found):
        return ids
    perhaps = (id_ for match in found if isinstance(match, Unsure) for id_ in match.ids)
    near = tuple(dict.fromkeys((*ids, *perhaps)))
    return Unsure(near) if near else NoMatch()


def rate(text: str, scale: Mapping[int, str]) -> int | None:
    """The point of the scale that was typed, as a number ("4", "4/5") or by its label."""
    found = _RATING.fullmatch(text.strip())
    if found is None or int(found[2] or max(scale)) != max(scale):
        labels = {_fold(label): point for point, label in scale.items() if label}
        return labels.get(_fold(text))
    point = int(found[1])
    return point if min(scale) <= point <= max(scale) else None


def _fold(text: str) -> str:
    """Small letters and single spaces only, apostrophes left out: how words are compared."""
    plain = re.sub("['’`]", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", plain))


def _is_one_of(folded: str, known: tuple[str, ...]) -> bool:
    return bool(folded) and folded in _all_folded(known)


@cache
def _all_folded(known: tuple[str, ...]) -> frozenset[str]:
    """The words of a house style as they are compared; never what a person typed."""
    return frozenset(map(_fold, known))


def _exact(text: str, folded: str, choices: Sequence[Choice]) -> Choice | None:
    by_id = next((c for c in choices if c.id == text.casefold()), None)
    return next((c for c in choices if _fold(c.label) == folded), by_id)


def _counted(text: str, folded: str, choices: Sequence[Choice], house: HouseStyle) -> Choice | None:
    """The choice of that number in the order shown, said as "2", "2." or "second"."""
    ordinals = [_fold(word) for word in house.words["ordinals"]]
    found = _NUMBER.fullmatch(text)
    number = ordinals.index(folded) + 1 if folded in ordinals else int(found[1]) if found else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


def _said_otherwise(folded: str, choices: Sequence[Choice], house: HouseStyle) -> Choice | None:
    """The choice whose label has this synonym, or is a yes or no said with another word."""
    meant = {_fold(label) for typed, label in house.synonyms.items() if _fold(typed) == folded}
    for word in ("yes", "no"):
        if _is_one_of(folded, house.words[word]):
            meant |= {_fold(same) for same in house.words[word]}
    found = [choice for choice in choices if _fold(choice.label) in meant]
    return found[0] if len(found) == 1 else None


def _nearest(folded: str, choices: Sequence[Choice]) -> Match:
    """The choice written nearly so; only perhaps when the words say more than its label does."""
    scored = [(fuzz.token_set_ratio(folded, _fold(c.label)), c) for c in choices]
    scored.sort(key=lambda pair: -pair[0])
    near = [(score, choice) for score, choice in scored if score >= _NEAR]
    if not near:
        return NoMatch()
    best, choice = near[0]
    ahead = len(scored) == 1 or best - scored[1][0] >= _AHEAD
    if best >= _SAME and ahead and _adds_nothing(folded, _fold(choice.label)):
        return Chosen(choice.id)
    return Unsure(tuple(c.id for score, c in near if best - score < _AHEAD))


def _adds_nothing(folded: str, label: str) -> bool:
    """Whether each word is one of the label's: a further one, such as "not", may turn it round."""
    return all(
        any(fuzz.ratio(word, own) >= _SAME_WORD for own in label.split()) for word in folded.split()
    )


def _each(text: str, choices: Sequence[Choice], house: HouseStyle) -> Iterator[Match]:
    """What each part of a list means; a label that has a comma or "and" itself is one part."""
    whole = choose(text, choices, house)
    if isinstance(whole, Chosen):
        yield whole
        return
    for part in _LIST.split(text):
        match = choose(part, choices, house)
        smaller = _AND.split(part) if not isinstance(match, Chosen) else [part]
        yield from (choose(one, choices, house) for one in smaller if _fold(one))
