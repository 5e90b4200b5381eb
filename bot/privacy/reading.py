"""An answer as redaction reads it: each word with what stands around it and what lists say."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.privacy.language import Language
from bot.privacy.lexicon import Lexicon
from bot.privacy.spelling import Spelling
from bot.privacy.words import Word, read_words

_LONGEST_PHRASE = 4
_TIED = re.compile(r"(?:['’]s)?[ \t\u00a0]*[-–&/.]?[ \t\u00a0]*")
_CUED = re.compile(r"[\s\"'“„«‘‚(,:/]*")
_OWNING = ("'s", "’s")
_NAMES = ("companies", "schools")
_FEWEST_SHOUTED = 4
_FEWEST_TITLED = 6
_MOSTLY = 0.6


@dataclass(frozen=True)
class Reading:
    """The words of one text, under one lexicon and language; indices count its words."""

    text: str
    words: tuple[Word, ...]
    lexicon: Lexicon
    spelling: Spelling
    phrases: dict[str, set[int]] = field(default_factory=dict)
    shouted: frozenset[int] = frozenset()
    titled: frozenset[int] = frozenset()

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.spelling.language

    def known(self, at: int) -> bool:
        """Whether the word is allowed to stand: a technique, a job, a month, a large place …"""
        return at in self.phrases["known"] or at in self.phrases["places"]

    def place(self, at: int) -> bool:
        """Whether the word, with its capital, is part of the name of a large place."""
        return at in self.phrases["places"] and self.words[at].capital

    def name(self, at: int) -> bool:
        """Whether the word is a first name or surname of the lists."""
        return self.words[at].folded in self.lexicon.names

    def company(self, at: int) -> bool:
        """Whether the word is part of a company's name."""
        return at in self.phrases["companies"]

    def school(self, at: int) -> bool:
        """Whether the word is part of a university's name."""
        return at in self.phrases["schools"]

    def whole(self, at: int) -> bool:
        """Whether the word is part of a company's or university's name of several words."""
        return at in self.phrases["whole"]

    def written(self, at: int) -> bool:
        """Whether the name of several words that the word is part of begins with a capital."""
        return at in self.phrases["written"]

    def common(self, at: int) -> bool:
        """Whether the word, or every part of it, is common in the language or in English."""
        word = self.words[at]
        if self._listed(word):
            return True
        if "-" in word.folded:
            parts = word.folded.split("-")
            lettered = word.capital and all(len(part) == 1 for part in parts)
            return not lettered and all(self._plain(part) for part in parts)
        if self.name(at):
            return False
        # Where nouns have none, a capital says name, though it may end like a common word.
        if word.capital and not self.language.capital_nouns:
            return word.begins and self.language.is_inflected(word.folded)
        return self.language.is_common(word.folded)

    def meant(self, at: int) -> bool:
        """Whether the word is a common one that was typed in a hurry."""
        return self.spelling.is_meant(self.words[at].folded)

    def bare(self, at: int) -> bool:
        """Whether the word is a common one without its accents."""
        return self.words[at].folded in self.spelling.bare

    def perhaps(self, at: int) -> bool:
        """Whether the word is a first name as well as a common word: "Will", "Rose"."""
        folded = self.words[at].folded
        return folded in self.lexicon.perhaps or folded in self.lexicon.given

    def rare(self, at: int) -> bool:
        """Whether the word, common or not, is none of the frequent ones."""
        folded = self.words[at].folded
        return not (len(folded) == 1 or folded in self.language.frequent or self.usual(at))

    def usual(self, at: int) -> bool:
        """Whether the word is usual in talk of work, or goes on after a name."""
        cues = self.language.cues
        return self.words[at].folded in cues["usual"] or self.words[at].folded in cues["aside"]

    @property
    def campus(self) -> frozenset[str]:
        """The words that say school, in the language of the text and in English."""
        return self.language.cues["campus"] | self.lexicon.english.cues["campus"]

    def little(self, at: int) -> bool:
        """Whether the word is one of the few that hold every text together: "the", "you"."""
        return self.words[at].folded in self.language.little

    def plain(self, at: int) -> bool:
        """Whether the lists have the word as a common word and as nothing else."""
        folded = self.words[at].folded
        return folded in self.language.words and not (self.name(at) or self.company(at))

    def certain_name(self, at: int) -> bool:
        """Whether the word is a name rather than a common word even where either may stand."""
        folded = self.words[at].folded
        return self.name(at) and (folded in self.lexicon.given or not self.common(at))

    def before(self, at: int, head: str, least: int = 1) -> bool:
        """Whether a cue of this head, of `least` words, stands right before the word."""
        cues = self.language.cues[head]
        phrases = islice(self._phrases_before(at), least - 1, None)
        return any(phrase in cues for phrase in phrases)

    def after(self, at: int, head: str) -> bool:
        """Whether a cue of this head stands right after the word."""
        cues = self.language.cues[head]
        return any(phrase in cues for phrase in self._phrases_after(at))

    def owns(self, at: int) -> bool:
        """Whether the word is written as an owner: "Grace's"."""
        end = self.words[at].end
        return self.text[end : end + 2] in _OWNING and not self.text[end + 2 : end + 3].isalnum()

    def tied(self, at: int) -> bool:
        """Whether only a space, a hyphen or the like stands between the word and the next."""
        if at < 0 or at + 1 >= len(self.words) or self.words[at + 1].begins:
            return False
        return bool(_TIED.fullmatch(self.text, self.words[at].end, self.words[at + 1].start))

    def capital(self, at: int) -> bool:
        """Whether there is such a word, written with a capital inside a sentence."""
        return 0 <= at < len(self.words) and self.words[at].capital and not self.words[at].begins

    def _listed(self, word: Word) -> bool:
        language = self.language
        if word.folded in language.words or word.folded in language.nouns:
            return True
        # In German a capital is no sign, so that an English word with one may be a name.
        noun = word.capital and language.capital_nouns
        return not noun and word.folded in self.lexicon.english.words

    def _common(self, folded: str) -> bool:
        return self.language.is_common(folded) or folded in self.lexicon.english.words

    def _plain(self, part: str) -> bool:
        lexicon = self.lexicon
        return (
            len(part) == 1 or part.isdigit() or part in lexicon.known or part in lexicon.places
        ) or (part not in lexicon.given | lexicon.perhaps and self._common(part))

    def _phrases_before(self, at: int) -> Iterator[str]:
        phrase = ""
        for back in range(at - 1, max(-1, at - _LONGEST_PHRASE), -1):
            nearer = self.words[back + 1]
            if nearer.begins or not _CUED.fullmatch(self.text, self.words[back].end, nearer.start):
                return
            phrase = f"{self.words[back].folded} {phrase}".rstrip()
            yield phrase

    def _phrases_after(self, at: int) -> Iterator[str]:
        phrase = ""
        for on in range(at + 1, min(len(self.words), at + _LONGEST_PHRASE)):
            if self.words[on].begins:
                return
            gap = self.text[self.words[on - 1].end : self.words[on].start]
            if gap.strip(" \u00a0,'’smd"):
                return
            phrase = f"{phrase} {self.words[on].folded}".lstrip()
            yield phrase


def read(
    text: str, lexicon: Lexicon, spelling: Spelling, gaps: Sequence[tuple[int, int]]
) -> Reading:
    """The reading of a text, leaving out what stands in `gaps` (start, end)."""
    words = read_words(text, gaps)
    lists = {
        "known": lexicon.known,
        "places": lexicon.places,
        "companies": lexicon.companies,
        "schools": lexicon.schools,
    }
    phrases: dict[str, set[int]] = {name: set() for name in (*lists, "whole", "written")}
    for start, phrase, length in _phrases(text, words, lexicon.heads):
        for name, entries in lists.items():
            if phrase in entries:
                phrases[name].update(range(start, start + length))
                if length > 1 and name in _NAMES:
                    phrases["whole"].update(range(start, start + length))
                    if words[start].capital:
                        phrases["written"].update(range(start, start + length))
    return Reading(
        text=text,
        words=words,
        lexicon=lexicon,
        spelling=spelling,
        phrases=phrases,
        shouted=_styled(words, lambda word: word.text.isupper(), _FEWEST_SHOUTED),
        titled=_styled(words, lambda word: word.capital, _FEWEST_TITLED),
    )


def _phrases(
    text: str, words: Sequence[Word], heads: Container[str]
) -> Iterator[tuple[int, str, int]]:
    """Every word, and what it begins when it is the first of an entry of several words."""
    for start, word in enumerate(words):
        phrase = word.folded
        yield start, phrase, 1
        if phrase not in heads:
            continue
        for on in range(start + 1, min(len(words), start + _LONGEST_PHRASE)):
            if not _TIED.fullmatch(text, words[on - 1].end, words[on].start):
                break
            phrase = f"{phrase} {words[on].folded}"
            yield start, phrase, on - start + 1


def _styled(words: Sequence[Word], style: Callable[[Word], bool], fewest: int) -> frozenset[int]:
    """The sentences of which most words are written like that, too many to be names."""
    like = Counter(word.sentence for word in words if style(word))
    if like.total() < _MOSTLY * fewest:
        return frozenset()
    every = Counter(word.sentence for word in words)
    return frozenset(
        sentence
        for sentence, count in every.items()
        if count >= fewest and like[sentence] >= _MOSTLY * count
    )
