"""Many phrases looked for at once among the words of a clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.insight.lexicon import GAP, LONGEST_GAP, Phrase

_Entry = tuple[Phrase, str | None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a clause; `theme` is None for one that only excludes others."""

    start: int
    end: int
    theme: str | None
    phrase: Phrase

    @property
    def weight(self) -> tuple[int, bool, int]:
        """What decides between phrases that share a word: the heavier one is meant.

        The longer one is; of two as long one that excludes, else the later: the last word of
        "the pay range" is what it is about.
        """
        return self.end - self.start, self.theme is None, self.start


@dataclass(slots=True)
class PhraseTree:
    """The phrases that share a beginning: those that end here, and the trees for the next part.

    Most trees hold one thing, and there are many of them: what is not there takes no room.
    """

    _ends: tuple[_Entry, ...] = ()
    _words: "dict[str, PhraseTree] | tuple[str, PhraseTree] | None" = None
    _beginnings: "dict[str, PhraseTree] | None" = None
    _gap: "PhraseTree | None" = None

    def add(self, phrase: Phrase, theme: str | None) -> None:
        """Look for this phrase, too."""
        tree = self
        for part in phrase.parts:
            tree = tree._branch(part)
        tree._ends = (*tree._ends, (phrase, theme))

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Every phrase found among these words, once at each place where it begins."""
        for start in range(len(words)):
            ends: dict[_Entry, int] = {}
            for entry, end in self._from(words, start):
                ends.setdefault(entry, end)
            for (phrase, theme), end in ends.items():
                yield Hit(start, end, theme, phrase)

    def _branch(self, part: str) -> "PhraseTree":
        if part == GAP:
            self._gap = self._gap or PhraseTree()
            return self._gap
        if part.endswith("*"):
            self._beginnings = self._beginnings or {}
            return _tree(self._beginnings, part[:-1])
        if self._words is None:
            self._words = part, PhraseTree()
        if isinstance(self._words, tuple):
            if self._words[0] == part:
                return self._words[1]
            self._words = dict([self._words])
        return _tree(self._words, part)

    def _from(self, words: Sequence[str], start: int) -> Iterator[tuple[_Entry, int]]:
        """The phrases that fit from here on and where they end, those with short gaps first."""
        for entry in self._ends:
            yield entry, start
        if start < len(words):
            for tree in self._after(words[start]):
                yield from tree._from(words, start + 1)
        if self._gap is not None:
            for place in range(start, min(start + LONGEST_GAP + 1, len(words))):
                yield from self._gap._from(words, place)

    def _after(self, word: str) -> Iterator["PhraseTree"]:
        if isinstance(self._words, tuple):
            if word == self._words[0]:
                yield self._words[1]
        elif self._words and word in self._words:
            yield self._words[word]
        if self._beginnings:
            for size in range(1, len(word) + 1):
                if word[:size] in self._beginnings:
                    yield self._beginnings[word[:size]]


def _tree(trees: dict[str, PhraseTree], part: str) -> PhraseTree:
    """The tree for a part, made where there is none."""
    if part not in trees:
        trees[part] = PhraseTree()
    return trees[part]
