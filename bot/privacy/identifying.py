"""Sentences that may tell who wrote them although they name nobody."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.privacy.language import phrase_pattern

_SENTENCE = re.compile(r"[^\s.!?…](?:[^.!?…\n]|[.!?…](?=[^\s.!?…]))*[.!?…]*")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th)\b"
)
# These parts of the list are no reasons: whatever is somebody's own, but for what everybody has.
_OWN = "own"
_EVERYBODYS = "everybody's"
_SOMETHING = "something of your own"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence that may identify, in characters of its text, and why."""

    start: int
    end: int
    why: str


class Marks:
    """The phrases of one language that make a sentence one that may identify."""

    def __init__(self, marks: Mapping[str, tuple[str, ...]]) -> None:
        # All in small letters, as the sentences are made: much quicker than to ignore case.
        small = {why: tuple(map(str.lower, phrases)) for why, phrases in marks.items()}
        own = phrase_pattern(small.pop(_OWN, ())) or "(?!)"
        everybodys = phrase_pattern(small.pop(_EVERYBODYS, ())) or "(?!)"
        patterns = {
            why: rf"\b(?:{phrase_pattern(phrases)})(?!\w)"
            for why, phrases in small.items()
            if phrases
        }
        patterns[_SOMETHING] = rf"\b(?:{own})\s+(?!(?:{everybodys})(?!\w))\w"
        self._patterns = {why: re.compile(each) for why, each in patterns.items()}
        self._patterns["a date"] = _DATE

    def find(self, text: str) -> Iterator[Mark]:
        """The marked sentences in order, each with its first reason."""
        for sentence in _SENTENCE.finditer(text):
            if why := self._why(sentence[0].lower()):
                yield Mark(*sentence.span(), why)

    def _why(self, sentence: str) -> str | None:
        return next((why for why, each in self._patterns.items() if each.search(sentence)), None)
