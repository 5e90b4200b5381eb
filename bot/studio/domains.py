"""What there is to translate in a folder of dialogues: one list of sentences a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from bot.dialogue import CODEBOOK, HOUSE_STYLE, compile_dialogue, read_sources, read_text
from bot.insight.codebook import Codebook, read_codebook
from bot.insight.codebook_sentences import say_codebook
from bot.insight.digest_sentences import say_digest
from bot.insight.digest_words import read_digest_words
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.house_sentences import say_house
from bot.interview.script import Script
from bot.interview.script_sentences import say_script
from bot.interview.translation import Listening, Sentence
from bot.pages import read_pages, say_pages
from bot.studio.folder import DIGEST, PAGES, REASONS

_NO_SCRIPTS = (HOUSE_STYLE, CODEBOOK, DIGEST, PAGES, REASONS)
Domains = Mapping[str, Sequence[Sentence]]


def read_domains(folder: Path) -> Domains:
    """Every sentence by domain, in the order in which people meet them.

    DialogueError when the dialogues themselves have mistakes: those come first.
    """
    read = {name: compile_dialogue(read_sources(folder, name)) for name in scripts(folder)}
    told = {Path(name).stem: dialogue.revision.script for name, dialogue in read.items()}
    codebook = read_codebook(read_text(folder / CODEBOOK), CODEBOOK)
    house = read_house_style(read_text(folder / HOUSE_STYLE), HOUSE_STYLE)
    return domains_of(folder, told, house, codebook)


def domains_of(
    folder: Path, told: Mapping[str, Script], house: HouseStyle, codebook: Codebook
) -> Domains:
    """The same of parts that were read before, scripts by domain; pages and digest are read now."""
    pages = read_pages(read_text(folder / PAGES), PAGES)
    digest = read_digest_words(read_text(folder / DIGEST), DIGEST)
    causes = [(cause, cause) for cause in codebook.causes()]
    return {
        **{
            domain: _heard(partial(say_script, script, "", causes))
            for domain, script in told.items()
        },
        "house-style": _heard(partial(say_house, house)),
        "codebook": _heard(partial(say_codebook, codebook)),
        "pages": _heard(partial(say_pages, pages)),
        "digest": _heard(partial(say_digest, digest, "")),
    }


def scripts(folder: Path) -> Iterator[str]:
    """The scripts of a folder by their file names, in order."""
    names = sorted(path.name for path in folder.glob("*.yaml"))
    return (name for name in names if name not in _NO_SCRIPTS)


def _heard(say: Callable[[Listening], object]) -> Sequence[Sentence]:
    listening = Listening()
    say(listening)
    return list(listening.heard.values())
