"""What a digest is written with, in the language of the team: its words, causes and labels."""

from dataclasses import dataclass
from pathlib import Path

from bot.dialogue import SCRIPT, Dialogue, read_text
from bot.insight.codebook import Codebook
from bot.insight.codebook_sentences import say_codebook
from bot.insight.digest_sentences import say_digest
from bot.insight.digest_words import DigestWords
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.po import read_po
from bot.interview.script import Place, Script
from bot.interview.script_sentences import say_script
from bot.interview.translation import Speaking

_CODEBOOK, _DIGEST = "codebook", "digest"


@dataclass(frozen=True, slots=True)
class DigestText:
    """The words of a digest, and the codebook and script whose sentences and labels it prints."""

    words: DigestWords
    codebook: Codebook
    script: Script


def digest_text(folder: Path, dialogue: Dialogue, words: DigestWords, language: str) -> DigestText:
    """The text of digests in this language; DialogueError where a translation is missing."""
    script, codebook = dialogue.revision.script, dialogue.codebook
    if language == words.language:
        return DigestText(words, codebook, script)
    speaking = _Speakers(folder / "locale" / language, language)
    told = say_codebook(codebook, speaking.of(_CODEBOOK))
    causes = tuple(zip(codebook.causes(), told.causes(), strict=True))
    said = DigestText(
        say_digest(words, language, speaking.of(_DIGEST)),
        told,
        say_script(script, language, causes, speaking.of(Path(SCRIPT).stem)),
    )
    # Of the script only labels are printed: what is missing there is missing for candidates first.
    speaking.refuse_missing(_CODEBOOK, _DIGEST)
    return said


class _Speakers:
    """The translations of one language, a file each."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self._of: dict[str, Speaking] = {}

    def of(self, domain: str) -> Speaking:
        """Who says the sentences of this file."""
        name = f"{domain}.po"
        entries = read_po(read_text(self._folder / name), f"locale/{self._language}/{name}")
        return self._of.setdefault(domain, Speaking(entries))

    def refuse_missing(self, *domains: str) -> None:
        """Raise what these files lack."""
        mistakes = [
            Mistake(
                Place(f"locale/{self._language}/{domain}.po", 1, 1),
                "S04",
                f"{len(self._of[domain].missing)} sentences are not translated, the first:"
                f" “{self._of[domain].missing[0].text}”",
                "Translate them, or set DIGEST_LANGUAGE to a language that is.",
            )
            for domain in domains
            if self._of[domain].missing
        ]
        if mistakes:
            raise DialogueError(mistakes)
