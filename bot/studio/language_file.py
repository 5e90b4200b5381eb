"""A new file for the words of a language, to be filled in."""

from collections.abc import Mapping
from textwrap import wrap

from bot.interview.house import HouseStyle

_TOP = """\
# The lists of words of one language. They are no translations: write what people really type, as
# much or as little as you like, between the brackets and with commas. Each counts only when it is
# the whole message; capitals and full stops do not matter. What stands behind a # is there to look
# at only.
format: 1
language: {language}

# What the language is called: first by itself, as its button reads; then as people may type it.
names: []

# ltr, or rtl when it is written from right to left.
direction: ltr

words:
"""
_SYNONYMS = """
# The label of a button, as it reads in this language, and what people type when they mean it.
# Labels without such words need not stand here.
synonyms: {}
"""
_ORDERED: Mapping[str, str] = {
    "ordinals": "in their order; they pick a button by its place",
    "months": "in their order, as they stand in a date",
}


def new_language_file(language: str, house: HouseStyle) -> str:
    """The file of a language with every list empty, and that of the house style beside it."""
    lists = (_list(name, words) for name, words in house.words.items())
    return _TOP.format(language=language) + "".join(lists) + _SYNONYMS


def _list(name: str, words: tuple[str, ...]) -> str:
    about = _ORDERED.get(name)
    said = f"{about}: {', '.join(words)}" if about else ", ".join(words)
    lines = wrap(said, 92, initial_indent="  # ", subsequent_indent="  # ")
    return "\n".join([*lines, f"  {name}: []"]) + "\n"
