"""Texts cut into sentences and words, and how hard they are to read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A stop with a blank or nothing behind it; "4,000" and "e.g.x" go on.
_STOP = re.compile(r"[.!?…]+[”\"')\]]*(?=\s|$)|\n\s*\n")
_WORD = re.compile(r"\{?\w+\}?(?:['’-]\w+)*")
Syllables = Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class _Formula:
    """Reading ease = `base` - `length` x words a sentence - `syllables` x syllables a word."""

    base: float
    length: float
    syllables: float


# Flesch (1948) and its versions: Amstad (1978), Kandel and Moles (1958), Fernández Huerta (1959).
_FORMULAS = {
    "en": _Formula(206.835, 1.015, 84.6),
    "de": _Formula(180, 1, 58.5),
    "fr": _Formula(207, 1.015, 73.6),
    "es": _Formula(206.84, 1.02, 60),
}


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a text, with the index at which it begins."""
    begins = 0
    for stop in _STOP.finditer(text):
        yield from _one(text, begins, stop.end())
        begins = stop.end()
    yield from _one(text, begins, len(text))


def words_of(text: str) -> list[str]:
    """The words of a text; a name in braces is one."""
    return _WORD.findall(text)


def reading_ease(text: str, language: str, syllables: Syllables) -> float | None:
    """From 100, very easy, to 0, very hard; None for a language without a formula."""
    formula = _FORMULAS.get(language)
    words = [word for word in words_of(text) if not word.startswith("{")]
    if formula is None or not words:
        return None
    lines = sum(1 for _ in sentences(text))
    spoken = sum(syllables(word, language) for word in words)
    length, each = len(words) / lines, spoken / len(words)
    return formula.base - formula.length * length - formula.syllables * each


def _one(text: str, begins: int, ends: int) -> Iterator[tuple[int, str]]:
    part = text[begins:ends]
    if part.strip():
        yield begins + len(part) - len(part.lstrip()), part.strip()
