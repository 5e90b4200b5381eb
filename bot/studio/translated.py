"""Every finding in the translations of a folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, normalize

from bot.dialogue import compile_dialogue, read_sources, read_text
from bot.interview.faults import faults, synonyms_of_nothing, words_missing
from bot.interview.flow import Flow
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.pacing import Pace
from bot.interview.po import read_po
from bot.interview.revision import Revision
from bot.interview.script import Ask, Place, Script
from bot.interview.spoken_language import read_spoken_language
from bot.interview.translation import Sentence
from bot.studio.domains import Domains, read_domains, scripts
from bot.translations import language_file, languages_in, translation_file

_RECEIPT_WORDS = 256
_FOR_THE_TEAM = "digest"
_FOR_CANDIDATES = (".label", ".concern")  # of the codebook


@dataclass(frozen=True, slots=True)
class Spoken:
    """A folder of dialogues: its sentences, and its scripts by domain, compiled."""

    folder: Path
    domains: Domains
    revisions: Mapping[str, Revision]

    def offers(self, language: str, domain: str) -> bool:
        """Whether candidates hear this domain in this language, once it is complete."""
        named = [d for d, each in self.revisions.items() if language in each.script.also_in]
        return domain in named if domain in self.revisions else bool(named)


def read_spoken(folder: Path) -> Spoken:
    """The folder; DialogueError when the dialogues themselves have mistakes."""
    compiled = {
        Path(name).stem: compile_dialogue(read_sources(folder, name)).revision
        for name in scripts(folder)
    }
    return Spoken(folder, read_domains(folder), compiled)


def translated(spoken: Spoken) -> Iterator[Mistake]:
    """What is wrong with each language that a script names or that somebody works at."""
    named = {each for r in spoken.revisions.values() for each in r.script.also_in}
    for language in sorted({*named, *languages_in(spoken.folder)}):
        for domain, sentences in spoken.domains.items():
            yield from _domain(spoken, language, domain, sentences)
        yield from _words(spoken, language)
        if language in named:
            yield from _receipts(spoken.folder, language)
    for revision in spoken.revisions.values():
        yield from _too_long(revision)


def _domain(
    spoken: Spoken, language: str, domain: str, sentences: Sequence[Sentence]
) -> Iterator[Mistake]:
    file, offered = translation_file(language, domain), spoken.offers(language, domain)
    if not (spoken.folder / file).exists():
        if offered and domain != _FOR_THE_TEAM:
            todo = f"Run python -m bot translate update {language}, and translate it."
            yield Mistake(Place(file, 1, 1), "T02", "There is no such file.", todo)
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
            todo = f"Run python -m bot translate update {language}, and fill it in."
            yield Mistake(Place(file, 1, 1), "T02", "There is no such file.", todo)
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
    held = [r.others[language].script for r in spoken.revisions.values() if language in r.others]
    if held:
        yield from synonyms_of_nothing(words, [*_labels(held)], file)


def _labels(held: Sequence[Script]) -> Iterator[str]:
    asks = [step for script in held for step in script.steps if isinstance(step, Ask)]
    yield from (choice.label for ask in asks for choice in ask.choices)


def _receipts(folder: Path, language: str) -> Iterator[Mistake]:
    """Every language has words of its own for receipts, to be told apart without accents, too."""
    file = f"receipt-words/{language}.txt"
    place = Place(file, 1, 1)
    if not (folder / file).exists():
        todo = f"Write {_RECEIPT_WORDS} different short words into it, one a line."
        yield Mistake(place, "T02", f"There are no words for receipts in “{language}”.", todo)
        return
    words = read_text(folder / file).split()
    plain = {"".join(c for c in normalize("NFKD", word) if not combining(c)) for word in words}
    if len(words) != _RECEIPT_WORDS or len(plain) != _RECEIPT_WORDS:
        what = f"A receipt needs {_RECEIPT_WORDS} words that differ even without their accents."
        todo = "Put others in place of those that are too much alike." if plain else "Write them."
        yield Mistake(place, "T09", f"{what} Here are {len(plain)}.", todo)


def _too_long(revision: Revision) -> Iterator[Mistake]:
    """What consent promises holds in every language, although the way is counted in one."""
    promised = revision.script.limits.minutes
    for language, other in revision.others.items():
        pace = Pace(Flow(other.script))
        minutes = pace.longest(short=False, dropped=pace.droppable) / 60
        if minutes > promised:
            what = f"In “{language}” an interview may take {minutes:.1f} minutes, not {promised}."
            place = Place(translation_file(language, revision.script.id), 1, 1)
            yield Mistake(place, "T10", what, "Say the longest questions shorter.")
