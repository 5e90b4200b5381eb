"""Phrases as the codebook writes them, and the words of a text in which they are looked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = ".."
_LONGEST_GAP = 3
_CLAUSE = re.compile(r"[,.;:!?()\[\]\n…–—]| - ")
_ADDRESS = ("@", "://", "www.")
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\.\.|[^\W_]+\*?")
# Ends like a plural, is none: "no news" must not become "no new".
_NO_PLURAL = frozenset({"news"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: `parts` are folded words, a word with `*` for any ending, or `..` for a gap."""

    text: str
    parts: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words it is made of, gaps aside."""
        return sum(part != GAP for part in self.parts)

    def end(self, words: Sequence[str], start: int) -> int | None:
        """Where the phrase ends when it begins at `start` of these words; None when it does not."""
        return _end(self.parts, words, start)


def read_phrase(text: str) -> Phrase:
    """A phrase as it stands in the codebook; its words are split as those of a text are."""
    parts = (found[0] for found in _PART.finditer(text.casefold()))
    return Phrase(text, tuple(part if part[-1] in ".*" else fold(part) for part in parts))


def clauses(text: str) -> Iterator[tuple[str, ...]]:
    """The folded words of a text, clause by clause: no phrase reaches across a comma."""
    for clause in _CLAUSE.split(_without_addresses(text.casefold())):
        words = tuple(fold(word) for word in _WORD.findall(clause))
        if words:
            yield words


def _without_addresses(text: str) -> str:
    """The text without e-mail and web addresses: the words in them say nothing."""
    return re.sub(r"\S+", lambda found: "," if _is_address(found[0]) else found[0], text)


def _is_address(word: str) -> bool:
    return any(mark in word for mark in _ADDRESS)


def fold(word: str) -> str:
    """A word without its plural; nothing else is cut off, because timing is not time."""
    if len(word) <= 3 or word in _NO_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")


def _end(parts: tuple[str, ...], words: Sequence[str], start: int) -> int | None:
    for index, part in enumerate(parts):
        if part == GAP:
            return _end_after_gap(parts[index + 1 :], words, start)
        if start >= len(words) or not _fits(part, words[start]):
            return None
        start += 1
    return start


def _end_after_gap(parts: tuple[str, ...], words: Sequence[str], start: int) -> int | None:
    ends = (_end(parts, words, start + skipped) for skipped in range(_LONGEST_GAP + 1))
    return next((end for end in ends if end is not None), None)


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part[-1] == "*" else word == part
