"""Phrases as the codebook writes them, and the words of a text in which they are looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from sys import intern
from unicodedata import normalize

GAP = ".."
OR = "|"
LONGEST_GAP = 3
_CLAUSE = re.compile(r"[,.;:!?()\[\]\n…–—]| - ")
_ADDRESS = ("@", "://", "www.")
# Digits stand apart, as in “10k”, and so do the signs that an amount is known by.
_ONE_WORD = r"(?:[^\W\d_]+|\d+|[%€$£])"
_WORD = re.compile(_ONE_WORD)
_PART = re.compile(rf"\.\.|{_ONE_WORD}\*?(?:\|{_ONE_WORD}\*?)*")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# Ends like a plural, is none: "no news" must not become "no new".
_NO_PLURAL = frozenset({"news"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: `parts` are folded words, some with `*` for any ending, or `..` for a gap."""

    text: str
    parts: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words it is made of, gaps aside."""
        return sum(part != GAP for part in self.parts)


def read_phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases that one line of the codebook stands for: one for each choice at every `|`."""
    return tuple(Phrase(text, parts) for parts in read_parts(text))


def read_parts(text: str) -> Iterator[tuple[str, ...]]:
    """The parts alone of the same phrases."""
    choices = (map(_part, found.split(OR)) for found in _PART.findall(_plain(text)))
    return product(*choices)


def clauses(text: str) -> Iterator[tuple[str, ...]]:
    """The folded words of a text, clause by clause: no phrase reaches across a comma."""
    for clause in _CLAUSE.split(_plain(_without_addresses(text))):
        words = tuple(fold(word) for word in _WORD.findall(clause))
        if words:
            yield words


def _without_addresses(text: str) -> str:
    """The text without e-mail and web addresses: the words in them say nothing."""
    return re.sub(r"\S+", lambda found: "," if _is_address(found[0]) else found[0], text)


def _is_address(word: str) -> bool:
    return any(mark in word for mark in _ADDRESS)


def fold(word: str) -> str:
    """A word without its plural, and with “ü” as “ue” and “u”; timing is still not time."""
    return _singular(word).replace("ue", "u").replace("oe", "o").replace("ae", "a")


def _plain(text: str) -> str:
    """A text in small letters without accents, which many leave out as they type."""
    if text.isascii():
        return text.lower()
    apart = normalize("NFKD", text.casefold().translate(_LIGATURES))
    return normalize("NFKC", _ACCENTS.sub("", apart))


def _part(word: str) -> str:
    """A part of a phrase, kept once; what stands for several words keeps its end."""
    return intern(word if word == GAP else fold(word))


def _singular(word: str) -> str:
    if len(word) <= 3 or word in _NO_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")
