"""How many syllables a word has, by the hyphenation patterns of its language."""

from functools import lru_cache

import pyphen


@lru_cache(maxsize=4096)
def syllables(word: str, language: str) -> int:
    """The syllables of a word; one in a language whose patterns are not known."""
    known = _patterns(language)
    return 1 if known is None else len(known.positions(word)) + 1


@lru_cache
def _patterns(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language)
    return None if name is None else pyphen.Pyphen(lang=name, left=1, right=1)
