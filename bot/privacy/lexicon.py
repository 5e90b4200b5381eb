"""The word lists by which redaction tells a name from a common word, as values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.privacy.language import Language
from bot.privacy.wordlist import WordList

LANGUAGES = ("en", "de", "fr", "es")
_SHARED = ("known", "allowed", "companies", "places", "schools", "names", "given", "perhaps")
_OWN = ("words", "frequent", "cues", "marks")
FILES = tuple(f"{name}.txt" for name in _SHARED) + tuple(
    f"{language}/{name}.txt" for language in LANGUAGES for name in _OWN
)
# Every language has these heads in its cues; what stands under them is data.
HEADS = frozenset(
    {
        "aside",
        "between",
        "campus",
        "company",
        "company after",
        "company does",
        "currency",
        "determiner",
        "employer",
        "encounter",
        "endings",
        "inflections",
        "link",
        "month",
        "number",
        "opening",
        "organisation",
        "particle",
        "pay",
        "perhaps company",
        "person",
        "person after",
        "person does",
        "place",
        "prefix",
        "school",
        "self",
        "straight",
        "study",
        "thousand",
        "title",
        "tool",
        "toward",
        "unit",
        "usual",
        "verb endings",
        "within",
        "workplace",
    }
)


class LexiconError(Exception):
    """The word lists of redaction cannot be used; every mistake is named, one a line."""


@dataclass(frozen=True)
class Lexicon:
    """All word lists: those of every language, and those of each."""

    languages: Mapping[str, Language]
    known: frozenset[str]
    companies: frozenset[str]
    places: frozenset[str]
    schools: frozenset[str]
    names: WordList
    given: frozenset[str]
    perhaps: frozenset[str]

    def language(self, tag: str) -> Language:
        """The language of a tag such as `de` or `de-AT`; English when there is no such list."""
        return self.languages.get(tag[:2].lower(), self.languages["en"])

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first words of the entries that have several."""
        lists = (self.known, self.places, self.companies, self.schools)
        return frozenset(entry.split()[0] for each in lists for entry in each if " " in entry)

    @cached_property
    def english(self) -> Language:
        """English, whose words stand in answers of every language."""
        return self.languages["en"]


def fold(word: str) -> str:
    """A word as the lists have it: without case, with one kind of apostrophe."""
    return word.casefold().replace("’", "'")


def read_lexicon(texts: Mapping[str, str]) -> Lexicon:
    """The lexicon of these texts, named as in `FILES`; raises LexiconError with every mistake."""
    mistakes = [f"{name}: the list is missing; put it back." for name in FILES if name not in texts]
    if not mistakes:
        mistakes = [each for tag in LANGUAGES for each in _mistakes(texts, tag)]
    if mistakes:
        raise LexiconError("\n".join(mistakes))
    few = {name: frozenset(_folded(texts, name)) for name in _SHARED if name != "names"}
    return Lexicon(
        languages={tag: _language(texts, tag) for tag in LANGUAGES},
        known=few["known"] | few["allowed"],
        companies=few["companies"],
        places=few["places"],
        schools=few["schools"],
        names=WordList(chain(_folded(texts, "names"), few["given"], few["perhaps"])),
        given=few["given"],
        perhaps=few["perhaps"],
    )


def _folded(texts: Mapping[str, str], name: str) -> list[str]:
    return _fold_all(_entries(texts[f"{name}.txt"]))


def _fold_all(words: Iterable[str]) -> list[str]:
    """The words folded as one text: tens of thousands of them one by one slow the start."""
    return fold("\n".join(words)).splitlines()


def _language(texts: Mapping[str, str], tag: str) -> Language:
    entries = _entries(texts[f"{tag}/words.txt"])
    cues = _sections(texts[f"{tag}/cues.txt"])
    return Language(
        words=WordList(_fold_all(word for word in entries if not word[0].isupper())),
        nouns=WordList(_fold_all(word for word in entries if word[0].isupper())),
        ranked=tuple(_folded(texts, f"{tag}/frequent")),
        cues={head: frozenset(map(fold, cues.get(head, ()))) for head in HEADS},
        marks=_sections(texts[f"{tag}/marks.txt"]),
    )


def _mistakes(texts: Mapping[str, str], tag: str) -> list[str]:
    file = f"{tag}/cues.txt"
    found = _sections(texts[file])
    missing = sorted(HEADS - {"link"} - found.keys())
    strange = sorted(found.keys() - HEADS)
    return [f"{file}: the part [{head}] is missing; put it back." for head in missing] + [
        f"{file}: nothing reads the part [{head}]; correct its name." for head in strange
    ]


def _entries(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _sections(text: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in _entries(text):
        if head := re.fullmatch(r"\[(.+)\]", line):
            entries = sections.setdefault(head[1], [])
        else:
            entries.append(line)
    return {head: tuple(found) for head, found in sections.items()}
