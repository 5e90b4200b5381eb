"""The words that a language does not share with another: what people type, and its own name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from bot.interview.fields import Fields
from bot.interview.file_head import read_format, read_language
from bot.interview.house import WORDS, HouseStyle
from bot.interview.house_reader import read_synonyms
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import read_yaml

Direction = Literal["ltr", "rtl"]
_TOP = ("format", "language", "names", "direction", "words", "synonyms")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """One language: its names, its own first; which way it is read; its lists of words.

    `words` and `synonyms` are those of a house style; a list that is empty still is not in `words`.
    """

    language: str
    names: tuple[str, ...]
    direction: Direction
    words: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be filled in before anybody can be talked with in this language."""
        names = () if self.names else ("names",)
        return (*names, *(name for name in WORDS if name not in self.words))

    def into(self, house: HouseStyle) -> HouseStyle:
        """The house style with the lists of this language."""
        return replace(
            house,
            language=self.language,
            names=self.names,
            words=self.words,
            synonyms=self.synonyms,
        )


def read_spoken_language(text: str, file: str) -> SpokenLanguage:
    """The language in a file; DialogueError with every mistake of it. Empty lists are none."""
    mistakes: list[Mistake] = []
    fields = Fields(read_yaml(text, file), mistakes)
    fields.only(_TOP, here="in the file of a language")
    read_format(fields)
    language = SpokenLanguage(
        language=read_language(fields),
        names=_filled(fields, "names"),
        direction=cast("Direction", fields.word("direction", ("ltr", "rtl"), "ltr")),
        words=_words(fields),
        synonyms=read_synonyms(fields),
    )
    if mistakes:
        raise DialogueError(mistakes)
    return language


def _words(fields: Fields) -> dict[str, tuple[str, ...]]:
    group = fields.group("words")
    if group is None:
        return {}
    group.only(WORDS, here="among the words")
    read = {name: _filled(group, name) for name in group.names() if name in WORDS}
    months = read.get("months", ())
    if months and len(months) != _MONTHS:
        what = f"There are {len(months)} months here."
        group.wrong(group.at("months"), "S06", what, f"Write all {_MONTHS}, from January on.")
    return {name: words for name, words in read.items() if words}


def _filled(fields: Fields, name: str) -> tuple[str, ...]:
    node = fields.node.get(name)
    return () if node is None or node.value in ((), "") else fields.texts(name)
