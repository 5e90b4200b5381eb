"""Which causes the words of an answer give evidence for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.insight.codebook import Codebook, Denials, Phrases
from bot.insight.lexicon import Phrase, clauses
from bot.insight.phrase_tree import Hit, PhraseTree

# A phrase of fewer words is no evidence: a theme shown on one word alone leads people.
_EVIDENCE = 2
# In a long text much is said in passing: a theme counts there where its evidence comes again.
_LONG, _AGAIN = 300, 2  # words; pieces of evidence
_IRONIC = re.compile(r"(?<!\S)/s(?!\S)|[🙄🙃]")  # what marks irony in any language
# Where what is denied begins, from the end of the denial: at its last word ("nicht am Gehalt"),
# right after it, or with a word between ("not because of [the] commute").
_NEAR = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Code:
    """A theme found in an answer, and the phrase of the codebook that was found."""

    theme: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The themes of one answer: `mentions` in the order of the text, `codes` those to count.

    Counted is only what has evidence, the most evident first: uncoded rather than wrong, so nothing
    of an ironic answer. Sensitive themes are counted where they were ticked, never by words.
    """

    mentions: tuple[Code, ...]
    codes: tuple[Code, ...]


class _Denials:
    """What says, in one language, that a phrase was not meant; `of` looks once a clause."""

    def __init__(self, denials: Denials) -> None:
        self._before, self._after = PhraseTree(), PhraseTree()
        for phrase in denials.before:
            self._before.add(phrase, None)
        for phrase in denials.after:
            self._after.add(phrase, None)

    def of(self, words: Sequence[str]) -> tuple[set[int], set[int]]:
        """The places at which a phrase that begins there is denied, and one that ends there."""
        before, after = self._before.hits(words), self._after.hits(words)
        starts = {hit.end + more for hit in before for more in _NEAR}
        return starts, {hit.start - more for hit in after for more in _NEAR}


class Coder:
    """Finds the themes of a codebook in what people write; each language compiled on first use."""

    def __init__(self, codebook: Codebook) -> None:
        self._themes = codebook.themes
        self._lexicons: dict[str, PhraseTree] = {}
        self._sensitive = {theme.id for theme in codebook.themes if theme.sensitive}
        denials = codebook.denials
        self._denials = {tag: _Denials(denials.get(tag, Denials())) for tag in self.languages}
        self._irony = _of_no_theme(codebook.irony)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have phrases."""
        have = (tag for theme in self._themes for tag in (*theme.phrases, *theme.exclude))
        return tuple(dict.fromkeys(have))

    def look(self, text: str, language: str) -> Found:
        """Everything in a text, looked at once."""
        longest: dict[str, Phrase] = {}
        evidence: dict[str, list[Phrase]] = {}
        said = tuple(clauses(text))
        for theme, phrase in self._found(said, language):
            if theme not in longest or phrase.words > longest[theme].words:
                longest[theme] = phrase
            if phrase.words >= _EVIDENCE and theme not in self._sensitive:
                evidence.setdefault(theme, []).append(phrase)
        ironic = _IRONIC.search(text) or self._is_ironic(said, language)
        ranked = [] if ironic else _ranked(evidence, sum(map(len, said)))
        return Found(
            tuple(Code(theme, phrase.text) for theme, phrase in longest.items()),
            tuple(Code(theme, longest[theme].text) for theme in ranked),
        )

    def mentions(self, text: str, language: str) -> tuple[Code, ...]:
        """The themes mentioned, each once with its longest phrase, in the order of the text."""
        return self.look(text, language).mentions

    def suggest(self, text: str, language: str, most: int = 3) -> tuple[Code, ...]:
        """The themes to ask back about: those that would be counted, the most evident ones."""
        return self.look(text, language).codes[:most]

    def _is_ironic(self, said: Sequence[tuple[str, ...]], language: str) -> bool:
        cues = self._irony.get(language, PhraseTree())
        return any(True for words in said for _ in cues.hits(words))

    def _lexicon(self, language: str) -> PhraseTree:
        """The phrases of a language, to be looked for; there are thousands."""
        if language not in self._lexicons:
            lexicon = PhraseTree()
            for theme in self._themes:
                for phrase in theme.phrases.get(language, ()):
                    lexicon.add(phrase, theme.id)
                for phrase in theme.exclude.get(language, ()):
                    lexicon.add(phrase, None)
            self._lexicons[language] = lexicon
        return self._lexicons[language]

    def _found(
        self, said: Sequence[tuple[str, ...]], language: str
    ) -> Iterator[tuple[str, Phrase]]:
        if language not in self._denials:
            return
        lexicon = self._lexicon(language)
        for words in said:
            if hits := list(lexicon.hits(words)):
                starts, ends = self._denials[language].of(words)
                for hit in _meant(hits):
                    if hit.theme and hit.start not in starts and hit.end not in ends:
                        yield hit.theme, hit.phrase


def _ranked(evidence: Mapping[str, list[Phrase]], length: int) -> list[str]:
    """The themes with evidence enough in a text of so many words, the most evident first."""
    needed = _AGAIN if length > _LONG else 1
    evident = [theme for theme, phrases in evidence.items() if len(phrases) >= needed]
    return sorted(evident, key=lambda theme: -len(set(evidence[theme])))


def _of_no_theme(phrases: Phrases) -> dict[str, PhraseTree]:
    """These phrases to be looked for, by language."""
    found: dict[str, PhraseTree] = {}
    for language, each in phrases.items():
        for phrase in each:
            found.setdefault(language, PhraseTree()).add(phrase, None)
    return found


def _meant(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The phrases of a clause without those that share a word with a heavier one."""
    heaviest: dict[int, tuple[int, bool, int]] = {}
    for hit in hits:
        for place in range(hit.start, hit.end):
            heaviest[place] = max(hit.weight, heaviest.get(place, hit.weight))
    for hit in hits:
        if all(heaviest[place] == hit.weight for place in range(hit.start, hit.end)):
            yield hit
