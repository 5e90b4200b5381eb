"""What redaction knows of one language: its words, what stands around names, how words change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.privacy.wordlist import WordList

_SHORTEST_PART = 3
_SHORTEST_STEM = 4
_SHORTEST_ENDED = 6
_MOST_PARTS = 4
_FEWEST = 150
_UMLAUTS = str.maketrans("äöü", "aou")


@dataclass(frozen=True)
class Language:
    """What redaction knows of one language; all words are folded, `ranked` by how frequent."""

    words: WordList
    nouns: WordList
    ranked: tuple[str, ...]
    cues: Mapping[str, frozenset[str]]
    marks: Mapping[str, tuple[str, ...]]

    @property
    def capital_nouns(self) -> bool:
        """Whether the language writes its nouns with a capital."""
        return bool(self.nouns)

    @cached_property
    def frequent(self) -> frozenset[str]:
        """The words that most texts have."""
        return frozenset(self.ranked)

    @cached_property
    def little(self) -> frozenset[str]:
        """The most frequent words of all."""
        return frozenset(self.ranked[:_FEWEST])

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """Endings that only common words have."""
        return tuple(self.cues["endings"])

    @cached_property
    def ordinary_endings(self) -> tuple[str, ...]:
        """The same, and those of verbs."""
        return (*self.endings, *self.cues["verb endings"])

    @cached_property
    def longest_inflection(self) -> int:
        """The letters of the longest ending that a word may change."""
        return max(map(len, self.cues["inflections"]), default=0)

    @cached_property
    def stems(self) -> WordList:
        """The common words without the ending that inflection changes."""
        return WordList(map(self.stem, chain(self.words, self.nouns)))

    def stem(self, word: str) -> str:
        """The word without the longest ending, and in German without umlauts."""
        if self.capital_nouns:
            word = word.translate(_UMLAUTS)
        inflections = self.cues["inflections"]
        for letters in range(min(self.longest_inflection, len(word) - _SHORTEST_STEM), 0, -1):
            if word[-letters:] in inflections:
                return word[:-letters]
        return word

    def is_common(self, word: str) -> bool:
        """Whether a folded word is, or looks like, a common word of the language."""
        if word in self.words or word in self.nouns:
            return True
        if self.is_inflected(word):
            return True
        if len(word) >= _SHORTEST_ENDED and word.endswith(self.endings):
            return True
        return self.capital_nouns and self._is_compound(word, _MOST_PARTS)

    def is_inflected(self, word: str) -> bool:
        """Whether a folded word differs from a common one by no more than its ending."""
        return self.stem(word) in self.stems

    def is_noun(self, word: str) -> bool:
        """Whether a folded word is a noun that its language writes with a capital."""
        return word in self.nouns or (word not in self.words and self.is_common(word))

    def _is_compound(self, word: str, parts: int) -> bool:
        if word in self.nouns or self.stem(word) in self.noun_stems:
            return True
        if parts == 1:
            return False
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return any(
            self._is_part(word[:cut]) and self._is_compound(word[cut:], parts - 1) for cut in cuts
        )

    @cached_property
    def noun_stems(self) -> WordList:
        """The nouns without the ending that inflection changes."""
        return WordList(map(self.stem, self.nouns))

    def _is_part(self, part: str) -> bool:
        if part in self.nouns or (len(part) > _SHORTEST_PART and part in self.words):
            return True
        return any(
            part.endswith(link) and part[: -len(link)] in self.nouns for link in self.cues["link"]
        )


def phrase_pattern(phrases: Sequence[str]) -> str:
    """The pattern of any of these phrases; `*` stands for any ending, `..` for up to 3 words."""
    return "|".join(map(_pattern, sorted(phrases, key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    pattern = ""
    for word in phrase.split():
        if word == "..":
            pattern += r"(?:\s+[\w'’-]+){0,3}?"
            continue
        written = re.escape(word).replace("'", "['’]").replace(r"\*", r"[\w'’-]*")
        pattern += (r"\s+" if pattern else "") + written
    return pattern
