"""The words and phrases by which wording is judged, by list and language, as HR keeps them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.interview.fields import Fields
from bot.interview.file_head import read_format
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import read_yaml

# Every list by name; what each is for stands above it in the file.
LISTS = (
    *("leading", "loaded", "reproach", "double negative", "two in one", "and", "praise"),
    *("scale good", "scale bad", "other", "no answer"),
    *("consent purpose", "consent freedom", "consent kept", "consent readers", "no names"),
    *("asks name", "asks contact", "asks employer", "asks interviewer", "asks age"),
    *("asks pay", "asks protected", "denying", "promises too much"),
    *("minutes", "people", "days"),
)
_GAP = ".."
_BETWEEN = r"[^\w.!?…]+"  # a phrase never reaches into the next sentence,
_NEAR = r"[^\w.!?…,;:]+"  # nor a gap in it across a comma
_UP_TO_THREE = rf"(?:\w+{_NEAR}){{0,3}}?"
_PHRASE = re.compile(r"\.\.|\*?[\w'-]+\*?")


@dataclass(frozen=True, slots=True)
class WordLists:
    """Phrases by list and language; a pattern is made of a list when it is first looked for."""

    phrases: Mapping[tuple[str, str], tuple[str, ...]]
    _patterns: dict[tuple[str, str], re.Pattern[str]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def knows(self, language: str) -> bool:
        """Whether there is any list in this language."""
        return language in self.languages

    @property
    def languages(self) -> frozenset[str]:
        """The languages that there is any list in."""
        return frozenset(language for _, language in self.phrases)

    def find(self, name: str, text: str, language: str, start: int = 0) -> re.Match[str] | None:
        """The first phrase of a list in a text, from an index on."""
        return self._pattern(name, language).search(plain(text), start)

    def is_one(self, name: str, text: str, language: str) -> bool:
        """Whether the whole text is a phrase of a list."""
        return self._pattern(name, language).fullmatch(plain(text).strip(" .!…")) is not None

    def numbers(self, name: str, text: str, language: str) -> list[int]:
        """The numbers that stand right before a word of a list: 8 in “8 minutes”."""
        words = self._pattern(name, language).pattern
        return [int(found[1]) for found in re.finditer(rf"\b(\d{{1,4}})[ -]{words}", plain(text))]

    def _pattern(self, name: str, language: str) -> re.Pattern[str]:
        key = (name, language)
        if key not in self._patterns:
            self._patterns[key] = _pattern(self.phrases.get(key, ()))
        return self._patterns[key]


def read_word_lists(text: str, file: str) -> WordLists:
    """The lists in a file; DialogueError with every mistake of it."""
    mistakes: list[Mistake] = []
    fields = Fields(read_yaml(text, file), mistakes)
    fields.only(("format", *LISTS), here="among the lists of words")
    read_format(fields)
    phrases: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in LISTS:
        fields.need(name, f"Add “{name}:” with a list of phrases for each language below it.")
        group = fields.group(name)
        for language in group.names() if group is not None else ():
            phrases[name, language] = group.texts(language) if group is not None else ()
    if mistakes:
        raise DialogueError(mistakes)
    return WordLists(phrases)


def plain(text: str) -> str:
    """A text as phrases are looked for in it: small letters, one apostrophe, the same length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    # The longest first, so that what is found is the whole of what was meant.
    longest_first = sorted(set(phrases), key=len, reverse=True)
    found = "|".join(filter(None, map(_phrase, longest_first)))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else r"(?!)")


def _phrase(text: str) -> str:
    parts = _PHRASE.findall(plain(text))
    written = ""
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        between = (_NEAR if following == _GAP else _BETWEEN) if following else ""
        written += _UP_TO_THREE if part == _GAP else _word(part) + between
    return written


def _word(part: str) -> str:
    return re.escape(part).replace(r"\*", r"[\w'-]*")
