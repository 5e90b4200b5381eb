"""How people write common words: slips, no accents, drawn-out letters, words put together."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.privacy.language import Language
from bot.privacy.wordlist import WordList

_SHORTEST_SLIP = 5
# One letter beside a word this long is a slip, however rare the word.
_SHORTEST_RARE = 8
# Of these the order of letters may be wrong even when they are short: "teh".
_MOST_FREQUENT = 600
_SHORTEST_REST = 4
_LONGEST = 24
_MOST_PREFIXES = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèêàâçîôûñáíóú"
_DRAWN = re.compile(r"(\w)\1{2,}")
# Digits glued to a unit, a clock time, a grade: "48h", "2nd", "1h20", "v2", "3x", "45min".
_MEASURE = re.compile(r"\d+(?:[.,:]\d+)?[^\W\d_]+\d*|[^\W\d_]\d", re.IGNORECASE)
_PREFIX = re.compile(
    r"mis|over|under|un|re|out|pre|non|co|anti|semi|dis|in|im|dés|dé|pré|sur|sous|auto|télé|des|sobre"
    r"|sub|tele|contra|ab|an|auf|aus|be|bei|da|dar|durch|ein|ent|er|fort|ge|her|hin|hinter|los|mit"
    r"|nach|über|um|unter|ver|vor|voran|vorbei|weg|weiter|wieder|zer|zu|zurück|zusammen"
)


@dataclass(frozen=True)
class Spelling:
    """The common words of a language as they may be written."""

    language: Language

    def is_meant(self, word: str) -> bool:
        """Whether a folded word is a common word in another spelling or with a prefix."""
        return len(word) <= _LONGEST and (
            word in self.bare
            or self._is_cut(word)
            or self._is_drawn(word)
            or self._is_prefixed(word, _MOST_PREFIXES)
            or self._is_slip(word)
        )

    def _is_cut(self, word: str) -> bool:
        """Whether a German verb lost its last letter, as in speech: "kenn ich"."""
        return self.language.capital_nouns and f"{word}e" in self.language.words

    def _is_drawn(self, word: str) -> bool:
        if not _DRAWN.search(word):
            return False
        common = self.language.is_common
        return common(_DRAWN.sub(r"\1", word)) or common(_DRAWN.sub(r"\1\1", word))

    def _is_prefixed(self, word: str, most: int) -> bool:
        cuts = range(2, min(len(word) - _SHORTEST_REST, 8) + 1)
        rests = [word[cut:] for cut in cuts if _PREFIX.fullmatch(word, 0, cut)]
        return any(
            self.language.is_common(rest) or (most > 1 and self._is_prefixed(rest, most - 1))
            for rest in rests
        )

    def _is_slip(self, word: str) -> bool:
        """Whether one letter is missing, added, wrong or changed places in a common word."""
        if word in self._swapped:
            return True
        if len(word) < _SHORTEST_SLIP:
            return False
        meant = self.language.words if len(word) >= _SHORTEST_RARE else self._frequent
        return any(each in meant for each in _slips(word))

    @cached_property
    def bare(self) -> WordList:
        """The common words that have accents, without them."""
        words = chain(self.language.words, self.language.nouns)
        return WordList(_without_accents(word) for word in words if not word.isascii())

    @cached_property
    def _frequent(self) -> frozenset[str]:
        return frozenset(word for word in self.language.frequent if len(word) >= _SHORTEST_SLIP)

    @cached_property
    def _swapped(self) -> WordList:
        frequent = self.language.ranked[:_MOST_FREQUENT]
        return WordList(each for word in frequent for each in _swapped(word))


def is_measure(word: str) -> bool:
    """Whether a word of digits and letters measures, grades or counts something."""
    return _MEASURE.fullmatch(word) is not None or not any(map(str.isalpha, word))


def _slips(word: str) -> Iterator[str]:
    """The words one slip away; nobody is wrong about the first letter."""
    yield from _swapped(word)
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


def _swapped(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _without_accents(word: str) -> str:
    parted = unicodedata.normalize("NFD", word)
    return "".join(each for each in parted if not unicodedata.combining(each))
