"""Every finding in the translations of a folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, normalize

from bot.dialogue import CODEBOOK, HOUSE_STYLE, compile_dialogue, read_sources, read_text
from bot.insight.codebook import Codebook, read_codebook
from bot.interview.faults import faults, synonyms_of_nothing, words_missing
from bot.interview.flow import Flow
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.pacing import Pace
from bot.interview.po import read_po
from bot.interview.script import Ask, Place, Script
from bot.interview.spoken_language import SpokenLanguage, read_spoken_language
from bot.interview.translation import Sentence
from bot.studio.domains import Domains, domains_of, scripts
from bot.translations import (
    Original,
    language_file,
    languages_in,
    talk_files,
    translation_file,
    worded,
)

_RECEIPT_WORDS = 256
_FOR_THE_TEAM = "digest"
_FOR_CANDIDATES = (".label", ".concern")  # of the codebook


@dataclass(frozen=True, slots=True)
class Spoken:
    """A folder of dialogues: its sentences, and its scripts, both by domain."""

    folder: Path
    domains: Domains
    originals: Mapping[str, Original]

    @property
    def named(self) -> frozenset[str]:
        """The languages that scripts name."""
        return frozenset(each for o in self.originals.values() for each in o.script.also_in)

    def offers(self, language: str, domain: str) -> bool:
        """Whether candidates are to hear this domain in this language."""
        if domain in self.originals:
            return language in self.originals[domain].script.also_in
        return language in self.named


def read_spoken(folder: Path) -> Spoken:
    """The folder; DialogueError when the dialogues themselves have mistakes."""
    read = {name: compile_dialogue(read_sources(folder, name)) for name in scripts(folder)}
    told = {name: dialogue.revision.script for name, dialogue in read.items()}
    house = read_house_style(read_text(folder / HOUSE_STYLE), HOUSE_STYLE)
    return spoken_of(folder, told, house, read_codebook(read_text(folder / CODEBOOK), CODEBOOK))


def spoken_of(
    folder: Path, told: Mapping[str, Script], house: HouseStyle, codebook: Codebook
) -> Spoken:
    """The same of parts that were read before; scripts go by the names of their files."""
    by_domain = {Path(name).stem: script for name, script in told.items()}
    originals = {d: Original(d, script, house, codebook) for d, script in by_domain.items()}
    return Spoken(folder, domains_of(folder, by_domain, house, codebook), originals)


def translated(spoken: Spoken) -> Iterator[Mistake]:
    """What is wrong with each language that a script names or that somebody works at."""
    for language in sorted({*spoken.named, *languages_in(spoken.folder)}):
        for domain, sentences in spoken.domains.items():
            yield from _domain(spoken, language, domain, sentences)
        yield from _words(spoken, language)
        if language in spoken.named:
            yield from _receipts(spoken.folder, language)


def _domain(
    spoken: Spoken, language: str, domain: str, sentences: Sequence[Sentence]
) -> Iterator[Mistake]:
    file, offered = translation_file(language, domain), spoken.offers(language, domain)
    if not (spoken.folder / file).exists():
        if offered and domain != _FOR_THE_TEAM:
            yield _no_file(file, language)
        return
    try:
        entries = read_po(read_text(spoken.folder / file), file)
    except DialogueError as error:
        yield from error.mistakes
        return
    ours = [each for each in sentences if _is_heard(domain, each)]
    theirs = [each for each in sentences if not _is_heard(domain, each)]
    yield from faults(ours, entries, file, offered=offered)
    yield from faults(theirs, entries, file, offered=False)


def _is_heard(domain: str, sentence: Sentence) -> bool:
    """Whether candidates hear it; the rest is for those who read the digest."""
    if domain == "codebook":
        return sentence.context.endswith(_FOR_CANDIDATES)
    return domain != _FOR_THE_TEAM


def _words(spoken: Spoken, language: str) -> Iterator[Mistake]:
    file, offered = language_file(language), spoken.offers(language, "")
    if not (spoken.folder / file).exists():
        if offered:
            yield _no_file(file, language)
        return
    try:
        words = read_spoken_language(read_text(spoken.folder / file), file)
    except DialogueError as error:
        yield from error.mistakes
        return
    if words.language != language:
        what = f"This is the folder of “{language}”, but the file says “{words.language}”."
        yield Mistake(Place(file, 1, 1), "T01", what, f"Write “language: {language}”.")
    yield from words_missing(words, file, offered=offered)
    yield from _held(spoken, language, words)


def _held(spoken: Spoken, language: str, words: SpokenLanguage) -> Iterator[Mistake]:
    """What can be said once a whole interview may be held in a language."""
    labels: list[str] = []
    for original in spoken.originals.values():
        files = talk_files(language, original.domain)
        there = [name for name in files if (spoken.folder / name).exists()]
        try:
            wording = worded(original, language, {n: read_text(spoken.folder / n) for n in there})
        except DialogueError:
            return  # told where the file is looked at
        if wording is None:
            return
        labels += _labels(wording.script)
        yield from _too_long(wording.script)
    yield from synonyms_of_nothing(words, labels, language_file(language))


def _labels(script: Script) -> Iterator[str]:
    asks = (step for step in script.steps if isinstance(step, Ask))
    return (choice.label for ask in asks for choice in ask.choices)


def _too_long(script: Script) -> Iterator[Mistake]:
    """What consent promises holds in every language, although the way is counted in one."""
    pace, promised = Pace(Flow(script)), script.limits.minutes
    minutes = pace.longest(short=False, dropped=pace.droppable) / 60
    if minutes > promised:
        what = f"In “{script.language}” the longest way takes {minutes:.1f} minutes."
        place = Place(translation_file(script.language, script.id), 1, 1)
        yield Mistake(place, "Q16", what, f"Say its longest questions shorter: {promised} hold.")


def _receipts(folder: Path, language: str) -> Iterator[Mistake]:
    """Every language has words of its own for receipts."""
    file = f"receipt-words/{language}.txt"
    if not (folder / file).exists():
        what = f"There are no words for receipts in “{language}”."
        todo = f"Write {_RECEIPT_WORDS} different short words into it, one a line."
        yield Mistake(Place(file, 1, 1), "T02", what, todo)
        return
    yield from too_alike(read_text(folder / file), file)


def too_alike(text: str, file: str) -> Iterator[Mistake]:
    """The words of receipts that differ by their accents only: people type without them."""
    first: dict[str, str] = {}
    for line, word in enumerate(text.splitlines(), 1):
        plain = "".join(c for c in normalize("NFKD", word.strip()) if not combining(c))
        if plain and first.setdefault(plain, word) != word:
            what = f"“{word}” and “{first[plain]}” differ by an accent only."
            todo = "Put another word in its place, unless receipts were given out already."
            yield Mistake(Place(file, line, 1), "T09", what, todo)


def _no_file(file: str, language: str) -> Mistake:
    todo = f"Run python -m bot translate update {language}, and fill it in."
    return Mistake(Place(file, 1, 1), "T02", "There is no such file.", todo)
