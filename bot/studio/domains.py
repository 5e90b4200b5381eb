"""What there is to translate in a folder of dialogues: one list of sentences a file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.dialogue import CODEBOOK, HOUSE_STYLE, compile_dialogue, read_sources, read_text
from bot.insight.codebook import read_codebook
from bot.insight.codebook_sentences import say_codebook
from bot.insight.digest_sentences import say_digest
from bot.insight.digest_words import read_digest_words
from bot.interview.house_reader import read_house_style
from bot.interview.house_sentences import say_house
from bot.interview.script_sentences import say_script
from bot.interview.translation import Listening, Sentence
from bot.pages import read_pages, say_pages

_NO_SCRIPTS = (HOUSE_STYLE, CODEBOOK, "digest.yaml", "pages.yaml", "reasons.yaml")
Domains = Mapping[str, Sequence[Sentence]]


def read_domains(folder: Path) -> Domains:
    """Every sentence by domain, in the order in which people meet them.

    DialogueError when the dialogues themselves have mistakes: those come first.
    """
    return {
        **{Path(name).stem: _script(folder, name) for name in scripts(folder)},
        "house-style": _house(folder),
        "codebook": _codebook(folder),
        "pages": _pages(folder),
        "digest": _digest(folder),
    }


def scripts(folder: Path) -> Iterator[str]:
    """The scripts of a folder by their file names, in order."""
    names = sorted(path.name for path in folder.glob("*.yaml"))
    return (name for name in names if name not in _NO_SCRIPTS)


def _script(folder: Path, name: str) -> Sequence[Sentence]:
    listening = Listening()
    dialogue = compile_dialogue(read_sources(folder, name))
    causes = [(cause, cause) for cause in dialogue.codebook.causes()]
    say_script(dialogue.revision.script, "", causes, listening)
    return list(listening.heard.values())


def _house(folder: Path) -> Sequence[Sentence]:
    listening = Listening()
    say_house(read_house_style(read_text(folder / HOUSE_STYLE), HOUSE_STYLE), listening)
    return list(listening.heard.values())


def _codebook(folder: Path) -> Sequence[Sentence]:
    listening = Listening()
    say_codebook(read_codebook(read_text(folder / CODEBOOK), CODEBOOK), listening)
    return list(listening.heard.values())


def _pages(folder: Path) -> Sequence[Sentence]:
    listening = Listening()
    pages = read_pages(read_text(folder / "pages.yaml"), "pages.yaml")
    say_pages(pages, listening)
    return list(listening.heard.values())


def _digest(folder: Path) -> Sequence[Sentence]:
    listening = Listening()
    say_digest(read_digest_words(read_text(folder / "digest.yaml"), "digest.yaml"), "", listening)
    return list(listening.heard.values())
