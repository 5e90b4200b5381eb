"""The word lists by which redaction tells a name from a common word, as values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LANGUAGES = ("en", "de", "fr", "es")
_SHARED = ("known", "allowed", "companies", "places", "schools", "names", "given", "perhaps")
_OWN = ("words", "frequent", "cues", "marks")
FILES = tuple(f"{name}.txt" for name in _SHARED) + tuple(
    f"{language}/{name}.txt" for language in LANGUAGES for name in _OWN
)
_SHORTEST_PART = 3
_SHORTEST_STEM = 4
_SHORTEST_ENDED = 6
_MOST_PARTS = 4
_FEWEST = 150
_UMLAUTS = str.maketrans("äöü", "aou")
# Every language has these heads in its cues; what stands under them is data.
HEADS = frozenset(
    {
        "company",
        "company after",
        "company does",
        "currency",
        "determiner",
        "employer",
        "endings",
        "inflections",
        "link",
        "month",
        "number",
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
        "thousand",
        "title",
        "unit",
    }
)


class LexiconError(Exception):
    """The word lists of redaction cannot be used; every mistake is named, one a line."""


@dataclass(frozen=True)
class Language:
    """What redaction knows of one language; all words are folded, `ranked` by how frequent."""

    words: frozenset[str]
    nouns: frozenset[str]
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
    def inflections(self) -> tuple[str, ...]:
        """Endings that a word may change, the longest first."""
        return tuple(sorted(self.cues["inflections"], key=len, reverse=True))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The common words without the ending that inflection changes."""
        return frozenset(self.stem(word) for word in self.words | self.nouns)

    def stem(self, word: str) -> str:
        """The word without the longest ending, and in German without umlauts."""
        if self.capital_nouns:
            word = word.translate(_UMLAUTS)
        for ending in self.inflections:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word[: -len(ending)]
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
    def noun_stems(self) -> frozenset[str]:
        """The nouns without the ending that inflection changes."""
        return frozenset(self.stem(noun) for noun in self.nouns)

    def _is_part(self, part: str) -> bool:
        if part in self.nouns or (len(part) > _SHORTEST_PART and part in self.words):
            return True
        return any(
            part.endswith(link) and part[: -len(link)] in self.nouns for link in self.cues["link"]
        )


@dataclass(frozen=True)
class Lexicon:
    """All word lists: those of every language, and those of each."""

    languages: Mapping[str, Language]
    known: frozenset[str]
    companies: frozenset[str]
    places: frozenset[str]
    schools: frozenset[str]
    names: frozenset[str]
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
    shared = {name: frozenset(map(fold, _entries(texts[f"{name}.txt"]))) for name in _SHARED}
    return Lexicon(
        languages={tag: _language(texts, tag) for tag in LANGUAGES},
        known=shared["known"] | shared["allowed"],
        companies=shared["companies"],
        places=shared["places"],
        schools=shared["schools"],
        names=shared["names"] | shared["given"] | shared["perhaps"],
        given=shared["given"],
        perhaps=shared["perhaps"],
    )


def _language(texts: Mapping[str, str], tag: str) -> Language:
    entries = _entries(texts[f"{tag}/words.txt"])
    cues = _sections(texts[f"{tag}/cues.txt"])
    return Language(
        words=frozenset(fold(word) for word in entries if not word[0].isupper()),
        nouns=frozenset(fold(word) for word in entries if word[0].isupper()),
        ranked=tuple(map(fold, _entries(texts[f"{tag}/frequent.txt"]))),
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
